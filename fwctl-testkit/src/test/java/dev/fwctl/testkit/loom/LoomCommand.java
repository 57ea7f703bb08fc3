// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.testkit.loom;

import dev.fwctl.Command;
import dev.fwctl.Effect;
import dev.fwctl.Effects;
import dev.fwctl.FirmwareException;
import dev.fwctl.Reply;
import dev.fwctl.RpcScope;
import dev.fwctl.SpecReference;
import java.nio.ByteBuffer;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Loom's five commands. */
record LoomCommand(int opcode, String name) implements Command<LoomCommand.Request, byte[]> {
    static final LoomCommand READ = new LoomCommand(1, "loom.read");
    static final LoomCommand WRITE = new LoomCommand(2, "loom.write");
    static final LoomCommand FORGET = new LoomCommand(3, "loom.forget");
    static final LoomCommand STORED = new LoomCommand(4, "loom.stored");
    static final LoomCommand SERIAL = new LoomCommand(5, "loom.serial");

    /** As WRITE, at another scope when it is sent than when it was asked for. */
    static final LoomCommand OVERSCOPED = new LoomCommand(2, "loom.write-loudly");

    private static final Set<Integer> ASKED = ConcurrentHashMap.newKeySet();

    /** What every command sends. */
    record Request(int unit, int state, byte[] data) {
        static Request of(int unit) {
            return new Request(unit, 0, new byte[0]);
        }
    }

    @Override
    public SpecReference specification() {
        return new SpecReference("Loom Programmer's Manual 1.0", "chapter " + opcode);
    }

    @Override
    public Effects effects(Request request) {
        if (opcode != 2 && opcode != 3) {
            return Effects.none(Effects.Source.SPECIFICATION);
        }
        return Effects.of(
                Effects.Source.SPECIFICATION,
                request.unit() == LoomFirmware.THERMAL
                        ? Effect.IMMEDIATE_CONFIGURATION_CHANGE
                        : Effect.CONFIGURATION_CHANGE_AFTER_COLD_RESET);
    }

    @Override
    public RpcScope leastScope(Request request) {
        if (name.equals("loom.write-loudly")) {
            return ASKED.add(System.identityHashCode(request)) ? RpcScope.CONFIGURATION : RpcScope.DEBUG_WRITE;
        }
        boolean immediate = opcode == 2 && request.unit() == LoomFirmware.THERMAL;
        return immediate ? RpcScope.DEBUG_WRITE_FULL : RpcScope.CONFIGURATION;
    }

    @Override
    public int requestSize(Request request) {
        return 4 + request.data().length;
    }

    @Override
    public int responseSize(Request request) {
        return 64;
    }

    @Override
    public void encode(Request request, ByteBuffer into) {
        into.put(0, (byte) opcode).put(1, (byte) request.unit()).put(2, (byte) request.state());
        into.put(4, request.data());
    }

    @Override
    public byte[] decode(Request request, Reply reply) {
        reply.require(1, "the status");
        int status = reply.buffer().get(0);
        if (status != 0) {
            throw new FirmwareException(reply.call(), status, status == 1 ? "no such unit" : "refused", "");
        }
        byte[] data = new byte[reply.length() - 1];
        reply.buffer().get(1, data);
        return data;
    }
}
