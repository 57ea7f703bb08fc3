// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.cxl.internal;

import dev.fwctl.Command;
import dev.fwctl.Effects;
import dev.fwctl.RpcScope;
import dev.fwctl.SpecReference;
import java.nio.ByteBuffer;

/** A mailbox command's common part: the kernel's header around a mailbox payload. */
public abstract class MailboxCommand<Q, R> implements Command<Q, R> {
    private final String name;
    private final int opcode;
    private final SpecReference specification;

    protected MailboxCommand(String name, int opcode, String section) {
        this.name = name;
        this.opcode = opcode;
        this.specification = new SpecReference("Compute Express Link 3.2", section);
    }

    protected abstract int payloadSize(Q request);

    /** Writes the payload, which begins at an index of a buffer full of zeros. */
    protected abstract void encodePayload(Q request, ByteBuffer into, int base);

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final int opcode() {
        return opcode;
    }

    @Override
    public SpecReference specification() {
        return specification;
    }

    @Override
    public Effects effects(Q request) {
        return Effects.none(Effects.Source.SPECIFICATION);
    }

    @Override
    public RpcScope leastScope(Q request) {
        return RpcScope.CONFIGURATION;
    }

    @Override
    public final int requestSize(Q request) {
        return Wire.REQUEST_HEADER + payloadSize(request);
    }

    @Override
    public final void encode(Q request, ByteBuffer into) {
        Wire.requestHeader(into, opcode, payloadSize(request));
        encodePayload(request, into, Wire.REQUEST_HEADER);
    }

    @Override
    public final String toString() {
        return name;
    }
}
