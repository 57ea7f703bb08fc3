// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.testkit.contract;

import dev.fwctl.seam.Syscalls;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * One ioctl on a fwctl node: its structure and the buffers that it points at, built by hand after
 * {@code include/uapi/fwctl/fwctl.h}. No code of the SDK takes part, so it can send what the SDK never would. For one
 * thread.
 *
 * <pre>{@code
 * Ioctl rpc = new Ioctl(kernel, 64, 64).rpc(0);
 * rpc.in().put(0, request);
 * int answer = rpc.send(fd, Ioctl.RPC);
 * }</pre>
 */
public final class Ioctl {
    /** {@code FWCTL_INFO}. */
    public static final long INFO = 0x9A00;

    /** {@code FWCTL_RPC}. */
    public static final long RPC = 0x9A01;

    private final Syscalls kernel;
    private final ByteBuffer struct = direct(64);
    private final ByteBuffer in;
    private final ByteBuffer out;

    /**
     * An ioctl that is still all zeros.
     *
     * @param kernel what takes it
     * @param inCapacity how many bytes the request has, 1 or more
     * @param outCapacity how many bytes of reply there is room for, 1 or more
     */
    public Ioctl(Syscalls kernel, int inCapacity, int outCapacity) {
        this.kernel = kernel;
        this.in = direct(inCapacity);
        this.out = direct(outCapacity);
    }

    static ByteBuffer direct(int bytes) {
        return ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
    }

    /**
     * The structure of the ioctl.
     *
     * @return 64 bytes in the byte order of the host; those behind the structure must stay zero
     */
    public ByteBuffer struct() {
        return struct;
    }

    /**
     * The request.
     *
     * @return a buffer in the byte order of the host
     */
    public ByteBuffer in() {
        return in;
    }

    /**
     * The reply.
     *
     * @return a buffer in the byte order of the host
     */
    public ByteBuffer out() {
        return out;
    }

    /**
     * Makes it an RPC with the whole of both buffers.
     *
     * @param scope the scope, as a number of any size
     * @return this
     */
    public Ioctl rpc(int scope) {
        return rpc(scope, in.capacity(), out.capacity());
    }

    /**
     * Makes it an RPC.
     *
     * @param scope the scope, as a number of any size
     * @param inLength the length to declare for the request
     * @param outLength the length to declare for the reply
     * @return this
     */
    public Ioctl rpc(int scope, int inLength, int outLength) {
        struct.putInt(0, 32).putInt(4, scope).putInt(8, inLength).putInt(12, outLength);
        struct.putLong(16, kernel.address(in)).putLong(24, kernel.address(out));
        return this;
    }

    /**
     * Makes it a query of the device's information, which comes to {@link #out}.
     *
     * @param length the length to declare for it
     * @return this
     */
    public Ioctl info(int length) {
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

    /**
     * Makes the system call.
     *
     * @param fd an open file
     * @param request {@link #INFO}, {@link #RPC} or any other number
     * @return what the kernel answers: 0, or a negated errno
     */
    public int send(int fd, long request) {
        try {
            return kernel.ioctl(fd, request, kernel.address(struct));
        } finally {
            Reference.reachabilityFence(this);
        }
    }
}
