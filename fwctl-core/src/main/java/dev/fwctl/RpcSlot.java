// SPDX-License-Identifier: Apache-2.0
package dev.fwctl;

import dev.fwctl.internal.Uapi;
import dev.fwctl.spi.Syscalls;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Memory for one RPC at a time, to be used again and again: one direct buffer whose address is taken once.
 *
 * <pre>
 *   +-----------------+-----------------+------------------+
 *   | struct fwctl_rpc|     request     |     response     |
 *   |     32 bytes    | requestCapacity | responseCapacity |
 *   +-----------------+-----------------+------------------+
 * </pre>
 *
 * <p>Get one from {@link FwctlDevice#newSlot}. A slot is not safe for use by several threads; a second RPC while one is
 * under way is refused with an {@link IllegalStateException}. There is nothing to close: the garbage collector frees the
 * memory.
 */
public final class RpcSlot {
    private static final VarHandle BUSY;

    static {
        try {
            BUSY = MethodHandles.lookup().findVarHandle(RpcSlot.class, "busy", boolean.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final Syscalls syscalls;
    private final Reply reply = new Reply(this);
    private ByteBuffer memory;
    private ByteBuffer request;
    private ByteBuffer response;
    private long address;

    @SuppressWarnings("unused") // through BUSY
    private volatile boolean busy;

    RpcSlot(Syscalls syscalls, int requestCapacity, int responseCapacity) {
        this.syscalls = syscalls;
        this.memory = ByteBuffer.allocateDirect(0);
        this.request = memory;
        this.response = memory;
        allocate(requestCapacity, responseCapacity);
    }

    /**
     * The room for a request.
     *
     * @return the same buffer each time, position 0, limit at its capacity, little-endian; what was written before is
     *     still there
     */
    public ByteBuffer request() {
        return request.clear().order(ByteOrder.LITTLE_ENDIAN);
    }

    /**
     * The room for a reply, with the last reply in it.
     *
     * @return the same buffer each time, position 0, limit at its capacity, little-endian; bytes past the length that
     *     {@link FwctlDevice#rpc} returned are left from before
     */
    public ByteBuffer response() {
        return response.clear().order(ByteOrder.LITTLE_ENDIAN);
    }

    /**
     * Makes sure that there is room. The buffers that {@link #request} and {@link #response} gave out are replaced, and
     * their content is lost, if there was not.
     *
     * @param requestCapacity bytes for a request, 0 to {@link FwctlDevice#MAX_RPC_BYTES}
     * @param responseCapacity bytes for a reply, 0 to {@link FwctlDevice#MAX_RPC_BYTES}
     * @return this slot
     * @throws IllegalStateException if an RPC is under way
     */
    public RpcSlot require(int requestCapacity, int responseCapacity) {
        if (requestCapacity > request.capacity() || responseCapacity > response.capacity()) {
            acquire();
            try {
                allocate(
                        Math.max(requestCapacity, request.capacity()), Math.max(responseCapacity, response.capacity()));
            } finally {
                release();
            }
        }
        return this;
    }

    void acquire() {
        if (!BUSY.compareAndSet(this, false, true)) {
            throw new IllegalStateException(
                    "this RpcSlot is in use by another RPC; a slot serves one RPC at a time, so give each thread its own");
        }
    }

    void release() {
        BUSY.setRelease(this, false);
    }

    Syscalls syscalls() {
        return syscalls;
    }

    Reply reply() {
        return reply;
    }

    int requestCapacity() {
        return request.capacity();
    }

    int responseCapacity() {
        return response.capacity();
    }

    int memorySize() {
        return memory.capacity();
    }

    /** Zeroes the first bytes of the request, as encoders expect. */
    void clearRequest(int bytes) {
        request.clear(); // the request before this one may have left a nearer limit
        int index = 0;
        for (; index + Long.BYTES <= bytes; index += Long.BYTES) {
            request.putLong(index, 0);
        }
        for (; index < bytes; index++) {
            request.put(index, (byte) 0);
        }
    }

    /** Zeroes the first bytes of the response, so that no observer takes what an earlier RPC left there for an answer. */
    void clearResponse(int bytes) {
        response.clear();
        int index = 0;
        for (; index + Long.BYTES <= bytes; index += Long.BYTES) {
            response.putLong(index, 0);
        }
        for (; index < bytes; index++) {
            response.put(index, (byte) 0);
        }
    }

    /** Fills in struct fwctl_rpc. Returns its address. */
    long prepareRpc(RpcScope scope, int inLength, int outLength) {
        memory.putInt(Uapi.SIZE, Uapi.RPC_BYTES);
        memory.putInt(Uapi.RPC_SCOPE, scope.value());
        memory.putInt(Uapi.RPC_IN_LEN, inLength);
        memory.putInt(Uapi.RPC_OUT_LEN, outLength);
        return address;
    }

    int returnedLength() {
        return memory.getInt(Uapi.RPC_OUT_LEN);
    }

    /** Fills in struct fwctl_info in place of struct fwctl_rpc, its data going to the response. Returns its address. */
    long prepareInfo(int dataLength) {
        memory.putInt(Uapi.SIZE, Uapi.INFO_BYTES);
        memory.putInt(Uapi.INFO_FLAGS, 0);
        memory.putInt(Uapi.INFO_DEVICE_TYPE, 0);
        memory.putInt(Uapi.INFO_DATA_LEN, dataLength);
        memory.putLong(Uapi.INFO_DATA, address + Uapi.RPC_BYTES + align(request.capacity()));
        return address;
    }

    int infoDeviceType() {
        return memory.getInt(Uapi.INFO_DEVICE_TYPE);
    }

    long infoDataLength() {
        return Integer.toUnsignedLong(memory.getInt(Uapi.INFO_DATA_LEN));
    }

    /** The two addresses never change, so they are written once; INFO overwrites the first, and puts it back. */
    void writeAddresses() {
        memory.putLong(Uapi.RPC_IN, address + Uapi.RPC_BYTES);
        memory.putLong(Uapi.RPC_OUT, address + Uapi.RPC_BYTES + align(request.capacity()));
    }

    private void allocate(int requestCapacity, int responseCapacity) {
        checkSize("request", requestCapacity);
        checkSize("reply", responseCapacity);
        int responseStart = Uapi.RPC_BYTES + align(requestCapacity);
        memory = ByteBuffer.allocateDirect(responseStart + responseCapacity).order(ByteOrder.nativeOrder());
        request = memory.slice(Uapi.RPC_BYTES, requestCapacity);
        response = memory.slice(responseStart, responseCapacity);
        address = syscalls.address(memory);
        writeAddresses();
    }

    private static void checkSize(String what, int bytes) {
        if (bytes < 0 || bytes > Uapi.MAX_RPC_LEN) {
            throw new IllegalArgumentException("a fwctl " + what + " has 0 to " + Uapi.MAX_RPC_LEN
                    + " bytes (the kernel's limit, 2 MiB), not " + bytes);
        }
    }

    private static int align(int bytes) {
        return (bytes + 7) & ~7;
    }
}
