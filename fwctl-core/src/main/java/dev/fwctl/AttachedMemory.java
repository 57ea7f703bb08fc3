// SPDX-License-Identifier: Apache-2.0
package dev.fwctl;

import dev.fwctl.seam.Syscalls;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * The memory behind the addresses of one request: part of a slot, and used as the slot is.
 *
 * <pre>
 *   +-------------------+-------+-------------------+-------+
 *   |  first, its room  | guard |  second, its room | guard |   each aligned to 64 bytes
 *   +-------------------+-------+-------------------+-------+
 * </pre>
 *
 * <p>A guard tells that a driver wrote more than its module said it would.
 */
final class AttachedMemory {
    private static final int ALIGNMENT = 64;
    private static final byte GUARD = (byte) 0xa5;

    private final Syscalls syscalls;
    private ByteBuffer memory = ByteBuffer.allocateDirect(0);
    private long address;
    private List<Attachment> attachments = List.of();

    AttachedMemory(Syscalls syscalls) {
        this.syscalls = syscalls;
    }

    /** Bytes that attachments take, with their guards. */
    static long bytes(List<Attachment> attachments) {
        long bytes = ALIGNMENT;
        for (Attachment attachment : attachments) {
            bytes += span(attachment);
        }
        return bytes;
    }

    /** From an attachment's start to the next one's. */
    private static long span(Attachment attachment) {
        return ((long) attachment.room() + ALIGNMENT + ALIGNMENT - 1) & -ALIGNMENT;
    }

    List<Attachment> attachments() {
        return attachments;
    }

    /**
     * Makes room for these, all of it zero.
     *
     * @throws IllegalArgumentException if two have one place, or if they take more than the SDK's bound together
     */
    void attach(List<Attachment> wanted) {
        long bytes = bytes(wanted);
        if (bytes > FwctlDevice.MAX_ATTACHED_BYTES) {
            throw new IllegalArgumentException(
                    "attachments of " + bytes + " bytes; one RPC has at most " + FwctlDevice.MAX_ATTACHED_BYTES);
        }
        for (int i = 0; i < wanted.size(); i++) {
            for (Attachment other : wanted.subList(0, i)) {
                if (Math.abs(other.offset() - wanted.get(i).offset()) < Attachment.ADDRESS_BYTES) {
                    throw new IllegalArgumentException(other + " and " + wanted.get(i) + " have one place");
                }
            }
        }
        List<Attachment> own = List.copyOf(wanted);
        if (memory.capacity() < bytes) {
            ByteBuffer fresh = ByteBuffer.allocateDirect((int) bytes);
            address = syscalls.address(fresh); // there may be no memory left: all is as it was then
            memory = fresh;
        }
        attachments = own;
        clear();
    }

    private void clear() {
        for (int index = 0; index < attachments.size(); index++) {
            int start = start(index);
            int room = attachments.get(index).room();
            for (int i = 0; i < room; i++) {
                memory.put(start + i, (byte) 0);
            }
            for (int i = 0; i < ALIGNMENT; i++) {
                memory.put(start + room + i, GUARD);
            }
        }
    }

    /** Where an attachment begins in the memory; its address is a multiple of the alignment. */
    private int start(int index) {
        int start = (int) (-address & (ALIGNMENT - 1));
        for (Attachment before : attachments.subList(0, index)) {
            start += (int) span(before);
        }
        return start;
    }

    /** The content of an attachment, little-endian. */
    ByteBuffer content(int index) {
        if (index < 0 || index >= attachments.size()) {
            throw new IndexOutOfBoundsException(
                    "index " + index + ": the slot has " + attachments.size() + " attachments");
        }
        return memory.slice(start(index), attachments.get(index).length()).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Writes the addresses into a request. */
    void link(ByteBuffer request) {
        request.order(ByteOrder.nativeOrder());
        for (int index = 0; index < attachments.size(); index++) {
            if (attachments.get(index).room() > 0) {
                request.putLong(attachments.get(index).offset(), address + start(index));
            }
        }
        request.order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Takes the addresses out of the request and the reply. */
    void unlink(ByteBuffer request, ByteBuffer reply, int replyLength) {
        for (Attachment attachment : attachments) {
            request.putLong(attachment.offset(), 0);
            attachment.forget(reply, replyLength);
        }
    }

    /**
     * Makes sure that every address can be written, and that nobody has written one.
     *
     * @throws IllegalArgumentException if a place lies outside of the request, or is not zero
     */
    void check(ByteBuffer request, int requestLength) {
        for (Attachment attachment : attachments) {
            if (attachment.offset() > requestLength - Attachment.ADDRESS_BYTES) {
                throw new IllegalArgumentException(
                        attachment + ": there is no place for its address in a request of " + requestLength + " bytes");
            }
            if (request.getLong(attachment.offset()) != 0) {
                throw new IllegalArgumentException(
                        attachment + ": the request has something in that place already; leave it to the SDK");
            }
        }
    }

    /**
     * Makes sure that there is as much memory as the driver will take.
     *
     * @param wanted by the place of the address; places without an attachment hold 0, where the kernel finds no memory
     * @throws IllegalArgumentException if an attachment has less room
     */
    void requireRoom(FwctlNode node, List<Attachment> wanted) {
        for (Attachment want : wanted) {
            for (Attachment attachment : attachments) {
                if (attachment.offset() == want.offset() && attachment.room() < want.room()) {
                    throw new IllegalArgumentException(node.name() + ": " + attachment + ": the driver takes "
                            + want.room() + " bytes there, and would go on in memory of somebody else;"
                            + " give it withRoom(" + want.room() + "), or ask for less. Nothing was sent");
                }
            }
        }
    }

    /**
     * Makes sure that the driver kept to the room.
     *
     * @throws IllegalStateException if it wrote past it
     */
    void checkGuards() {
        for (int index = 0; index < attachments.size(); index++) {
            int end = start(index) + attachments.get(index).room();
            for (int i = 0; i < ALIGNMENT; i++) {
                if (memory.get(end + i) != GUARD) {
                    throw new IllegalStateException("the driver wrote past the "
                            + attachments.get(index).room()
                            + " bytes of " + attachments.get(index).name()
                            + ": the command declares too little room, and memory may be damaged");
                }
            }
        }
    }
}
