// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.testkit.fault;

import dev.fwctl.Errno;
import dev.fwctl.seam.Syscalls;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A process's view of the kernel, which ends with it: its descriptors are closed when it dies, its locks freed. */
public final class MortalSyscalls implements Syscalls {
    private final Syscalls kernel;
    private final Mortality mortality;
    private final Set<Integer> open = ConcurrentHashMap.newKeySet();

    /**
     * A process's view.
     *
     * @param kernel the kernel, which outlives it
     * @param mortality how long it lives
     */
    public MortalSyscalls(Syscalls kernel, Mortality mortality) {
        this.kernel = Objects.requireNonNull(kernel, "kernel");
        this.mortality = Objects.requireNonNull(mortality, "mortality");
    }

    /** What the kernel does when a process has died. */
    public void exit() {
        open.forEach(kernel::close);
        open.clear();
    }

    @Override
    public String name() {
        return kernel.name();
    }

    @Override
    public int open(String path, int flags) {
        mortality.tick("before open of " + path);
        int fd = kernel.open(path, flags);
        open.add(fd);
        mortality.tick("after open of " + path);
        return fd;
    }

    @Override
    public int close(int fd) {
        mortality.tick("before close");
        // A cleaner may come late, when the number is already another process's.
        return open.remove(fd) ? kernel.close(fd) : -Errno.EBADF.number();
    }

    @Override
    public int ioctl(int fd, long request, long argument) {
        mortality.tick("before ioctl");
        int result = kernel.ioctl(fd, request, argument);
        mortality.tick("after ioctl");
        return result;
    }

    @Override
    public int flock(int fd, int operation) {
        mortality.tick("before flock");
        int result = kernel.flock(fd, operation);
        mortality.tick("after flock");
        return result;
    }

    @Override
    public long fstat(int fd) {
        return kernel.fstat(fd);
    }

    @Override
    public long address(ByteBuffer buffer) {
        return kernel.address(buffer);
    }
}
