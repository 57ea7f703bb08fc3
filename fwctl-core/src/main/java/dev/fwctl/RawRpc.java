// SPDX-License-Identifier: Apache-2.0
package dev.fwctl;

import java.nio.ByteBuffer;

/**
 * The stand-in command that a policy and an observer are told of for bytes that the caller built itself: nothing is
 * known of them.
 */
final class RawRpc implements Command<Void, Void> {
    static final RawRpc COMMAND = new RawRpc();

    private RawRpc() {}

    @Override
    public String name() {
        return "raw-rpc";
    }

    @Override
    public int opcode() {
        return 0;
    }

    @Override
    public SpecReference specification() {
        return SpecReference.UNDOCUMENTED;
    }

    @Override
    public Effects effects(Void request) {
        return Effects.unknown();
    }

    @Override
    public RpcScope leastScope(Void request) {
        throw new IllegalStateException("the scope of a raw RPC is the caller's");
    }

    @Override
    public int requestSize(Void request) {
        throw new IllegalStateException("the size of a raw RPC is the caller's");
    }

    @Override
    public int responseSize(Void request) {
        throw new IllegalStateException("the size of a raw RPC is the caller's");
    }

    @Override
    public void encode(Void request, ByteBuffer into) {
        throw new IllegalStateException("the caller has encoded a raw RPC itself");
    }

    @Override
    public Void decode(Void request, Reply reply) {
        throw new IllegalStateException("the caller decodes a raw RPC itself");
    }
}
