// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.internal;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import dev.fwctl.seam.FileStatus;
import dev.fwctl.seam.Syscalls;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** The seam over JNA. Errno is read by the very next statement, before anything can overwrite it. */
final class JnaSyscalls implements Syscalls {
    /** struct statx, the one stat structure with the same layout on every architecture. */
    private static final int STATX_BYTES = 256;

    private static final int STATX_MODE = 28;
    private static final int STATX_RDEV_MAJOR = 128;
    private static final int STATX_RDEV_MINOR = 132;
    private static final int AT_EMPTY_PATH = 0x1000;
    private static final int STATX_BASIC_STATS = 0x7ff;

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
    public long fstat(int fd) {
        ByteBuffer empty = cString("");
        ByteBuffer statx = ByteBuffer.allocateDirect(STATX_BYTES).order(ByteOrder.nativeOrder());
        try {
            if (JnaLibc.statx(fd, address(empty), AT_EMPTY_PATH, STATX_BASIC_STATS, address(statx)) < 0) {
                return -Native.getLastError();
            }
            int mode = statx.getShort(STATX_MODE) & 0xffff;
            return new FileStatus(mode, statx.getInt(STATX_RDEV_MAJOR), statx.getInt(STATX_RDEV_MINOR)).pack();
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
