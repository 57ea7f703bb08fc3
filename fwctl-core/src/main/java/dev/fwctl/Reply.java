// SPDX-License-Identifier: Apache-2.0
package dev.fwctl;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;

/**
 * The reply of the firmware, for a {@link Command} to decode. Valid only during {@link Command#decode}.
 *
 * <p>Neither the length nor a single byte can be trusted. Some drivers report the length that the caller asked for
 * whatever the firmware wrote, and one reports eight bytes too many; bytes past what the reply itself announces are
 * undefined.
 */
public final class Reply {
    private final RpcSlot slot;
    private final FwctlNode node;
    private Command<?, ?> command = RawRpc.COMMAND;
    private int scope;
    private int length;

    Reply(RpcSlot slot, FwctlNode node) {
        this.slot = slot;
        this.node = node;
    }

    /**
     * Makes this the reply to a command, before there is one. Stores no reference without need, since that costs the garbage
     * collector's attention with each call.
     */
    @SuppressWarnings("ReferenceEquality")
    void to(Command<?, ?> newCommand, RpcScope newScope) {
        if (command != newCommand) {
            command = newCommand;
        }
        scope = newScope.value();
        length = 0;
    }

    /** The reply, when it is there. */
    Reply of(int newLength) {
        length = newLength;
        return this;
    }

    /**
     * The bytes.
     *
     * @return a buffer whose index 0 is the reply's first byte and whose limit is {@link #length()}; little-endian, so
     *     give the byte order at each access if the wire has another
     */
    public ByteBuffer buffer() {
        return slot.response().limit(length);
    }

    /**
     * How many bytes may be looked at: what the kernel reported, and never more than there was room for.
     *
     * @return 0 to the room that the command asked for
     */
    public int length() {
        return length;
    }

    /**
     * What the driver wrote to the memory of an attachment. As hostile as the reply, and zero where nothing was written.
     *
     * @param name the attachment's
     * @return a view of it, from index 0 to its length, little-endian
     * @throws IllegalArgumentException if the request had no attachment of that name
     */
    public ByteBuffer attachment(String name) {
        Objects.requireNonNull(name, "name");
        List<Attachment> attachments = slot.attached().attachments();
        for (int index = 0; index < attachments.size(); index++) {
            if (attachments.get(index).name().equals(name)) {
                return slot.attachment(index);
            }
        }
        throw new IllegalArgumentException(command.name() + " has no attachment " + name + ", only " + attachments);
    }

    /**
     * Which RPC this answers, for the exception that says it failed.
     *
     * @return the call
     */
    public RpcCall call() {
        return new RpcCall(node, command.name(), command.opcode(), RpcScope.of(scope));
    }

    /**
     * Makes sure that the reply has a number of bytes.
     *
     * @param bytes how many bytes the decoder is about to read
     * @param what what they are, for the message
     * @throws MalformedReplyException if there are fewer
     */
    public void require(int bytes, String what) {
        Objects.requireNonNull(what, "what");
        if (bytes < 0 || bytes > length) {
            throw malformed(what + " needs " + bytes + " bytes, and the reply has " + length);
        }
    }

    /**
     * An exception that says what is wrong with this reply, and shows its bytes.
     *
     * @param why what contradicts what
     * @return an exception to throw
     */
    public MalformedReplyException malformed(String why) {
        byte[] bytes = new byte[Math.min(length, MalformedReplyException.SHOWN_BYTES)];
        buffer().get(0, bytes);
        return new MalformedReplyException(call(), why, bytes, length);
    }

    /**
     * An exception for a driver that puts an errno into a reply instead of failing the system call. It has the type that
     * the failed call would have, and the words of {@link Command#hint}. {@link Command#reach} is not asked: it speaks of
     * the errnos of the system call, which the kernel answers as well as the driver, and this one is the driver's alone.
     *
     * @param answered the command that this answers
     * @param request its request
     * @param errno the errno in the reply
     * @param reach how far the request came: {@link Reach#REFUSED} for what the firmware answered itself
     * @param <Q> the request's type
     * @return an exception to throw
     * @throws IllegalStateException if the command does not say that its driver does so
     */
    public <Q> FwctlException failed(Command<Q, ?> answered, Q request, Errno errno, Reach reach) {
        Objects.requireNonNull(answered, "answered");
        Objects.requireNonNull(request, "request");
        Objects.requireNonNull(errno, "errno");
        Objects.requireNonNull(reach, "reach");
        if (!answered.answersWithErrno()) {
            throw new IllegalStateException(
                    answered.name() + " takes an errno out of a reply, and answersWithErrno() says that there is none");
        }
        return Failures.answered(call(), answered, request, errno, reach);
    }
}
