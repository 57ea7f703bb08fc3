// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.ffm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.fwctl.seam.FileStatus;
import dev.fwctl.seam.SeamUnavailableException;
import dev.fwctl.Errno;
import dev.fwctl.seam.Syscalls;
import dev.fwctl.seam.Uapi;
import dev.fwctl.seam.Statx;
import dev.fwctl.seam.SyscallsProvider;
import dev.fwctl.testkit.contract.Ioctl;
import dev.fwctl.testkit.contract.SyscallsContract;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The testkit's rules of a seam, and what else a seam to the kernel below the tests must do, device or not: tried on
 * /dev/null, a FIFO and errors, as {@code open(2)}, {@code ioctl(2)}, {@code errno(3)} and {@code ioctl_pipe(2)}
 * describe them.
 */
interface HostSeamContract extends SyscallsContract {
    int O_RDWR_CLOEXEC = 02000002;
    int O_RDONLY_CLOEXEC = 02000000;
    /** On arm64, 0200000 is {@code O_DIRECT}. */
    int O_DIRECTORY = System.getProperty("os.arch").equals("aarch64") ? 040000 : 0200000;
    long FIONREAD = 0x541B;
    int ENOENT = 2;
    int EBADF = 9;
    int EFAULT = 14;
    int ENOTDIR = 20;

    static Syscalls load(SyscallsProvider provider) {
        try {
            return provider.load();
        } catch (SeamUnavailableException e) {
            throw new AssertionError("no seam to test here. " + e.hint(), e);
        }
    }

    int ENOTTY = 25;

    @Override
    default Path root() {
        return Path.of("/");
    }

    @Override
    default String place() {
        return "host/" + syscalls().name();
    }

    @Test
    default void fstatTellsACharacterDeviceFromAFolder() {
        int fd = syscalls().open("/dev/null", O_RDWR_CLOEXEC);
        assertTrue(fd > 2, "fd " + fd);
        FileStatus status = FileStatus.unpack(syscalls().fstat(fd));
        assertTrue(status.isCharacterDevice());
        assertEquals(1, status.major());
        assertEquals(3, status.minor());
        assertEquals(0, syscalls().close(fd));

        int folder = syscalls().open("/", O_RDONLY_CLOEXEC | O_DIRECTORY);
        assertFalse(FileStatus.unpack(syscalls().fstat(folder)).isCharacterDevice());
        assertEquals(0, syscalls().close(folder));
    }

    @Test
    default void everyFailureIsItsOwnNegatedErrno() {
        assertEquals(-ENOENT, syscalls().open("/no such file", O_RDONLY_CLOEXEC));
        assertEquals(-ENOTDIR, syscalls().open("/dev/null", O_RDONLY_CLOEXEC | O_DIRECTORY));
        assertEquals(-EBADF, syscalls().close(-1));
        assertEquals(-EBADF, syscalls().fstat(-1));
        assertEquals(-EBADF, syscalls().ioctl(-1, FIONREAD, 0));
        int fd = syscalls().open("/dev/null", O_RDWR_CLOEXEC);
        assertEquals(-ENOTTY, syscalls().ioctl(fd, Ioctl.RPC, 0));
        syscalls().close(fd);
        assertEquals(-EBADF, syscalls().ioctl(fd, Ioctl.RPC, 0));
    }

    @Test
    default void ioctlWritesWhereTheAddressPoints(@TempDir Path folder) throws Exception {
        int fd = pipe(folder, 5);
        ByteBuffer memory = ByteBuffer.allocateDirect(16).order(ByteOrder.nativeOrder());
        memory.putInt(4, -1).position(4);
        long address = syscalls().address(memory);
        assertEquals(0, syscalls().ioctl(fd, FIONREAD, address));
        assertEquals(5, memory.getInt(0), "the address is that of index 0, whatever the position");
        assertEquals(-1, memory.getInt(4));
        assertEquals(-EFAULT, syscalls().ioctl(fd, FIONREAD, 1));
        Reference.reachabilityFence(memory);
        syscalls().close(fd);
    }

    @Test
    default void errnoStaysWithItsThread() throws Exception {
        int fd = syscalls().open("/dev/null", O_RDWR_CLOEXEC);
        int threads = 100; // more than there are places for a captured errno
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<?>> results = new ArrayList<>();
            for (int t = 0; t < threads; t++) {
                int target = t % 2 == 0 ? fd : -1;
                int expected = t % 2 == 0 ? -ENOTTY : -EBADF;
                results.add(pool.submit(() -> {
                    for (int i = 0; i < 2_000; i++) {
                        assertEquals(expected, syscalls().ioctl(target, Ioctl.RPC, 0));
                    }
                }));
            }
            for (Future<?> result : results) {
                result.get(60, TimeUnit.SECONDS);
            }
        } finally {
            pool.shutdownNow();
            syscalls().close(fd);
        }
    }

    /** As {@code java.nio} sees the same file. */
    @Test
    default void statxTellsAFileByItsPath(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "12345");
        Path link = Files.createSymbolicLink(folder.resolve("link"), file);
        for (Path each : List.of(file, link)) {
            ByteBuffer path = cString(each.toString());
            ByteBuffer found = ByteBuffer.allocateDirect(Statx.BYTES).order(ByteOrder.nativeOrder());
            int wanted = Statx.ASK_INO | Statx.ASK_SIZE;
            assertEquals(0, syscalls().statx(syscalls().address(path), wanted, syscalls().address(found)));
            assertEquals(wanted, found.getInt(Statx.MASK) & wanted);
            assertEquals(Files.getAttribute(each, "unix:ino", LinkOption.NOFOLLOW_LINKS), found.getLong(Statx.INO));
            assertEquals(Files.getAttribute(each, "size", LinkOption.NOFOLLOW_LINKS), found.getLong(Statx.SIZE));
            long device = (long) Files.getAttribute(each, "unix:dev", LinkOption.NOFOLLOW_LINKS);
            assertEquals(device >>> 8 & 0xfff, found.getInt(Statx.DEV_MAJOR));
            assertEquals(device & 0xff | device >>> 12 & 0xfff00, found.getInt(Statx.DEV_MINOR));
            Reference.reachabilityFence(path);
        }
        ByteBuffer none = cString(folder.resolve("none").toString());
        ByteBuffer found = ByteBuffer.allocateDirect(Statx.BYTES);
        assertEquals(-ENOENT, syscalls().statx(syscalls().address(none), 0, syscalls().address(found)));
        Reference.reachabilityFence(none);
    }

    private static ByteBuffer cString(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocateDirect(bytes.length + 1).put(bytes).clear();
    }

    /** As rule S21 of the contract of seams says. */
    @Test
    default void aLockBelongsToAnOpenFile(@TempDir Path folder) throws Exception {
        String file = Files.createFile(folder.resolve("lock")).toString();
        int one = syscalls().open(file, O_RDWR_CLOEXEC);
        int other = syscalls().open(file, O_RDWR_CLOEXEC);
        assertEquals(0, syscalls().flock(one, Uapi.LOCK_EX_NB));
        assertEquals(-Errno.EAGAIN.number(), syscalls().flock(other, Uapi.LOCK_EX_NB));
        syscalls().close(one);
        assertEquals(0, syscalls().flock(other, Uapi.LOCK_EX_NB));
        syscalls().close(other);
    }

    @Test
    default void ioctlAllocatesNothing(@TempDir Path folder) throws Exception {
        int fd = pipe(folder, 1);
        ByteBuffer memory = ByteBuffer.allocateDirect(8);
        long address = syscalls().address(memory);
        ThreadMXBean bean = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        int calls = 20_000;
        long least = Long.MAX_VALUE;
        // Only compiled code allocates nothing, and on a machine that is busy the compiler comes late.
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (least >= calls && System.nanoTime() < end) {
            long before = bean.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < calls; i++) {
                syscalls().ioctl(fd, FIONREAD, address);
            }
            least = Math.min(least, bean.getCurrentThreadAllocatedBytes() - before);
        }
        Reference.reachabilityFence(memory);
        syscalls().close(fd);
        // The bean itself may allocate a little; one byte per call would be 20000.
        assertTrue(least < calls, least + " bytes in " + calls + " calls");
    }

    /** A FIFO opened for both directions holds what is written to it, with no other process about. */
    private int pipe(Path folder, int bytes) throws IOException, InterruptedException {
        Path fifo = folder.resolve("fifo");
        assertEquals(0, new ProcessBuilder("mkfifo", fifo.toString()).start().waitFor());
        int fd = syscalls().open(fifo.toString(), O_RDWR_CLOEXEC);
        assertTrue(fd >= 0, "open gave " + fd);
        try (var out = Files.newOutputStream(fifo)) {
            out.write(new byte[bytes]);
        }
        return fd;
    }
}
