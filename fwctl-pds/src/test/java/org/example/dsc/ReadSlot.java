// SPDX-License-Identifier: Apache-2.0
package org.example.dsc;

import dev.fwctl.Effects;
import dev.fwctl.Reply;
import dev.fwctl.RpcScope;
import dev.fwctl.SpecReference;
import dev.fwctl.pds.PdsCommand;
import dev.fwctl.pds.PdsOperation;
import java.nio.ByteBuffer;

/** Reads a slot of the lab's firmware: here it plays an operation that a product's manual describes. */
final class ReadSlot extends PdsCommand<Integer, byte[]> {
    static final ReadSlot COMMAND = new ReadSlot();
    private static final int SLOT_BYTES = 64;

    @Override
    public String name() {
        return "dsc.read-slot";
    }

    @Override
    public SpecReference specification() {
        return new SpecReference("Manual of the product", "2.1");
    }

    @Override
    public Effects effects(Integer slot) {
        return Effects.none(Effects.Source.SPECIFICATION);
    }

    @Override
    protected PdsOperation operation(Integer slot) {
        return new PdsOperation(0x10, 0x10001, RpcScope.CONFIGURATION);
    }

    @Override
    protected int payloadSize(Integer slot) {
        return Integer.BYTES;
    }

    @Override
    protected int responseRoom(Integer slot) {
        return SLOT_BYTES;
    }

    @Override
    protected void writePayload(Integer slot, ByteBuffer into) {
        into.putInt(0, slot);
    }

    @Override
    protected byte[] readPayload(Integer slot, ByteBuffer response, Reply reply) {
        byte[] bytes = new byte[SLOT_BYTES];
        response.get(0, bytes);
        return bytes;
    }
}
