// SPDX-License-Identifier: Apache-2.0
package dev.fwctl;

import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.OptionalInt;

/**
 * A place of a request that holds the address of memory of its own, which the driver reads or writes. Immutable.
 *
 * <p>{@link Command#attachments} says which a request has. The SDK owns that memory: aligned to 64 bytes, zeroed, at
 * least as much as the driver may touch. It writes the addresses when the policy has agreed and immediately before the
 * system call, and takes them out after it: no request, event or log ever shows one.
 *
 * <pre>
 *   request                       memory, by the SDK
 *   +---------+-----------+      +------------------------+------------------+
 *   |   ...   |  address  | ---&gt; |  length: the content   |  up to the room  |
 *   +---------+-----------+      +------------------------+------------------+
 *             offset, 8 bytes
 * </pre>
 */
public final class Attachment {
    /** Bytes of an address in a request. */
    public static final int ADDRESS_BYTES = Long.BYTES;

    private static final int NOWHERE = -1;

    private final String name;
    private final int offset;
    private final boolean toDevice;
    private final int length;
    private final int room;
    private final int echo;

    private Attachment(String name, int offset, boolean toDevice, int length, int room, int echo) {
        if (offset < 0 || length < 0 || room < length) {
            throw new IllegalArgumentException("attachment " + name + ": offset " + offset + " and length " + length
                    + " are 0 or more, and its room of " + room + " bytes is no less than its length");
        }
        this.name = name;
        this.offset = offset;
        this.toDevice = toDevice;
        this.length = length;
        this.room = room;
        this.echo = echo;
    }

    /**
     * Memory that the driver reads; {@link Command#encodeAttachment} writes its content.
     *
     * @param name what the structure calls the address, unique in the request
     * @param offset where the address stands, in bytes from the request's start; 8 bytes in the host's byte order, which
     *     are 0 when {@link Command#encode} has written the request
     * @param length bytes of content; 0 leaves the address 0
     * @return an attachment with as much room
     * @throws IllegalArgumentException if a number is negative
     */
    public static Attachment toDevice(String name, int offset, int length) {
        Objects.requireNonNull(name, "name");
        return new Attachment(name, offset, true, length, length, NOWHERE);
    }

    /**
     * Memory that the driver writes; {@link Reply#attachment} shows it to {@link Command#decode}.
     *
     * @param name what the structure calls the address, unique in the request
     * @param offset where the address stands, in bytes from the request's start; 8 bytes in the host's byte order, which
     *     are 0 when {@link Command#encode} has written the request
     * @param length bytes that are of interest; 0 leaves the address 0
     * @return an attachment with as much room
     * @throws IllegalArgumentException if a number is negative
     */
    public static Attachment fromDevice(String name, int offset, int length) {
        Objects.requireNonNull(name, "name");
        return new Attachment(name, offset, false, length, length, NOWHERE);
    }

    /**
     * The same, with more memory behind it. Needed where the driver copies more than the request's own length says: too
     * little is memory overwritten by the kernel.
     *
     * @param bytes the most that the driver may read or write there, whatever the request says
     * @return an attachment with that room
     * @throws IllegalArgumentException if it is less than the length
     */
    public Attachment withRoom(int bytes) {
        return new Attachment(name, offset, toDevice, length, bytes, echo);
    }

    /**
     * The same, of a driver that gives the address back in its reply.
     *
     * @param replyOffset where the address stands in the reply, in bytes; the SDK zeroes it there before anybody looks
     * @return an attachment whose address is taken out of the reply
     * @throws IllegalArgumentException if the offset is negative
     */
    public Attachment echoedAt(int replyOffset) {
        if (replyOffset < 0) {
            throw new IllegalArgumentException("attachment " + name + ": no reply has an offset " + replyOffset);
        }
        return new Attachment(name, offset, toDevice, length, room, replyOffset);
    }

    /** What the structure calls the address. */
    public String name() {
        return name;
    }

    /** Where the address stands in the request, in bytes. */
    public int offset() {
        return offset;
    }

    /** Whether the driver reads the memory; else it writes it. */
    public boolean toDevice() {
        return toDevice;
    }

    /** Bytes of content. */
    public int length() {
        return length;
    }

    /** Bytes of memory behind the address, no less than {@link #length}. */
    public int room() {
        return room;
    }

    /**
     * Where the driver gives the address back in its reply.
     *
     * @return an offset in bytes; empty if it does not
     */
    public OptionalInt echo() {
        return echo == NOWHERE ? OptionalInt.empty() : OptionalInt.of(echo);
    }

    /** Takes the address out of a reply of that many bytes. */
    void forget(ByteBuffer reply, int replyLength) {
        if (echo >= 0) {
            for (int i = echo; i < Math.min(echo + ADDRESS_BYTES, replyLength); i++) {
                reply.put(i, (byte) 0);
            }
        }
    }

    @Override
    public boolean equals(Object object) {
        return object instanceof Attachment other
                && name.equals(other.name)
                && offset == other.offset
                && toDevice == other.toDevice
                && length == other.length
                && room == other.room
                && echo == other.echo;
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, offset, toDevice, length, room, echo);
    }

    /** For example {@code src_data_addr at 16 to the device, 2 bytes of 10}. */
    @Override
    public String toString() {
        return name + " at " + offset + (toDevice ? " to" : " from") + " the device, " + length + " bytes of " + room;
    }
}
