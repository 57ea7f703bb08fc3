// SPDX-License-Identifier: Apache-2.0
package com.example.acme;

import dev.fwctl.Command;
import dev.fwctl.Effects;
import dev.fwctl.Reply;
import dev.fwctl.RpcScope;
import dev.fwctl.SpecReference;
import java.nio.ByteBuffer;
import java.util.Objects;

/** Writes the test pattern: Set Feature, opcode 0502h. */
public final class WritePattern implements Command<WritePattern.Request, WritePattern.Done> {
    /** The command. */
    public static final WritePattern COMMAND = new WritePattern();

    /**
     * What to write.
     *
     * @param pattern any 32 bits
     */
    public record Request(int pattern) {}

    /** The device has taken it. */
    public record Done() {}

    private static final int SET_FEATURE = 0x0502;
    /** UUID, u32 flags, u16 offset, u8 version, nine reserved bytes. */
    private static final int SET_HEADER = Wire.UUID_BYTES + 16;

    private static final int PAYLOAD = SET_HEADER + Wire.PATTERN_BYTES;
    private static final int VERSION = Wire.HEADER + Wire.UUID_BYTES + 6;
    private static final int DATA = Wire.HEADER + SET_HEADER;

    private WritePattern() {}

    @Override
    public String name() {
        return "acme.write-pattern";
    }

    @Override
    public int opcode() {
        return SET_FEATURE;
    }

    @Override
    public SpecReference specification() {
        return AcmeModule.SPECIFICATION;
    }

    @Override
    public Effects effects(Request request) {
        Objects.requireNonNull(request, "request");
        return AcmeModule.SETTING_IT;
    }

    @Override
    public RpcScope leastScope(Request request) {
        Objects.requireNonNull(request, "request");
        // The kernel asks no more of what takes effect only after a reset.
        return RpcScope.DEBUG_WRITE;
    }

    @Override
    public int requestSize(Request request) {
        Objects.requireNonNull(request, "request");
        return Wire.HEADER + PAYLOAD;
    }

    @Override
    public int responseSize(Request request) {
        Objects.requireNonNull(request, "request");
        return Wire.REPLY_HEADER;
    }

    @Override
    public void encode(Request request, ByteBuffer into) {
        Wire.header(into, SET_FEATURE, PAYLOAD);
        into.put(VERSION, (byte) 1);
        into.putInt(DATA, request.pattern());
    }

    @Override
    public Done decode(Request request, Reply reply) {
        Wire.payload(reply);
        return new Done();
    }
}
