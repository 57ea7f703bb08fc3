// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.bench.worker;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import dev.fwctl.bench.rival.Bare;
import dev.fwctl.bench.rival.Target;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** A whole program without the library: opens a file by its path, makes one ioctl by JNA's direct mapping, ends. */
public final class FirstIoctl {
    private FirstIoctl() {}

    /** {@code FirstIoctl TARGET...}. */
    public static void main(String[] args) {
        Target target = Target.of(args, 0);
        byte[] request = target.requestBytes();
        ByteBuffer memory = ByteBuffer.allocateDirect(32 + request.length + 8 + target.replyBytes())
                .order(ByteOrder.nativeOrder());
        long address = Pointer.nativeValue(Native.getDirectBufferPointer(memory));
        memory.putInt(0, 32)
                .putInt(4, 0)
                .putInt(8, request.length)
                .putInt(12, target.replyBytes())
                .putLong(16, address + 32)
                .putLong(24, address + 32 + (request.length + 7 & ~7))
                .put(32, request);
        int fd = Bare.Direct.open(target.path().toString(), 02000002);
        int result = Bare.Direct.ioctl(fd, target.ioctl(), address + target.argumentOffset());
        System.out.println(fd < 0 || result < 0 ? "failed: errno " + Native.getLastError() : memory.getInt(12));
    }
}
