// SPDX-License-Identifier: Apache-2.0
package dev.fwctl;

import java.nio.ByteBuffer;
import java.util.List;

/** An undocumented command whose missing document a policy does not mind. For policies alone; it is never sent. */
record ExcusedCommand<Q, R>(Command<Q, R> command) implements Command<Q, R> {
    private static final SpecReference EXCUSED = new SpecReference("none", "excused by the policy");

    @Override
    public String name() {
        return command.name();
    }

    @Override
    public int opcode() {
        return command.opcode();
    }

    @Override
    public SpecReference specification() {
        return EXCUSED;
    }

    @Override
    public Effects effects(Q request) {
        return command.effects(request);
    }

    @Override
    public RpcScope leastScope(Q request) {
        return command.leastScope(request);
    }

    @Override
    public List<String> about(Q request) {
        return command.about(request);
    }

    @Override
    public int requestSize(Q request) {
        return command.requestSize(request);
    }

    @Override
    public int responseSize(Q request) {
        return command.responseSize(request);
    }

    @Override
    public void encode(Q request, ByteBuffer into) {
        command.encode(request, into);
    }

    @Override
    public R decode(Q request, Reply reply) {
        return command.decode(request, reply);
    }
}
