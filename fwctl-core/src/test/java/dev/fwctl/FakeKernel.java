// SPDX-License-Identifier: Apache-2.0
package dev.fwctl;

import dev.fwctl.seam.FileStatus;
import dev.fwctl.seam.Syscalls;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntUnaryOperator;

/**
 * Just enough kernel for tests of core, whose build comes before the testkit's: one node {@code fwctl0}, whose firmware is a
 * function from request to reply. An "address" is a number with the buffer's own in its upper half. The taint number is a
 * file, as in the real one.
 */
public final class FakeKernel implements Syscalls {
    /** What answers an RPC. */
    @FunctionalInterface
    public interface Firmware {
        /** Returns how many bytes of the reply it wrote, or a negated errno. */
        int rpc(int scope, ByteBuffer request, ByteBuffer reply);
    }

    private static final int FD = 3;
    private static final int MAJOR = 240;
    private final Map<Long, ByteBuffer> memory = new ConcurrentHashMap<>();
    private final AtomicLong nextBuffer = new AtomicLong();
    private final Path root;
    private final Firmware firmware;

    /** How many RPCs came this far. */
    public final AtomicInteger rpcs = new AtomicInteger();

    /** What came this far, in its order: {@code open rw}, {@code open r}, {@code info}, {@code rpc} and {@code close}. */
    public final List<String> calls = new CopyOnWriteArrayList<>();

    /** Whether the next buffer gets no address, as if there were no memory left. */
    public final AtomicBoolean outOfMemory = new AtomicBoolean();

    /** What an open with these flags answers. */
    public volatile IntUnaryOperator opens = flags -> FD;

    /** What is found to be open. */
    public volatile FileStatus open = new FileStatus(0020600, MAJOR, 0);

    /** The format that the driver says it speaks. */
    public volatile int deviceType = 77;

    public FakeKernel(Path root, Firmware firmware) {
        this.root = root;
        this.firmware = firmware;
        Path device = root.resolve("sys/devices/pci0000:00/0000:03:00.0");
        write("sys/devices/pci0000:00/0000:03:00.0/vendor", "0x1af4\n");
        write("sys/devices/pci0000:00/0000:03:00.0/device", "0x1100\n");
        write("sys/class/fwctl/fwctl0/dev", MAJOR + ":0\n");
        write("sys/bus/pci/drivers/toy_fwctl/bind", "");
        write("proc/sys/kernel/tainted", "0\n");
        write("proc/sys/kernel/random/boot_id", "11111111-2222-3333-4444-555555555555\n");
        try {
            Files.createSymbolicLink(root.resolve("sys/class/fwctl/fwctl0/device"), device);
            Files.createSymbolicLink(device.resolve("driver"), root.resolve("sys/bus/pci/drivers/toy_fwctl"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Fwctl fwctl() {
        return Fwctl.on(this, root);
    }

    public void write(String path, String text) {
        try {
            Path file = root.resolve(path);
            Files.createDirectories(file.getParent());
            // At once, as in the kernel: nobody ever reads half of it.
            Path fresh = Files.createTempFile(root, "write", "");
            Files.writeString(fresh, text);
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String name() {
        return "fake";
    }

    @Override
    public int open(String path, int flags) {
        calls.add((flags & 3) == 2 ? "open rw" : "open r");
        return opens.applyAsInt(flags);
    }

    @Override
    public int close(int fd) {
        calls.add("close");
        return fd == FD ? 0 : -9;
    }

    @Override
    public long fstat(int fd) {
        return open.pack();
    }

    @Override
    public long address(ByteBuffer buffer) {
        if (outOfMemory.getAndSet(false)) {
            throw new OutOfMemoryError("as the test wants it");
        }
        long number = nextBuffer.incrementAndGet() << 32;
        memory.put(number, buffer);
        return number;
    }

    @Override
    public int ioctl(int fd, long request, long argument) {
        ByteBuffer struct = at(argument);
        if (fd != FD) {
            return -9;
        }
        if (request == 0x9A00) {
            calls.add("info");
            ByteBuffer data = at(struct.getLong(16));
            for (int i = 0; i < struct.getInt(12); i++) {
                data.put(data.position() + i, (byte) (i < 3 ? i + 1 : 0));
            }
            struct.putInt(8, deviceType).putInt(12, 3);
            return 0;
        }
        if (request != 0x9A01 || struct.getInt(0) != 32) {
            return -25;
        }
        calls.add("rpc");
        int scope = struct.getInt(4);
        if (scope >= 2) {
            write("proc/sys/kernel/tainted", (1 << 19) + "\n");
        }
        rpcs.incrementAndGet();
        ByteBuffer in = at(struct.getLong(16));
        ByteBuffer out = at(struct.getLong(24));
        int length = firmware.rpc(
                scope,
                in.limit(in.position() + struct.getInt(8)).slice().order(ByteOrder.LITTLE_ENDIAN),
                out.limit(out.position() + struct.getInt(12)).slice().order(ByteOrder.LITTLE_ENDIAN));
        if (length < 0) {
            return length;
        }
        struct.putInt(12, length);
        return 0;
    }

    /** The memory at an address that a request holds. */
    public ByteBuffer at(long address) {
        ByteBuffer whole = memory.get(address & ~0xffffffffL);
        return whole.duplicate().position((int) address).slice().order(ByteOrder.nativeOrder());
    }
}
