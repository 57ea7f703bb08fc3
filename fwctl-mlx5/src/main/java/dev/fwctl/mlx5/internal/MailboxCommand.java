// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.mlx5.internal;

import dev.fwctl.Command;
import dev.fwctl.Effects;
import dev.fwctl.Errno;
import dev.fwctl.Reply;
import dev.fwctl.RpcScope;
import dev.fwctl.SpecReference;
import dev.fwctl.layout.BitField;
import dev.fwctl.mlx5.status.Mlx5Exception;
import dev.fwctl.mlx5.status.Mlx5Status;
import java.nio.ByteBuffer;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A command of the device's command interface: what all of them have in common.
 *
 * <pre>
 *   request                                            reply
 *       31            16 15             0                  31     24 23                    0
 *      +----------------+----------------+                +--------+-----------------------+
 *    0 |     opcode     |      uid       |              0 | status |                       |
 *      +----------------+----------------+                +--------+-----------------------+
 *    4 |                |     op_mod     |              4 |            syndrome            |
 *      +----------------+----------------+                +--------------------------------+
 *    8 |       the command's own         |              8 |       the command's own        |
 *   ...                                                ...
 * </pre>
 *
 * <p>Big-endian. The kernel fills in {@code uid} itself. It reports the length that was asked for whatever the firmware
 * wrote, and the bytes past the firmware's reply are leftovers: each command reads only what its layout has.
 *
 * <p>Source: {@code mlx5_ifc_mbox_in_hdr_bits}, {@code mlx5_ifc_mbox_out_hdr_bits} in {@code drivers/fwctl/mlx5/main.c}
 * of Linux 7.3.
 */
public abstract class MailboxCommand<Q, R> implements Command<Q, R> {
    /** Both headers: four dwords. */
    public static final int HEADER_BYTES = 16;

    public static final String IFC = "Linux 7.3 include/linux/mlx5/mlx5_ifc.h";

    private static final BitField OPCODE = BitField.be(0x0, 16, 16);
    private static final BitField OP_MOD = BitField.be(0x4, 0, 16);
    private static final BitField STATUS = BitField.be(0x0, 24, 8);
    private static final BitField SYNDROME = BitField.be(0x4, 0, 32);

    private final String name;
    private final int opcode;
    private final RpcScope scope;
    private final SpecReference specification;

    protected MailboxCommand(String name, int opcode, RpcScope scope, SpecReference specification) {
        this.name = "mlx5." + name;
        this.opcode = opcode;
        this.scope = scope;
        this.specification = specification;
    }

    /** A command whose request and reply mlx5_ifc.h describes in one structure. */
    protected MailboxCommand(String name, int opcode, RpcScope scope, String structure) {
        this(name, opcode, scope, new SpecReference(IFC, structure));
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final int opcode() {
        return opcode;
    }

    @Override
    public final SpecReference specification() {
        return specification;
    }

    /** None, unless a command says otherwise. */
    @Override
    public Effects effects(Q request) {
        return Effects.none(Effects.Source.KERNEL_DRIVER);
    }

    @Override
    public RpcScope leastScope(Q request) {
        return scope;
    }

    @Override
    public int requestSize(Q request) {
        return HEADER_BYTES;
    }

    @Override
    public final void encode(Q request, ByteBuffer into) {
        OPCODE.set(into, 0, opcode);
        OP_MOD.set(into, 0, opMod(request));
        writeRequest(request, into);
    }

    @Override
    public final R decode(Q request, Reply reply) {
        reply.require(HEADER_BYTES, "the header");
        ByteBuffer bytes = reply.buffer();
        int status = (int) STATUS.get(bytes, 0);
        if (status != Mlx5Status.OK.code()) {
            throw new Mlx5Exception(reply.call(), subject(request), status, (int) SYNDROME.get(bytes, 0));
        }
        return readReply(request, reply, bytes);
    }

    /** The operation modifier, 16 bits. */
    protected int opMod(Q request) {
        return 0;
    }

    /** What this request is about, for messages; empty if the command's name says it all. */
    protected String subject(Q request) {
        return "";
    }

    @Override
    public Map<String, Object> describe(Q request) {
        String subject = subject(request);
        return subject.isEmpty() ? Map.of() : Map.of("subject", subject);
    }

    /** Writes all but the header; the request is zero so far. */
    protected void writeRequest(Q request, ByteBuffer into) {}

    /** Reads a successful reply. */
    protected abstract R readReply(Q request, Reply reply, ByteBuffer bytes);

    @Override
    public final @Nullable String hint(Q request, Errno errno) {
        return switch (errno.symbol()) {
            case "EBADMSG" ->
                "The kernel's mlx5_fwctl does not pass " + name + " on at this scope: its list of permitted commands,"
                        + " which grows from release to release, either lacks opcode 0x" + Integer.toHexString(opcode)
                        + " or wants a scope above " + leastScope(request).uapiName();
            case "EMSGSIZE" ->
                "mlx5_fwctl takes requests and replies of " + HEADER_BYTES + " bytes to 2 MiB; this request has "
                        + requestSize(request) + ", its reply " + responseSize(request);
            case "ENXIO" ->
                "The device's command interface is down, as during a firmware reset or after a fatal error; try again"
                        + " when the kernel's log says that the device has recovered";
            case "EAGAIN" -> "All of the device's command slots are stalled; try again";
            default -> null;
        };
    }
}
