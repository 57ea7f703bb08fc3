// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.cxl;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.fwctl.AccessPolicy;
import dev.fwctl.Fwctl;
import dev.fwctl.FwctlDevice;
import dev.fwctl.seam.FileStatus;
import dev.fwctl.seam.Syscalls;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/** One CXL device that answers each RPC with the bytes, or the errno, that a test has laid ready; and keeps what it got. */
final class CannedKernel implements Syscalls {
    private static final int FD = 7;
    private static final int CHARACTER_DEVICE = 0020600;

    record Rpc(int scope, byte[] request, int outLength) {}

    private record Answer(byte[] bytes, int outLength, int errno) {}

    final List<Rpc> rpcs = new ArrayList<>();
    private final List<Answer> answers = new ArrayList<>();
    private final List<ByteBuffer> buffers = new ArrayList<>();
    private final List<FwctlDevice> opened = new ArrayList<>();

    /** What the kernel copies out, and the length that it claims: eight bytes more, as the real one does. */
    CannedKernel answer(String hex) {
        byte[] bytes = HexFormat.of().parseHex(hex.replaceAll("\\s", ""));
        answers.add(new Answer(bytes, bytes.length + 8, 0));
        return this;
    }

    CannedKernel answer(byte[] bytes, int outLength) {
        answers.add(new Answer(bytes, outLength, 0));
        return this;
    }

    CannedKernel fail(int errno) {
        answers.add(new Answer(new byte[0], 0, errno));
        return this;
    }

    FwctlDevice open(Path root, AccessPolicy policy) {
        try {
            Path memdev = root.resolve("sys/devices/platform/cxl_mem.0/mem0");
            Path node = memdev.resolve("fwctl/fwctl0");
            Files.createDirectories(node);
            Files.createDirectories(root.resolve("sys/bus/cxl/drivers/cxl_mem"));
            Files.createDirectories(root.resolve("sys/class/fwctl"));
            Files.writeString(node.resolve("dev"), "250:0\n");
            Files.createSymbolicLink(node.resolve("device"), memdev);
            Files.createSymbolicLink(memdev.resolve("subsystem"), root.resolve("sys/bus/cxl"));
            Files.createSymbolicLink(memdev.resolve("driver"), root.resolve("sys/bus/cxl/drivers/cxl_mem"));
            Files.createSymbolicLink(root.resolve("sys/class/fwctl/fwctl0"), node);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        FwctlDevice device = Fwctl.on(this, root).withPolicy(policy).open("mem0");
        opened.add(device);
        return device;
    }

    void closeAll() {
        opened.forEach(FwctlDevice::close);
    }

    String lastRequest() {
        return HexFormat.of().formatHex(rpcs.get(rpcs.size() - 1).request());
    }

    void assertNothingLeft() {
        assertEquals(0, answers.size(), "answers laid ready and not asked for");
    }

    @Override
    public String name() {
        return "canned";
    }

    @Override
    public int open(String path, int flags) {
        return FD;
    }

    @Override
    public int close(int fd) {
        return 0;
    }

    @Override
    public long fstat(int fd) {
        return new FileStatus(CHARACTER_DEVICE, 250, 0).pack();
    }

    /** Each buffer gets four gigabytes of addresses of its own. */
    @Override
    public synchronized long address(ByteBuffer buffer) {
        buffers.add(buffer);
        return (long) buffers.size() << 32;
    }

    @Override
    public synchronized int ioctl(int fd, long request, long argument) {
        assertEquals(FD, fd);
        assertEquals(0x9A01, request);
        ByteBuffer rpc = at(argument, 32);
        assertEquals(32, rpc.getInt(0));
        byte[] in = new byte[rpc.getInt(8)];
        at(rpc.getLong(16), in.length).get(in);
        int outLength = rpc.getInt(12);
        rpcs.add(new Rpc(rpc.getInt(4), in, outLength));
        Answer answer = answers.remove(0);
        if (answer.errno != 0) {
            return -answer.errno;
        }
        byte[] copied = Arrays.copyOf(answer.bytes, Math.min(answer.bytes.length, outLength));
        at(rpc.getLong(24), copied.length).put(copied);
        rpc.putInt(12, answer.outLength);
        return 0;
    }

    private ByteBuffer at(long address, int length) {
        ByteBuffer buffer = buffers.get((int) (address >>> 32) - 1);
        return buffer.slice((int) address, length).order(ByteOrder.LITTLE_ENDIAN);
    }
}
