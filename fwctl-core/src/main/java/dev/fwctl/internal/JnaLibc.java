// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.internal;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;

/**
 * The C library's functions, bound by JNA's direct mapping when this class is first used. Primitives only: anything
 * else would make JNA allocate, copy or call back.
 *
 * <p>{@code open} and {@code ioctl} are variadic in C. With integers alone, the calling conventions of x86-64 and arm64
 * on Linux pass variable arguments like fixed ones; {@link JnaProvider} refuses other architectures.
 */
final class JnaLibc {
    static {
        // The process itself, not a file name: glibc and musl are called differently, and one of them is here already.
        Native.register(JnaLibc.class, NativeLibrary.getProcess());
    }

    private JnaLibc() {}

    static native int open(long path, int flags);

    static native int close(int fd);

    static native int ioctl(int fd, long request, long argument);

    static native int flock(int fd, int operation);

    static native int statx(int dirfd, long path, int flags, int mask, long buffer);
}
