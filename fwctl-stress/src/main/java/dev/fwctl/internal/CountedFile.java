// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.internal;

import dev.fwctl.seam.Syscalls;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicInteger;

/** A seam with one open file, which counts how often that is closed. */
final class CountedFile implements Syscalls {
    final AtomicInteger closes = new AtomicInteger();

    @Override
    public String name() {
        return "counted";
    }

    @Override
    public int open(String path, int flags) {
        return -ENOSYS;
    }

    @Override
    public int close(int fd) {
        closes.incrementAndGet();
        return 0;
    }

    @Override
    public int ioctl(int fd, long request, long argument) {
        return -ENOSYS;
    }

    @Override
    public long fstat(int fd) {
        return -ENOSYS;
    }

    @Override
    public long address(ByteBuffer buffer) {
        throw new IllegalArgumentException("nobody asks for addresses here");
    }
}
