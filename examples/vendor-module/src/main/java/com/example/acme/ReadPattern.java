// SPDX-License-Identifier: Apache-2.0
package com.example.acme;

import dev.fwctl.Command;
import dev.fwctl.Effects;
import dev.fwctl.Reply;
import dev.fwctl.RpcScope;
import dev.fwctl.SpecReference;
import java.nio.ByteBuffer;
import java.util.Objects;

/** Reads the test pattern: Get Feature, opcode 0501h. */
public final class ReadPattern implements Command<ReadPattern.Request, Integer> {
    /** The command. */
    public static final ReadPattern COMMAND = new ReadPattern();

    /** There is nothing to ask but the pattern itself. */
    public record Request() {}

    private static final int GET_FEATURE = 0x0501;
    /** UUID, u16 offset, u16 count, u8 selection. */
    private static final int PAYLOAD = Wire.UUID_BYTES + 5;

    private static final int COUNT = Wire.HEADER + Wire.UUID_BYTES + 2;

    private ReadPattern() {}

    @Override
    public String name() {
        return "acme.read-pattern";
    }

    @Override
    public int opcode() {
        return GET_FEATURE;
    }

    @Override
    public SpecReference specification() {
        return AcmeModule.SPECIFICATION;
    }

    @Override
    public Effects effects(Request request) {
        Objects.requireNonNull(request, "request");
        return Effects.none(Effects.Source.SPECIFICATION);
    }

    @Override
    public RpcScope leastScope(Request request) {
        Objects.requireNonNull(request, "request");
        return RpcScope.CONFIGURATION;
    }

    @Override
    public int requestSize(Request request) {
        Objects.requireNonNull(request, "request");
        return Wire.HEADER + PAYLOAD;
    }

    @Override
    public int responseSize(Request request) {
        Objects.requireNonNull(request, "request");
        return Wire.REPLY_HEADER + Wire.PATTERN_BYTES;
    }

    @Override
    public void encode(Request request, ByteBuffer into) {
        Wire.header(into, GET_FEATURE, PAYLOAD);
        into.putShort(COUNT, (short) Wire.PATTERN_BYTES);
    }

    @Override
    public Integer decode(Request request, Reply reply) {
        int size = Wire.payload(reply);
        if (size != Wire.PATTERN_BYTES) {
            throw reply.malformed("the pattern has 4 bytes, not " + size);
        }
        return reply.buffer().getInt(Wire.REPLY_HEADER);
    }
}
