// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.ffm;

import dev.fwctl.ffm.ErrnoPlaces.Place;
import dev.fwctl.seam.FileStatus;
import dev.fwctl.seam.Statx;
import dev.fwctl.seam.Syscalls;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;

/**
 * The seam over {@code java.lang.foreign}. The linker's own stub saves errno between the call and the JVM's next step,
 * so nothing can overwrite it.
 */
final class FfmSyscalls implements Syscalls {
    static final String NAME = "ffm";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public int open(String path, int flags) {
        Place place = ErrnoPlaces.take();
        try (Arena arena = Arena.ofConfined()) {
            int fd = (int) Libc.OPEN.invokeExact(place.state(), arena.allocateFrom(path), flags);
            return fd < 0 ? -place.errno() : fd;
        } catch (Throwable e) {
            throw impossible(e);
        } finally {
            ErrnoPlaces.giveBack(place);
        }
    }

    @Override
    public int close(int fd) {
        Place place = ErrnoPlaces.take();
        try {
            int result = (int) Libc.CLOSE.invokeExact(place.state(), fd);
            return result < 0 ? -place.errno() : result;
        } catch (Throwable e) {
            throw impossible(e);
        } finally {
            ErrnoPlaces.giveBack(place);
        }
    }

    @Override
    public int ioctl(int fd, long request, long argument) {
        Place place = ErrnoPlaces.take();
        try {
            int result = (int) Libc.IOCTL.invokeExact(place.state(), fd, request, argument);
            return result < 0 ? -place.errno() : result;
        } catch (Throwable e) {
            throw impossible(e);
        } finally {
            ErrnoPlaces.giveBack(place);
        }
    }

    @Override
    public int flock(int fd, int operation) {
        Place place = ErrnoPlaces.take();
        try {
            int result = (int) Libc.FLOCK.invokeExact(place.state(), fd, operation);
            return result < 0 ? -place.errno() : result;
        } catch (Throwable e) {
            throw impossible(e);
        } finally {
            ErrnoPlaces.giveBack(place);
        }
    }

    @Override
    public int statx(long path, int mask, long result) {
        Place place = ErrnoPlaces.take();
        try {
            int status = (int) Libc.STATX.invokeExact(
                    place.state(),
                    Statx.AT_FDCWD,
                    MemorySegment.ofAddress(path),
                    Statx.AT_SYMLINK_NOFOLLOW,
                    mask,
                    MemorySegment.ofAddress(result));
            return status < 0 ? -place.errno() : status;
        } catch (Throwable e) {
            throw impossible(e);
        } finally {
            ErrnoPlaces.giveBack(place);
        }
    }

    @Override
    public long fstat(int fd) {
        Place place = ErrnoPlaces.take();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment statx = arena.allocate(Statx.BYTES, Long.BYTES);
            int result = (int) Libc.STATX.invokeExact(
                    place.state(), fd, arena.allocateFrom(""), Statx.AT_EMPTY_PATH, Statx.ASK_BASIC, statx);
            if (result < 0) {
                return -place.errno();
            }
            return new FileStatus(
                            Short.toUnsignedInt(statx.get(ValueLayout.JAVA_SHORT, Statx.MODE)),
                            statx.get(ValueLayout.JAVA_INT, Statx.RDEV_MAJOR),
                            statx.get(ValueLayout.JAVA_INT, Statx.RDEV_MINOR))
                    .pack();
        } catch (Throwable e) {
            throw impossible(e);
        } finally {
            ErrnoPlaces.giveBack(place);
        }
    }

    @Override
    public long address(ByteBuffer buffer) {
        if (!buffer.isDirect()) {
            throw new IllegalArgumentException("only a direct buffer has an address");
        }
        // The segment of a buffer begins at its position, and the seam speaks of index 0.
        return MemorySegment.ofBuffer(buffer.duplicate().clear()).address();
    }

    /** A method handle declares Throwable, and a call of C throws nothing but an Error of the JVM. */
    private static RuntimeException impossible(Throwable e) {
        if (e instanceof Error error) {
            throw error;
        }
        return e instanceof RuntimeException unchecked ? unchecked : new IllegalStateException(e);
    }
}
