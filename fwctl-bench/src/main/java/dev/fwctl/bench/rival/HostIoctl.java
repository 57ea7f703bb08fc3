// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.bench.rival;

import dev.fwctl.seam.FileStatus;
import dev.fwctl.seam.Syscalls;
import java.nio.ByteBuffer;

/**
 * The cheapest real ioctl of this machine in place of a fwctl one, so that everything above the seam, and the seam
 * itself, is measured with no driver's time in it. Each ioctl becomes {@code FIONREAD} on a regular file, which takes no
 * lock ({@code do_vfs_ioctl} of {@code fs/ioctl.c}) and writes one int: it is made to write it where {@code struct fwctl_rpc} has {@code out_len} and {@code struct fwctl_info} has
 * {@code device_data_len}.
 */
final class HostIoctl implements Syscalls {
    static final long FIONREAD = 0x541B;
    /** Where both structures of {@code include/uapi/fwctl/fwctl.h} have the length that comes back. */
    static final int LENGTH_OFFSET = 12;

    private static final int CHARACTER_DEVICE = 0020600;

    private final Syscalls real;

    HostIoctl(Syscalls real) {
        this.real = real;
    }

    @Override
    public String name() {
        return real.name();
    }

    @Override
    public int open(String path, int flags) {
        return real.open(path, flags);
    }

    @Override
    public int close(int fd) {
        return real.close(fd);
    }

    @Override
    public int ioctl(int fd, long request, long argument) {
        return real.ioctl(fd, FIONREAD, argument + LENGTH_OFFSET);
    }

    /** A file that claims to be the node that {@link HostSystem} describes. */
    @Override
    public long fstat(int fd) {
        long status = real.fstat(fd);
        return status < 0 ? status : new FileStatus(CHARACTER_DEVICE, HostSystem.MAJOR, HostSystem.MINOR).pack();
    }

    @Override
    public long address(ByteBuffer buffer) {
        return real.address(buffer);
    }
}
