// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.internal;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import dev.fwctl.seam.FileStatus;
import dev.fwctl.seam.Statx;
import dev.fwctl.seam.Syscalls;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** The seam over JNA. Errno is read by the very next statement, before anything can overwrite it. */
final class JnaSyscalls implements Syscalls {
    @Override
    public String name() {
        return "jna";
    }

    @Override
    public String description() {
        return "JNA " + Native.VERSION + ", its natives " + Native.VERSION_NATIVE;
    }

    @Override
    public int open(String path, int flags) {
        ByteBuffer text = cString(path);
        try {
            int fd = JnaLibc.open(address(text), flags);
            return fd < 0 ? -Native.getLastError() : fd;
        } finally {
            Reference.reachabilityFence(text);
        }
    }

    @Override
    public int close(int fd) {
        int result = JnaLibc.close(fd);
        return result < 0 ? -Native.getLastError() : result;
    }

    @Override
    public int ioctl(int fd, long request, long argument) {
        int result = JnaLibc.ioctl(fd, request, argument);
        return result < 0 ? -Native.getLastError() : result;
    }

    @Override
    public int flock(int fd, int operation) {
        int result = JnaLibc.flock(fd, operation);
        return result < 0 ? -Native.getLastError() : result;
    }

    @Override
    public int statx(long path, int mask, long result) {
        int status = JnaLibc.statx(Statx.AT_FDCWD, path, Statx.AT_SYMLINK_NOFOLLOW, mask, result);
        return status < 0 ? -Native.getLastError() : status;
    }

    @Override
    public long fstat(int fd) {
        ByteBuffer empty = cString("");
        ByteBuffer statx = ByteBuffer.allocateDirect(Statx.BYTES).order(ByteOrder.nativeOrder());
        try {
            if (JnaLibc.statx(fd, address(empty), Statx.AT_EMPTY_PATH, Statx.ASK_BASIC, address(statx)) < 0) {
                return -Native.getLastError();
            }
            int mode = statx.getShort(Statx.MODE) & 0xffff;
            return new FileStatus(mode, statx.getInt(Statx.RDEV_MAJOR), statx.getInt(Statx.RDEV_MINOR)).pack();
        } finally {
            Reference.reachabilityFence(empty);
            Reference.reachabilityFence(statx);
        }
    }

    @Override
    public long address(ByteBuffer buffer) {
        if (!buffer.isDirect()) {
            throw new IllegalArgumentException("only a direct buffer has an address");
        }
        return Pointer.nativeValue(Native.getDirectBufferPointer(buffer));
    }

    private static ByteBuffer cString(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocateDirect(bytes.length + 1).put(bytes).clear();
    }
}
