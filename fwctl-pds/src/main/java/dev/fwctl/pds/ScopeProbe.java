// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.pds;

import dev.fwctl.Command;
import dev.fwctl.Effects;
import dev.fwctl.Errno;
import dev.fwctl.Reach;
import dev.fwctl.Reply;
import dev.fwctl.RpcScope;
import dev.fwctl.SpecReference;
import java.nio.ByteBuffer;

/**
 * Asks the driver whether it lets an operation through at a scope, without sending it: a payload of one byte at address 0.
 * The driver checks the scope, then fails to copy the payload ({@code memdup_user}, EFAULT), and nothing reaches the
 * firmware.
 *
 * <p>Source: {@code pdsfc_fw_rpc} in {@code drivers/fwctl/pds/main.c} of Linux 7.3.
 */
final class ScopeProbe implements Command<PdsOperation, Boolean> {
    static final ScopeProbe COMMAND = new ScopeProbe();

    private ScopeProbe() {}

    @Override
    public String name() {
        return "pds.probe-scope";
    }

    @Override
    public int opcode() {
        return PdsCommand.RPC_OPCODE;
    }

    @Override
    public SpecReference specification() {
        return new SpecReference("Linux 7.3 drivers/fwctl/pds/main.c", "pdsfc_fw_rpc");
    }

    @Override
    public Effects effects(PdsOperation request) {
        return Effects.none(Effects.Source.KERNEL_DRIVER);
    }

    @Override
    public RpcScope leastScope(PdsOperation request) {
        return request.scope();
    }

    @Override
    public int requestSize(PdsOperation request) {
        return PdsCommand.RPC_BYTES;
    }

    @Override
    public int responseSize(PdsOperation request) {
        return PdsCommand.RPC_BYTES;
    }

    @Override
    public void encode(PdsOperation request, ByteBuffer into) {
        PdsCommand.OP.set(into, 0, Integer.toUnsignedLong(request.number()));
        PdsCommand.EP.set(into, 0, Integer.toUnsignedLong(request.endpoint()));
        PdsCommand.REQUEST_LENGTH.set(into, 0, 1);
    }

    /** No driver that checks what it copies comes here. */
    @Override
    public Boolean decode(PdsOperation request, Reply reply) {
        throw reply.malformed("the driver took a payload from address 0");
    }

    @Override
    public Reach reach(PdsOperation request, Errno errno) {
        return errno.equals(Errno.EFAULT) ? Reach.NOT_REACHED : Reach.usual(errno);
    }
}
