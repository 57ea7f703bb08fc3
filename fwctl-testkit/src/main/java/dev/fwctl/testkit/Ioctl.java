// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.testkit;

import dev.fwctl.seam.Syscalls;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** One ioctl structure and its buffers, built by hand after include/uapi/fwctl/fwctl.h: no code of the SDK takes part. */
final class Ioctl {
    static final long INFO = 0x9A00;
    static final long RPC = 0x9A01;

    final Syscalls kernel;
    final ByteBuffer struct = direct(64);
    final ByteBuffer in;
    final ByteBuffer out;

    Ioctl(Syscalls kernel, int inCapacity, int outCapacity) {
        this.kernel = kernel;
        this.in = direct(inCapacity);
        this.out = direct(outCapacity);
    }

    static ByteBuffer direct(int bytes) {
        return ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
    }

    Ioctl rpc(int scope) {
        return rpc(scope, in.capacity(), out.capacity());
    }

    Ioctl rpc(int scope, int inLength, int outLength) {
        struct.putInt(0, 32).putInt(4, scope).putInt(8, inLength).putInt(12, outLength);
        struct.putLong(16, kernel.address(in)).putLong(24, kernel.address(out));
        return this;
    }

    Ioctl info(int length) {
        struct.putInt(0, 24).putInt(4, 0).putInt(8, 0).putInt(12, length).putLong(16, kernel.address(out));
        return this;
    }

    Ioctl size(int bytes) {
        struct.putInt(0, bytes);
        return this;
    }

    Ioctl scope(int scope) {
        struct.putInt(4, scope);
        return this;
    }

    Ioctl lengths(int inLength, int outLength) {
        struct.putInt(8, inLength).putInt(12, outLength);
        return this;
    }

    int send(int fd, long request) {
        try {
            return kernel.ioctl(fd, request, kernel.address(struct));
        } finally {
            Reference.reachabilityFence(this);
        }
    }
}
