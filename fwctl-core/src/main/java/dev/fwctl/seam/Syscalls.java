// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.seam;

import java.nio.ByteBuffer;

/**
 * The seam to the kernel: the few system calls that this library makes, in primitives. Everything above is plain Java;
 * behind it stand JNA, a simulated kernel, or whatever else a {@link SyscallsProvider} offers.
 *
 * <p>Every call returns a number {@code >= 0}, or a negated errno; none throws for what the kernel answers. An
 * implementation is safe for use by any number of threads at once, allocates nothing in {@link #ioctl}, and never
 * retries a call that was interrupted.
 */
public interface Syscalls {
    /** {@code ENOSYS}, the same number on x86-64 and arm64. */
    int ENOSYS = 38;

    /**
     * What stands behind the seam.
     *
     * @return for example {@code jna}
     */
    String name();

    /**
     * The same with versions, for a bug report.
     *
     * @return for example {@code JNA 5.19.1, its natives 7.0.4}
     */
    default String description() {
        return name();
    }

    /**
     * {@code open(2)}, without {@code O_CREAT}.
     *
     * @param path an absolute path
     * @param flags {@code O_*} flags as this machine's architecture numbers them. Those that this library passes are the
     *     same on x86-64 and arm64; {@code O_DIRECTORY}, {@code O_NOFOLLOW}, {@code O_DIRECT} and {@code O_LARGEFILE} are
     *     not
     * @return a file descriptor, or a negated errno
     */
    int open(String path, int flags);

    /**
     * {@code close(2)}. The descriptor is gone whatever the answer.
     *
     * @param fd a file descriptor
     * @return 0, or a negated errno
     */
    int close(int fd);

    /**
     * {@code ioctl(2)}. Blocks for as long as the driver does.
     *
     * @param fd a file descriptor
     * @param request the ioctl number
     * @param argument the third argument, here always an address from {@link #address}
     * @return the driver's answer, or a negated errno
     */
    int ioctl(int fd, long request, long argument);

    /**
     * {@code fstat(2)}, for the two facts that tell one device from another.
     *
     * @param fd a file descriptor
     * @return {@code st_mode << 32 | major << 20 | minor} with the device numbers of {@code st_rdev} (see
     *     {@link FileStatus}), or a negated errno
     */
    long fstat(int fd);

    /**
     * {@code statx(2)} of a path, with {@code AT_SYMLINK_NOFOLLOW}. Allocates nothing.
     *
     * @param path where an absolute path lies: an {@link #address}, of bytes that end with a 0
     * @param mask {@link Statx}'s names of what is asked for
     * @param result where {@link Statx} goes: an {@link #address}
     * @return 0, or a negated errno; {@code -ENOSYS} from a seam that knows no files but devices
     */
    default int statx(long path, int mask, long result) {
        return -ENOSYS;
    }

    /**
     * {@code flock(2)}: an advisory lock on an open file, which lasts until the file is closed.
     *
     * @param fd a file descriptor
     * @param operation {@link Uapi#LOCK_EX_NB}
     * @return 0, or a negated errno; {@code -EAGAIN} if another open file holds it, {@code -ENOSYS} from a seam that knows
     *     no locks
     */
    default int flock(int fd, int operation) {
        return -ENOSYS;
    }

    /**
     * Where a direct buffer's index 0 lies, in the address space that {@link #ioctl}'s driver sees. Stays the same for
     * as long as the buffer is reachable.
     *
     * @param buffer a direct buffer
     * @return its address
     * @throws IllegalArgumentException if the buffer is not direct
     */
    long address(ByteBuffer buffer);
}
