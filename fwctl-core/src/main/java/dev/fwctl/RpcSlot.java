// SPDX-License-Identifier: Apache-2.0
package dev.fwctl;

import dev.fwctl.internal.Elements;
import dev.fwctl.internal.Lane;
import dev.fwctl.seam.Syscalls;
import dev.fwctl.seam.Uapi;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

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
 * <p>Get one from {@link FwctlDevice#newSlot}, for that device. A slot is not safe for use by several threads; a second
 * RPC while one is under way is refused with an {@link IllegalStateException}. There is nothing to close: the garbage
 * collector frees the memory.
 */
public final class RpcSlot {
    /** In place of the scope, where the memory has none: the next RPC writes all that differs. */
    private static final int NOT_WRITTEN = -1;

    private final Syscalls syscalls;
    private final Lane lane;
    private final Reply reply;
    private final AttachedMemory attached;
    private boolean hasAttachments;
    private ByteBuffer memory;
    private ByteBuffer request;
    private ByteBuffer response;
    private int requestCapacity;
    private int responseCapacity;
    private long address;
    private int scope = NOT_WRITTEN;
    private int requestLength;
    private int responseLength;

    RpcSlot(Syscalls syscalls, FwctlNode node, Lane lane, int requestBytes, int responseBytes) {
        this.syscalls = syscalls;
        this.lane = lane;
        this.reply = new Reply(this, node);
        this.attached = new AttachedMemory(syscalls);
        this.memory = ByteBuffer.allocateDirect(0);
        this.request = memory;
        this.response = memory;
        grow(requestBytes, responseBytes);
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
     * @param requestBytes for a request, 0 to {@link FwctlDevice#MAX_RPC_BYTES}
     * @param responseBytes for a reply, 0 to {@link FwctlDevice#MAX_RPC_BYTES}
     * @return this slot
     * @throws IllegalStateException if an RPC is under way
     */
    public RpcSlot require(int requestBytes, int responseBytes) {
        if (hasRoom(requestBytes, responseBytes)) {
            return this;
        }
        if (lane.enter()) {
            try {
                grow(requestBytes, responseBytes);
            } finally {
                lane.leave();
            }
        } else if (lane.isInUse()) {
            throw inUse();
        } else {
            grow(requestBytes, responseBytes); // the device is closed: no RPC can begin
        }
        return this;
    }

    /**
     * Says which places of the next requests hold the address of memory of its own, for {@link FwctlDevice#rpc}. The SDK
     * owns that memory and writes the addresses itself; leave their places 0.
     *
     * @param attachments in the order in which {@link #attachment} numbers them; none to end it
     * @return this slot, the memory zeroed
     * @throws IllegalArgumentException if two have one place, or if they take more than
     *     {@link FwctlDevice#MAX_ATTACHED_BYTES} together
     * @throws IllegalStateException if an RPC is under way
     */
    public RpcSlot attach(Attachment... attachments) {
        Elements.require(attachments, "attachments");
        if (lane.enter()) {
            try {
                attachNow(List.of(attachments));
            } finally {
                lane.leave();
            }
        } else if (lane.isInUse()) {
            throw inUse();
        } else {
            attachNow(List.of(attachments)); // the device is closed: no RPC can begin
        }
        return this;
    }

    /**
     * The content of an attachment: to be filled before the RPC, or what the driver wrote.
     *
     * @param index which, in the order of {@link #attach}
     * @return a view of it, from index 0 to its length, little-endian
     * @throws IndexOutOfBoundsException if there is none of that number
     */
    public ByteBuffer attachment(int index) {
        return attached.content(index);
    }

    /** As {@link #attach}, for whoever has entered the lane. */
    void attachNow(List<Attachment> attachments) {
        attached.attach(attachments);
        hasAttachments = !attachments.isEmpty();
    }

    boolean hasAttachments() {
        return hasAttachments;
    }

    AttachedMemory attached() {
        return attached;
    }

    /** As {@link #require}, for whoever has entered the lane. */
    void makeRoom(int requestBytes, int responseBytes) {
        if (!hasRoom(requestBytes, responseBytes)) {
            grow(requestBytes, responseBytes);
        }
    }

    /** False for a negative number too. */
    boolean hasRoom(int requestBytes, int responseBytes) {
        return Integer.compareUnsigned(requestBytes, requestCapacity) <= 0
                && Integer.compareUnsigned(responseBytes, responseCapacity) <= 0;
    }

    private void grow(int requestBytes, int responseBytes) {
        checkSize("request", requestBytes);
        checkSize("reply", responseBytes);
        allocate(Math.max(requestBytes, requestCapacity), Math.max(responseBytes, responseCapacity));
    }

    static IllegalStateException inUse() {
        return new IllegalStateException(
                "this RpcSlot is in use by another RPC; a slot serves one RPC at a time, so give each thread its own");
    }

    /** Who may use the slot, and whether its device is open. */
    Lane lane() {
        return lane;
    }

    Reply reply() {
        return reply;
    }

    /** For a request or reply that {@link #hasRoom} has none for. */
    IndexOutOfBoundsException tooSmall(int requestLength, int responseLength) {
        return new IndexOutOfBoundsException("a request of " + requestLength + " bytes and a reply of " + responseLength
                + " do not fit a slot for " + requestCapacity + " and " + responseCapacity
                + "; require() makes room");
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

    /** Fills in what differs from the RPC before: the kernel writes to the length of the reply, and to nothing else of it. */
    void prepare(RpcScope newScope, int requestBytes, int responseBytes) {
        if (scope != newScope.value() || requestLength != requestBytes) {
            scope = newScope.value();
            requestLength = requestBytes;
            memory.putInt(Uapi.RPC_SCOPE, scope);
            memory.putInt(Uapi.RPC_IN_LEN, requestLength);
        }
        responseLength = responseBytes;
        memory.putInt(Uapi.RPC_OUT_LEN, responseBytes);
    }

    RpcScope scope() {
        return RpcScope.of(scope);
    }

    int requestLength() {
        return requestLength;
    }

    int responseLength() {
        return responseLength;
    }

    /** How many bytes the kernel says that it copied, and never more than there was room for. */
    int replyLength() {
        return (int) Math.min(Integer.toUnsignedLong(memory.getInt(Uapi.RPC_OUT_LEN)), responseLength);
    }

    /** Where the header lies, for the kernel. */
    long address() {
        return address;
    }

    /** Where the response lies, for the kernel. */
    private long responseAddress() {
        return address + Uapi.RPC_BYTES + align(requestCapacity);
    }

    /** Fills in struct fwctl_info in place of struct fwctl_rpc, its data going to the response. */
    void prepareInfo(int dataLength) {
        scope = NOT_WRITTEN;
        memory.putInt(Uapi.SIZE, Uapi.INFO_BYTES);
        memory.putInt(Uapi.INFO_FLAGS, 0);
        memory.putInt(Uapi.INFO_DEVICE_TYPE, 0);
        memory.putInt(Uapi.INFO_DATA_LEN, dataLength);
        memory.putLong(Uapi.INFO_DATA, responseAddress());
    }

    int infoDeviceType() {
        return memory.getInt(Uapi.INFO_DEVICE_TYPE);
    }

    long infoDataLength() {
        return Integer.toUnsignedLong(memory.getInt(Uapi.INFO_DATA_LEN));
    }

    /** What is the same in each RPC is written once; INFO overwrites some of it, and puts it back. */
    void writeConstants() {
        memory.putInt(Uapi.SIZE, Uapi.RPC_BYTES);
        memory.putLong(Uapi.RPC_IN, address + Uapi.RPC_BYTES);
        memory.putLong(Uapi.RPC_OUT, responseAddress());
    }

    /** All of it, or nothing if there is no memory left: the kernel is told of the same memory that the program sees. */
    private void allocate(int requestRoom, int responseRoom) {
        int responseStart = Uapi.RPC_BYTES + align(requestRoom);
        ByteBuffer fresh =
                ByteBuffer.allocateDirect(responseStart + responseRoom).order(ByteOrder.nativeOrder());
        ByteBuffer freshRequest = fresh.slice(Uapi.RPC_BYTES, requestRoom);
        ByteBuffer freshResponse = fresh.slice(responseStart, responseRoom);
        address = syscalls.address(fresh);
        memory = fresh;
        request = freshRequest;
        response = freshResponse;
        requestCapacity = requestRoom;
        responseCapacity = responseRoom;
        scope = NOT_WRITTEN;
        writeConstants();
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
