// SPDX-License-Identifier: Apache-2.0
package dev.fwctl;

import java.nio.ByteBuffer;

/** The toy's read, but for what a test has otherwise. */
interface ToyDelegate extends Command<ToyCommand.Request, Integer> {
    @Override
    default String name() {
        return ToyCommand.READ.name();
    }

    @Override
    default int opcode() {
        return ToyCommand.READ.opcode();
    }

    @Override
    default SpecReference specification() {
        return ToyCommand.SPEC;
    }

    @Override
    default Effects effects(ToyCommand.Request request) {
        return ToyCommand.READ.effects(request);
    }

    @Override
    default RpcScope leastScope(ToyCommand.Request request) {
        return ToyCommand.READ.scope();
    }

    @Override
    default int requestSize(ToyCommand.Request request) {
        return ToyCommand.READ.requestSize(request);
    }

    @Override
    default int responseSize(ToyCommand.Request request) {
        return ToyCommand.READ.responseSize(request);
    }

    @Override
    default void encode(ToyCommand.Request request, ByteBuffer into) {
        ToyCommand.READ.encode(request, into);
    }

    @Override
    default Integer decode(ToyCommand.Request request, Reply reply) {
        return ToyCommand.READ.decode(request, reply);
    }
}
