// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.cxl.memdev;

import dev.fwctl.Effects;
import dev.fwctl.Reply;
import dev.fwctl.SpecReference;
import dev.fwctl.cxl.internal.MailboxCommand;
import dev.fwctl.cxl.internal.Wire;
import java.nio.ByteBuffer;
import java.util.Locale;

/** A command that stands in a Command Effects Log, for a policy to decide about. It is never sent. */
final class ListedCommand extends MailboxCommand<Effects, byte[]> {
    private final boolean standard;

    ListedCommand(int opcode) {
        super(name(opcode), opcode, "8.2.10");
        this.standard = CxlOpcodes.standardName(opcode).isPresent();
    }

    private static String name(int opcode) {
        return "cxl." + CxlOpcodes.name(opcode).toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    }

    /** A vendor's own commands are described nowhere that this library knows of. */
    @Override
    public SpecReference specification() {
        return standard ? super.specification() : SpecReference.UNDOCUMENTED;
    }

    @Override
    public Effects effects(Effects listed) {
        return listed;
    }

    @Override
    protected int payloadSize(Effects listed) {
        return 0;
    }

    @Override
    protected void encodePayload(Effects listed, ByteBuffer into, int base) {
        throw new IllegalStateException(name() + " is only a line of a log");
    }

    @Override
    public int responseSize(Effects listed) {
        return Wire.REPLY_HEADER;
    }

    @Override
    public byte[] decode(Effects listed, Reply reply) {
        throw new IllegalStateException(name() + " is only a line of a log");
    }
}
