// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.ffm;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;

/**
 * The C library's functions as method handles, linked when this class is first used. Each takes the segment that will
 * hold errno first. The handles are {@code static final}, so that the JIT compiles a call to the native code itself.
 */
@SuppressWarnings("restricted") // it is what this module is for; the user grants it
final class Libc {
    private static final Linker LINKER = Linker.nativeLinker();
    private static final Linker.Option ERRNO = Linker.Option.captureCallState("errno");
    /** Both functions with variable arguments, open and ioctl, have two fixed ones. */
    private static final Linker.Option AFTER_TWO = Linker.Option.firstVariadicArg(2);

    /** What a captured state looks like. */
    static final StructLayout STATE = Linker.Option.captureStateLayout();

    private static final VarHandle STATE_ERRNO = STATE.varHandle(PathElement.groupElement("errno"));

    /** {@code int open(const char *path, int flags, ...)}. */
    static final MethodHandle OPEN = link("open", ints(ADDRESS, JAVA_INT), ERRNO, AFTER_TWO);

    /** {@code int close(int fd)}. */
    static final MethodHandle CLOSE = link("close", ints(JAVA_INT), ERRNO);

    /** {@code int ioctl(int fd, unsigned long request, ...)}, the third argument being an address as a number. */
    static final MethodHandle IOCTL = link("ioctl", ints(JAVA_INT, JAVA_LONG, JAVA_LONG), ERRNO, AFTER_TWO);

    /** {@code int flock(int fd, int operation)}. */
    static final MethodHandle FLOCK = link("flock", ints(JAVA_INT, JAVA_INT), ERRNO);

    /** {@code int statx(int dirfd, const char *path, int flags, unsigned int mask, struct statx *buffer)}. */
    static final MethodHandle STATX = link("statx", ints(JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT, ADDRESS), ERRNO);

    private Libc() {}

    static int errno(MemorySegment state) {
        return (int) STATE_ERRNO.get(state, 0L);
    }

    private static FunctionDescriptor ints(ValueLayout... arguments) {
        return FunctionDescriptor.of(JAVA_INT, arguments);
    }

    private static MethodHandle link(String name, FunctionDescriptor type, Linker.Option... options) {
        MemorySegment function = LINKER.defaultLookup()
                .find(name)
                .orElseThrow(() -> new UnsatisfiedLinkError("the C library has no " + name));
        return LINKER.downcallHandle(function, type, options);
    }
}
