// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.mlx5.command;

import dev.fwctl.Effect;
import dev.fwctl.Effects;
import dev.fwctl.Reply;
import dev.fwctl.RpcScope;
import dev.fwctl.SpecReference;
import dev.fwctl.layout.BitField;
import dev.fwctl.layout.Layout;
import dev.fwctl.layout.Member;
import dev.fwctl.mlx5.catalog.RegisterCatalog;
import dev.fwctl.mlx5.internal.MailboxCommand;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A command of the kernel's whitelist that is called by its name, with bytes, or with fields where a public header gives
 * its layout. One without a public layout counts as undocumented: that the kernel lets it through does not say what it
 * means.
 */
final class NamedCommand extends MailboxCommand<RawRequest, byte[]> {
    /** As in {@code mlx5_ifc_access_register_in_bits}; the register's bytes are behind the header. */
    private static final BitField REGISTER_ID = BitField.be(0x8, 0, 16);

    private static final Effects NONE = Effects.none(Effects.Source.KERNEL_DRIVER);
    private static final Effects CLEARS = Effects.of(Effects.Source.KERNEL_DRIVER, Effect.IMMEDIATE_LOG_CHANGE);

    private final CommandEntry entry;

    NamedCommand(CommandEntry entry) {
        super(nameOf(entry), entry.opcode(), entry.scope(), specification(entry));
        this.entry = entry;
    }

    /** {@code QUERY_HCA_CAP} becomes {@code query-hca-cap}. */
    private static String nameOf(CommandEntry entry) {
        return entry.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static SpecReference specification(CommandEntry entry) {
        return entry.request().isEmpty()
                ? SpecReference.UNDOCUMENTED
                : new SpecReference(IFC, "mlx5_ifc_" + entry.request() + "_bits");
    }

    @Override
    public Effects effects(RawRequest request) {
        if (accessesRegister()) {
            return ofRegister(request);
        }
        if (!entry.name().startsWith("QUERY_")
                && !entry.name().startsWith("USER_QUERY_")
                && !entry.name().startsWith("FPGA_QUERY_")
                && !entry.name().equals("NOP")) {
            return Effects.unknown();
        }
        return clears(request) ? CLEARS : NONE;
    }

    private boolean accessesRegister() {
        return entry.name().equals("ACCESS_REG") || entry.name().equals("ACCESS_REGISTER_USER");
    }

    /** op_mod 0 writes and 1 reads; nobody says what others do, and the kernel lets them through as if they read. */
    private static Effects ofRegister(RawRequest request) {
        ByteBuffer bytes = ByteBuffer.allocate(Math.max(HEADER_BYTES, RawRequest.BODY + request.length()));
        bytes.put(RawRequest.BODY, request.body());
        int register = (int) REGISTER_ID.get(bytes, 0);
        return switch (request.opMod()) {
            case 0 -> RegisterCatalog.ofWrite(register);
            case 1 -> RegisterCatalog.ofRead(register, bytes.slice(HEADER_BYTES, bytes.capacity() - HEADER_BYTES));
            default -> Effects.unknown();
        };
    }

    /** Some queries set the counters that they read to zero, if asked to. */
    private boolean clears(RawRequest request) {
        Optional<Layout> layout = requestLayout();
        if (layout.isEmpty()) {
            return false;
        }
        for (Member member : layout.get().members()) {
            if (member.name().equals("clear") || member.name().equals("clr")) {
                ByteBuffer bytes =
                        ByteBuffer.allocate(Math.max(layout.get().size(), RawRequest.BODY + request.length()));
                bytes.put(RawRequest.BODY, request.body());
                return layout.get().field(member.name()).isSet(bytes, 0);
            }
        }
        return false;
    }

    @Override
    public RpcScope leastScope(RawRequest request) {
        return request.opMod() == 0 ? entry.writeScope() : entry.scope();
    }

    @Override
    public int requestSize(RawRequest request) {
        return Math.max(HEADER_BYTES, RawRequest.BODY + request.length());
    }

    @Override
    public int responseSize(RawRequest request) {
        return Math.max(HEADER_BYTES, RawRequest.BODY + request.replyBytes());
    }

    @Override
    protected int opMod(RawRequest request) {
        return request.opMod();
    }

    @Override
    protected void writeRequest(RawRequest request, ByteBuffer into) {
        into.put(RawRequest.BODY, request.body());
    }

    @Override
    protected byte[] readReply(RawRequest request, Reply reply, ByteBuffer bytes) {
        reply.require(RawRequest.BODY + request.replyBytes(), "the reply");
        byte[] body = new byte[request.replyBytes()];
        bytes.get(RawRequest.BODY, body);
        return body;
    }

    Optional<Layout> requestLayout() {
        return layout(entry.request());
    }

    Optional<Layout> replyLayout() {
        return layout(entry.reply());
    }

    private static Optional<Layout> layout(String name) {
        return name.isEmpty() ? Optional.empty() : Optional.of(CommandLayouts.ALL.layout(name));
    }

    /** Makes a request from fields of the layout. */
    RawRequest request(Map<String, ?> fields) {
        Layout request = described(requestLayout());
        Layout reply = described(replyLayout());
        Map<String, Object> own = new LinkedHashMap<>(fields);
        Object opMod = own.remove("op_mod");
        ByteBuffer bytes = ByteBuffer.allocate(Math.max(HEADER_BYTES, request.size()));
        request.write(bytes, 0, own);
        byte[] body = new byte[bytes.capacity() - RawRequest.BODY];
        bytes.get(RawRequest.BODY, body);
        int modifier = opMod == null ? 0 : (int) request.field("op_mod").number(opMod);
        return new RawRequest(modifier, body, Math.max(HEADER_BYTES, reply.size()) - RawRequest.BODY);
    }

    /** Reads the fields of a reply, all but the header's. */
    Map<String, Object> fields(byte[] body) {
        Layout reply = described(replyLayout());
        ByteBuffer bytes = ByteBuffer.allocate(Math.max(reply.size(), RawRequest.BODY + body.length));
        bytes.put(RawRequest.BODY, body);
        Map<String, Object> fields = reply.read(bytes, 0);
        fields.remove("status");
        fields.remove("syndrome");
        return fields;
    }

    private Layout described(Optional<Layout> layout) {
        return layout.orElseThrow(() -> new IllegalArgumentException(
                entry.name() + " has no layout in a public header; send its bytes as a RawRequest"));
    }
}
