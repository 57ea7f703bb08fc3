// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.bench.rival;

import dev.fwctl.seam.FileStatus;
import dev.fwctl.seam.Syscalls;
import java.nio.ByteBuffer;

/**
 * A seam with nothing behind it: each ioctl succeeds at once and touches no memory, so that the library's own steps are all
 * that is measured.
 */
public final class NoKernel implements Syscalls {
    private static final int FD = 3;
    private static final int CHARACTER_DEVICE = 0020600;

    @Override
    public String name() {
        return "none";
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
    public int ioctl(int fd, long request, long argument) {
        return 0;
    }

    @Override
    public long fstat(int fd) {
        return new FileStatus(CHARACTER_DEVICE, HostSystem.MAJOR, HostSystem.MINOR).pack();
    }

    @Override
    public long address(ByteBuffer buffer) {
        return 1L << 32;
    }
}
