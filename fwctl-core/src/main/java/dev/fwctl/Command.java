// SPDX-License-Identifier: Apache-2.0
package dev.fwctl;

import dev.fwctl.layout.Sensitive;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A command as a value: what it is called, how a request becomes bytes and a reply becomes a value, what it may do, and
 * where it is documented. Vendor modules publish theirs as constants.
 *
 * <p>An implementation is immutable and may be used by any number of threads. It keeps no reference to a buffer that it
 * was given.
 *
 * @param <Q> the request
 * @param <R> the decoded reply
 */
public interface Command<Q, R> {
    /**
     * The name that logs, policies and error messages use.
     *
     * @return the vendor module's name, a dot, and the specification's name in lower case with hyphens, for example
     *     {@code cxl.get-feature}; unique in a vendor module
     */
    String name();

    /**
     * The number by which the firmware knows the command.
     *
     * @return the opcode, unsigned
     */
    int opcode();

    /**
     * Where the command is documented.
     *
     * @return {@link SpecReference#UNDOCUMENTED} if nowhere
     */
    SpecReference specification();

    /**
     * What this very request may do to the device.
     *
     * @param request the request
     * @return {@link Effects#unknown()} if nobody published it
     */
    Effects effects(Q request);

    /**
     * The least scope under which the kernel's driver accepts this very request.
     *
     * @param request the request
     * @return the scope that {@link FwctlDevice#call(Command, Object)} uses
     */
    RpcScope leastScope(Q request);

    /**
     * How many bytes {@link #encode} will need.
     *
     * @param request the request
     * @return bytes, at most {@link FwctlDevice#MAX_RPC_BYTES}
     */
    int requestSize(Q request);

    /**
     * How many bytes of reply to make room for.
     *
     * @param request the request
     * @return bytes, at most {@link FwctlDevice#MAX_RPC_BYTES}
     */
    int responseSize(Q request);

    /**
     * Writes the request as the driver expects it.
     *
     * @param request the request
     * @param into a direct buffer with {@link #requestSize} bytes between index 0 and its limit, all zero; its byte
     *     order is little-endian
     */
    void encode(Q request, ByteBuffer into);

    /**
     * The places of this very request that hold the address of memory of its own.
     *
     * @param request the request
     * @return in order; empty for a request that holds all it says
     */
    default List<Attachment> attachments(Q request) {
        return List.of();
    }

    /**
     * Writes the content of an attachment that goes to the device. What comes from it, {@link #decode} finds with
     * {@link Reply#attachment}.
     *
     * @param request the request
     * @param attachment one of {@link #attachments}
     * @param into from index 0 to the attachment's length, all zero; little-endian
     */
    default void encodeAttachment(Q request, Attachment attachment, ByteBuffer into) {
        throw new IllegalStateException(name() + " has an attachment to the device, and does not say what is in it");
    }

    /**
     * Reads a reply. Everything in it is hostile until checked against {@link Reply#length()}.
     *
     * @param request the request that was sent
     * @param reply the bytes that came back, valid only during this call
     * @return the decoded reply, which shares no memory with the buffer
     * @throws FirmwareException if the device refused the command
     * @throws MalformedReplyException if the reply contradicts itself or the specification
     */
    R decode(Q request, Reply reply);

    /**
     * Whether the driver may answer with an errno in the reply instead of failing the system call. Only then may {@link
     * #decode} throw what {@link Reply#failed} makes; else a reply ends in a value, a {@link FirmwareException} or a
     * {@link MalformedReplyException}, whatever its bytes.
     *
     * @return true if the driver's source shows it
     */
    default boolean answersWithErrno() {
        return false;
    }

    /**
     * What the vendor module knows about an errno for this request, to put into the exception. What the SDK knows itself
     * stands behind it: the stable key of a device that is gone, the capability that the highest scope needs, and what to do
     * where nobody knows the outcome. Where the scope was too low, the SDK names the one that would do and does not ask.
     *
     * @param request the request that the kernel refused
     * @param errno the kernel's answer, or the one in the reply
     * @return a sentence without its full stop that names the cause and the cure, or null to leave it to the SDK's own words
     */
    default @Nullable String hint(Q request, Errno errno) {
        return null;
    }

    /**
     * How far this request came when the system call failed with an errno. A vendor module says here what its driver's own
     * code shows; nothing that may have reached the firmware is ever called not reached. Of an errno in a reply {@link
     * #decode} says it itself, with {@link Reply#failed}.
     *
     * @param request the request that was sent
     * @param errno the kernel's answer; compare it with {@code equals}, never with {@code ==}
     * @return {@link Reach#usual} unless the command knows better
     */
    default Reach reach(Q request, Errno errno) {
        return Reach.usual(errno);
    }

    /**
     * What a request says, in words and numbers, for observers and the audit log. Asked only where there is an observer.
     *
     * @param request the request
     * @return by name, in order: strings, numbers, booleans, lists and maps of these, ready to become a JSON object, as
     *     {@link dev.fwctl.layout.Layout#readMarked} gives them; secrets wrapped in {@link Sensitive}. Empty if there is
     *     nothing to say
     */
    default Map<String, Object> describe(Q request) {
        return Map.of();
    }

    /**
     * What a decoded reply says, as {@link #describe} does for the request.
     *
     * @param request the request
     * @param reply what {@link #decode} returned
     * @return by name, in order; secrets wrapped in {@link Sensitive}
     */
    default Map<String, Object> describeReply(Q request, R reply) {
        return Map.of();
    }

    /**
     * What this very request is about, besides its command: the register, the settings, the Feature, by the names that
     * people and specifications use. Policies, observers and the audit log can select by them. Asked only where one of
     * these is there.
     *
     * @param request the request
     * @return from the general to the special, for example {@code REGISTER} and the settings that lie in it; without blanks.
     *     Empty if there is nothing to tell apart
     */
    default List<String> about(Q request) {
        return List.of();
    }

    /**
     * Whether a reply to this request may hold a secret. Then no byte of it is recorded, not even when it could not be
     * decoded.
     *
     * @param request the request
     * @return false unless the command says otherwise
     */
    default boolean sensitiveReply(Q request) {
        return false;
    }
}
