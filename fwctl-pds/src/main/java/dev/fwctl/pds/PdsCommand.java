// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.pds;

import dev.fwctl.Attachment;
import dev.fwctl.Command;
import dev.fwctl.Errno;
import dev.fwctl.Reach;
import dev.fwctl.Reply;
import dev.fwctl.RpcScope;
import dev.fwctl.layout.BitField;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An operation of the firmware as a command. Who knows a product's operations extends this in a jar of their own, with a
 * name, a public document and effects; operations that nobody documented go through {@link PdsDevice#call}.
 *
 * <pre>
 *   struct fwctl_rpc_pds, as request and as reply
 *       31                                0
 *    0 |                op                 |
 *    4 |           ep, the endpoint        |
 *    8 |                                   |
 *   12 |     length of the request payload |
 *   16 |     address of the request payload, 8 bytes
 *   24 |       retval, in the reply        |
 *   28 |                                   |
 *   36 |      room for the response        |
 *   40 |     address of the response payload, 8 bytes
 * </pre>
 *
 * <p>In the host's byte order. The payloads lie in memory of their own.
 * The driver fills the whole room of the response with zeros and what the firmware wrote, and never tells how much that
 * was. The reply is the request's own structure, addresses included; the SDK takes these out.
 *
 * <p>Source: {@code include/uapi/fwctl/pds.h} and {@code drivers/fwctl/pds/main.c} of Linux 7.3.
 *
 * @param <Q> the request
 * @param <R> the decoded response
 */
public abstract class PdsCommand<Q, R> implements Command<Q, R> {
    /** {@code PDS_FWCTL_CMD_RPC}. */
    static final int RPC_OPCODE = 71;

    static final int RPC_BYTES = 48;
    static final BitField OP = RpcFields.HOST.op();
    static final BitField EP = RpcFields.HOST.ep();
    static final BitField REQUEST_LENGTH = RpcFields.HOST.requestLength();
    static final int REQUEST_ADDRESS = 16;
    static final BitField RETVAL = RpcFields.HOST.retval();
    static final BitField RESPONSE_ROOM = RpcFields.HOST.responseRoom();
    static final int RESPONSE_ADDRESS = 40;

    static final String REQUEST = "in.payload";
    static final String RESPONSE = "out.payload";

    /** For subclasses. */
    protected PdsCommand() {}

    /**
     * Which operation a request asks for, with its scope.
     *
     * @param request the request
     * @return the operation
     */
    protected abstract PdsOperation operation(Q request);

    /**
     * Bytes of the request's payload.
     *
     * @param request the request
     * @return 0 for none
     */
    protected abstract int payloadSize(Q request);

    /**
     * Bytes of room for the response's payload.
     *
     * @param request the request
     * @return 0 for none
     */
    protected abstract int responseRoom(Q request);

    /**
     * Writes the request's payload.
     *
     * @param request the request
     * @param into from index 0 to {@link #payloadSize}, all zero; little-endian
     */
    protected abstract void writePayload(Q request, ByteBuffer into);

    /**
     * Reads the response's payload of an operation that succeeded.
     *
     * @param request the request
     * @param response from index 0 to {@link #responseRoom}, zeros where the firmware wrote nothing; little-endian
     * @param reply for complaints
     * @return the decoded response
     */
    protected abstract R readPayload(Q request, ByteBuffer response, Reply reply);

    @Override
    public int opcode() {
        return RPC_OPCODE;
    }

    @Override
    public RpcScope leastScope(Q request) {
        Objects.requireNonNull(request, "request");
        return operation(request).scope();
    }

    @Override
    public final int requestSize(Q request) {
        Objects.requireNonNull(request, "request");
        return RPC_BYTES;
    }

    @Override
    public final int responseSize(Q request) {
        Objects.requireNonNull(request, "request");
        return RPC_BYTES;
    }

    @Override
    public final void encode(Q request, ByteBuffer into) {
        OP.set(into, 0, Integer.toUnsignedLong(operation(request).number()));
        EP.set(into, 0, Integer.toUnsignedLong(operation(request).endpoint()));
        REQUEST_LENGTH.set(into, 0, payloadSize(request));
        RESPONSE_ROOM.set(into, 0, responseRoom(request));
    }

    @Override
    public final List<Attachment> attachments(Q request) {
        Objects.requireNonNull(request, "request");
        return List.of(
                Attachment.toDevice(REQUEST, REQUEST_ADDRESS, payloadSize(request))
                        .echoedAt(REQUEST_ADDRESS),
                Attachment.fromDevice(RESPONSE, RESPONSE_ADDRESS, responseRoom(request))
                        .echoedAt(RESPONSE_ADDRESS));
    }

    @Override
    public final void encodeAttachment(Q request, Attachment attachment, ByteBuffer into) {
        writePayload(request, into);
    }

    @Override
    public final R decode(Q request, Reply reply) {
        reply.require(RPC_BYTES, "struct fwctl_rpc_pds");
        int retval = (int) RETVAL.get(reply.buffer(), 0);
        if (retval != 0) {
            throw new PdsException(reply.call(), operation(request), retval);
        }
        return readPayload(request, reply.attachment(RESPONSE), reply);
    }

    @Override
    public Map<String, Object> describe(Q request) {
        Objects.requireNonNull(request, "request");
        Map<String, Object> described = new LinkedHashMap<>();
        described.put("endpoint", operation(request).endpoint());
        described.put("operation", operation(request).number());
        return described;
    }

    /**
     * The driver makes an errno of the admin queue's status ({@code pdsc_err_to_errno} of Linux 7.3): a refusal, after
     * which nothing has changed. Not so where the firmware died or did not answer (ENXIO, ETIMEDOUT), said only that it
     * failed (EIO), or acted before the response could be handed over (EFAULT).
     */
    @Override
    public Reach reach(Q request, Errno errno) {
        Objects.requireNonNull(request, "request");
        Objects.requireNonNull(errno, "errno");
        return switch (errno.symbol()) {
            case "EINVAL", "ENOENT", "EAGAIN", "ENOMEM", "EBUSY", "EEXIST", "ENODEV", "ECHILD", "ENOSPC", "ERANGE" ->
                Reach.REFUSED;
            default -> Reach.usual(errno);
        };
    }

    @Override
    public @Nullable String hint(Q request, Errno errno) {
        Objects.requireNonNull(request, "request");
        Objects.requireNonNull(errno, "errno");
        return switch (errno.symbol()) {
            case "EINVAL" ->
                "The firmware has no " + operation(request) + ", or not this version of it, or takes no payload of "
                        + payloadSize(request) + " bytes or no response of " + responseRoom(request)
                        + "; or the operation itself was refused as invalid";
            case "EPERM" ->
                operation(request) + " needs a higher scope than it was sent with; PdsDevice.operation finds the least";
            case "ENODEV" -> "The firmware knows no such virtual function";
            case "ENOMEM" -> "The kernel had no memory, or could not list the endpoint's operations";
            case "ENXIO", "ETIMEDOUT" -> "The firmware is down or did not answer; the kernel's log tells which";
            default -> null;
        };
    }
}
