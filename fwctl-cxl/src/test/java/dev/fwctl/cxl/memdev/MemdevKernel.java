// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.cxl.memdev;

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
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A kernel with one CXL memory device, /dev/cxl/mem0, which checks a CXL_MEM_SEND_COMMAND as cxl_validate_cmd_from_user of
 * drivers/cxl/core/mbox.c does, in its order, and hands the payload to a mailbox.
 */
final class MemdevKernel implements Syscalls {
    /** What answers a mailbox command. */
    interface Mailbox {
        Completion send(int opcode, byte[] in, int room);
    }

    /** What a mailbox says; size is the length that it claims. */
    record Completion(int code, byte[] out, int size) {
        static Completion of(byte[] out) {
            return new Completion(0, out, out.length);
        }

        static Completion refuse(int code) {
            return new Completion(code, new byte[0], 0);
        }
    }

    /** The rows of cxl_mem_commands: id, opcode, size in, size out; -1 varies. In the order of the ids, which has gaps. */
    private static final int[][] TABLE = {
        {1, 0x4000, 0, 0x43}, {3, 0x400, 0, -1}, {4, 0x200, 0, 0x50}, {5, 0x4100, 0, 0x20}, {6, 0x4102, 8, -1},
        {7, 0x4200, 0, 0x12}, {8, 0x401, 0x18, -1}, {9, 0x4101, 0x0a, 0}, {10, 0x4103, -1, 0}, {11, 0x4201, 0, 0x10},
        {12, 0x4202, 0xc, 0}, {13, 0x4203, 0, 1}, {14, 0x4204, 1, 0}, {18, 0x4303, 0x10, 4}, {21, 0x300, 0, 8},
        {22, 0x402, 0x10, 4}, {23, 0x403, 0x10, 0}, {24, 0x405, 2, -1},
    };

    private static final int COMMANDS = 25;
    private static final int FD = 5;
    private static final int CHARACTER_DEVICE = 0020600;
    private static final byte[] VENDOR_DEBUG = {
        0x5e,
        0x18,
        0x19,
        (byte) 0xd9,
        0x11,
        (byte) 0xa9,
        0x40,
        0x0c,
        (byte) 0x81,
        0x1f,
        (byte) 0xd6,
        0x07,
        0x19,
        0x40,
        0x3d,
        (byte) 0x86
    };

    final Path root;
    final List<String> opened = new ArrayList<>();
    final List<Integer> sent = new ArrayList<>();
    final Set<Integer> enabled = new HashSet<>(Set.of(0x4000, 0x400, 0x401, 0x402, 0x403, 0x4103));
    final Set<Integer> exclusive = new HashSet<>(Set.of(0x4103));
    int payloadSize = 512;
    boolean gone;

    /** The device takes a command, and goes before it answers. */
    boolean goesMeanwhile;

    private final Mailbox mailbox;
    private final List<ByteBuffer> buffers = new ArrayList<>();

    MemdevKernel(Path root, Mailbox mailbox) {
        this.root = root;
        this.mailbox = mailbox;
        Path device = root.resolve("sys/devices/pci0000:34/0000:34:00.0/0000:35:00.0/mem0");
        try {
            Files.createDirectories(device);
            Files.createDirectories(root.resolve("sys/bus/cxl/devices"));
            Files.createDirectories(root.resolve("sys/bus/cxl/drivers/cxl_mem"));
            Files.createSymbolicLink(root.resolve("sys/bus/cxl/devices/mem0"), device);
            Files.createSymbolicLink(device.resolve("subsystem"), root.resolve("sys/bus/cxl"));
            Files.createSymbolicLink(device.resolve("driver"), root.resolve("sys/bus/cxl/drivers/cxl_mem"));
            Files.createDirectories(root.resolve("sys/bus/cxl/devices/root0"));
            Files.writeString(device.resolve("dev"), "251:0\n");
            Files.writeString(device.resolve("serial"), "0x2a\n");
            Files.writeString(device.resolve("payload_max"), payloadSize + "\n");
            Files.writeString(device.resolveSibling("vendor"), "0x8086\n");
            Files.writeString(device.resolveSibling("device"), "0x0d93\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String name() {
        return "memdev";
    }

    @Override
    public int open(String path, int flags) {
        opened.add(path);
        return FD;
    }

    @Override
    public int close(int fd) {
        return 0;
    }

    @Override
    public long fstat(int fd) {
        return new FileStatus(CHARACTER_DEVICE, 251, 0).pack();
    }

    @Override
    public synchronized long address(ByteBuffer buffer) {
        buffers.add(buffer);
        return (long) buffers.size() << 32;
    }

    private ByteBuffer at(long address, int length) {
        ByteBuffer buffer = buffers.get((int) (address >>> 32) - 1);
        return buffer.slice((int) address, length).order(ByteOrder.LITTLE_ENDIAN);
    }

    @Override
    public synchronized int ioctl(int fd, long request, long argument) {
        if (gone) {
            return -6;
        }
        if (request == 0x8008CE01L) {
            return query(argument);
        }
        return request == 0xC030CE02L ? send(at(argument, 48)) : -25;
    }

    /** cxl_query_cmd: entries without a command are all zero, and the count is not written back. */
    private int query(long argument) {
        int count = Math.min(at(argument, 4).getInt(0), COMMANDS);
        for (int id = 0; id < count; id++) {
            ByteBuffer info = at(argument + 8 + 16L * id, 16);
            info.putLong(0, 0).putLong(8, 0);
            for (int[] row : TABLE) {
                if (row[0] == id) {
                    int flags = (enabled.contains(row[1]) ? 1 : 0) | (exclusive.contains(row[1]) ? 2 : 0);
                    info.putInt(0, id).putInt(4, flags).putInt(8, row[2]).putInt(12, row[3]);
                }
            }
        }
        return 0;
    }

    private int send(ByteBuffer send) {
        int id = send.getInt(0);
        int inSize = send.getInt(16);
        int outSize = send.getInt(32);
        if (id <= 0 || id >= COMMANDS) {
            return -25;
        }
        if (Integer.compareUnsigned(inSize, payloadSize) > 0) {
            return -22;
        }
        if (send.getInt(4) != 0 || send.getInt(8) != 0 || send.getInt(20) != 0 || send.getInt(36) != 0) {
            return -22;
        }
        int[] row = null;
        for (int[] each : TABLE) {
            row = each[0] == id ? each : row;
        }
        if (row == null || !enabled.contains(row[1])) {
            return -25;
        }
        if (exclusive.contains(row[1])) {
            return -16;
        }
        if ((row[2] >= 0 && row[2] != inSize) || (row[3] >= 0 && outSize < row[3])) {
            return -12;
        }
        byte[] in = new byte[inSize];
        if (inSize > 0) {
            at(send.getLong(24), inSize).get(in);
        }
        if (row[1] == 0x403 && !Arrays.equals(in, VENDOR_DEBUG)) {
            return -16;
        }
        sent.add(row[1]);
        if (goesMeanwhile) {
            gone = true;
            return -6;
        }
        int room = Math.min(outSize, payloadSize);
        Completion completion = mailbox.send(row[1], in, room);
        byte[] out = Arrays.copyOf(completion.out, Math.min(completion.out.length, room));
        if (out.length > 0) {
            at(send.getLong(40), out.length).put(out);
        }
        send.putInt(32, completion.size).putInt(12, completion.code);
        return 0;
    }
}
