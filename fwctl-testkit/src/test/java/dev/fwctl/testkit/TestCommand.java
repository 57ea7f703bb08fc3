// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.testkit;

import dev.fwctl.Command;
import dev.fwctl.Effect;
import dev.fwctl.Effects;
import dev.fwctl.Errno;
import dev.fwctl.Reach;
import dev.fwctl.Reply;
import dev.fwctl.RpcScope;
import dev.fwctl.SpecReference;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** A command whose request and reply are bytes. */
public record TestCommand(
        String name,
        SpecReference specification,
        Effects effects,
        RpcScope least,
        int room,
        @Nullable String hint,
        @Nullable Reach reach)
        implements Command<byte[], byte[]> {

    public static final SpecReference PUBLIC = new SpecReference("A test", "1");
    public static final TestCommand READ = new TestCommand(
            "test.read", PUBLIC, Effects.none(Effects.Source.SPECIFICATION), RpcScope.CONFIGURATION, 64, null, null);
    public static final TestCommand WRITE = new TestCommand(
            "test.write",
            PUBLIC,
            Effects.of(Effects.Source.SPECIFICATION, Effect.IMMEDIATE_CONFIGURATION_CHANGE),
            RpcScope.DEBUG_WRITE,
            64,
            null,
            null);

    TestCommand least(RpcScope scope) {
        return new TestCommand(name, specification, effects, scope, room, hint, reach);
    }

    TestCommand with(Effects newEffects) {
        return new TestCommand(name, specification, newEffects, least, room, hint, reach);
    }

    TestCommand room(int bytes) {
        return new TestCommand(name, specification, effects, least, bytes, hint, reach);
    }

    TestCommand hint(String text) {
        return new TestCommand(name, specification, effects, least, room, text, reach);
    }

    TestCommand reach(Reach how) {
        return new TestCommand(name, specification, effects, least, room, hint, how);
    }

    TestCommand undocumented() {
        return new TestCommand(name, SpecReference.UNDOCUMENTED, effects, least, room, hint, reach);
    }

    @Override
    public int opcode() {
        return 0x77;
    }

    @Override
    public Effects effects(byte[] request) {
        return effects;
    }

    @Override
    public RpcScope leastScope(byte[] request) {
        return least;
    }

    @Override
    public int requestSize(byte[] request) {
        return request.length;
    }

    @Override
    public int responseSize(byte[] request) {
        return room;
    }

    @Override
    public void encode(byte[] request, ByteBuffer into) {
        into.put(0, request);
    }

    @Override
    public byte[] decode(byte[] request, Reply reply) {
        byte[] bytes = new byte[reply.length()];
        reply.buffer().get(0, bytes);
        return bytes;
    }

    @Override
    public @Nullable String hint(byte[] request, Errno errno) {
        return hint;
    }

    @Override
    public Reach reach(byte[] request, Errno errno) {
        return reach != null ? reach : Reach.usual(errno);
    }
}
