// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.testkit.contract;

import dev.fwctl.Attachment;
import dev.fwctl.Command;
import dev.fwctl.Effects;
import dev.fwctl.Reply;
import dev.fwctl.RpcScope;
import dev.fwctl.SpecReference;
import dev.fwctl.testkit.TestCommand;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The toy's command that points at memory: {3, 0, address, u32 length, 0, address}. */
record ToyCopy(String module, @Nullable ContractRule wrong) implements Command<byte[], byte[]> {
    static final int REQUEST_BYTES = 32;

    /** What the driver takes for these bytes. */
    static List<Attachment> of(ByteBuffer request) {
        return request.limit() == REQUEST_BYTES && request.get(0) == 3
                ? attachments(request.order(ByteOrder.LITTLE_ENDIAN).getInt(16))
                : List.of();
    }

    private static List<Attachment> attachments(int length) {
        return List.of(Attachment.toDevice("in", 8, length), Attachment.fromDevice("out", 24, length + 4));
    }

    @Override
    public String name() {
        return module + ".copy";
    }

    @Override
    public int opcode() {
        return 3;
    }

    @Override
    public SpecReference specification() {
        return TestCommand.PUBLIC;
    }

    @Override
    public Effects effects(byte[] request) {
        return Effects.none(Effects.Source.SPECIFICATION);
    }

    @Override
    public RpcScope leastScope(byte[] request) {
        return RpcScope.CONFIGURATION;
    }

    @Override
    public int requestSize(byte[] request) {
        return REQUEST_BYTES;
    }

    @Override
    public int responseSize(byte[] request) {
        return REQUEST_BYTES;
    }

    @Override
    public void encode(byte[] request, ByteBuffer into) {
        into.putInt(0, 3).putInt(16, request.length);
    }

    @Override
    public List<Attachment> attachments(byte[] request) {
        List<Attachment> attachments = attachments(request.length);
        return wrong == ContractRule.V17
                ? attachments
                : List.of(attachments.get(0).echoedAt(8), attachments.get(1).echoedAt(24));
    }

    @Override
    public void encodeAttachment(byte[] request, Attachment attachment, ByteBuffer into) {
        into.put(0, request);
    }

    @Override
    public byte[] decode(byte[] request, Reply reply) {
        ByteBuffer out = reply.attachment("out");
        int count = out.getInt(0);
        if (wrong != ContractRule.V16 && (count < 0 || count > out.limit() - 4)) {
            throw reply.malformed("count " + count);
        }
        byte[] bytes = new byte[count];
        out.get(4, bytes);
        if (wrong == ContractRule.V18) {
            bytes[0]++;
        }
        return bytes;
    }
}
