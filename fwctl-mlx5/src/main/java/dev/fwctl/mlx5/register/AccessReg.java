// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.mlx5.register;

import dev.fwctl.Effects;
import dev.fwctl.Reply;
import dev.fwctl.RpcScope;
import dev.fwctl.SpecReference;
import dev.fwctl.layout.BitField;
import dev.fwctl.mlx5.internal.MailboxCommand;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;

/**
 * ACCESS_REG: reads or writes a register.
 *
 * <pre>
 *       31               16 15                0
 *      +-------------------+-------------------+     op_mod: 0 write, 1 read
 *    8 |                   |    register_id    |
 *      +-------------------+-------------------+
 *   12 |               argument                |     always 0
 *      +---------------------------------------+
 *   16 |  the register's data, on reads too:   |     the reply has its data from 16 on
 *      |  index fields say what is to be read  |
 * </pre>
 *
 * <p>The kernel passes a write on at scope CONFIGURATION and a read from DEBUG_READ_ONLY on; neither ever taints.
 * Source: {@code mlx5_ifc_access_register_in_bits}, {@code mlx5ctl_validate_rpc()} of Linux 7.3.
 */
final class AccessReg extends MailboxCommand<RegisterAccess, byte[]> {
    /** It has no state. */
    static final AccessReg COMMAND = new AccessReg();

    private static final BitField REGISTER_ID = BitField.be(0x8, 0, 16);

    private AccessReg() {
        super(
                "access-reg",
                0x805,
                RpcScope.DEBUG_READ_ONLY,
                new SpecReference(IFC, "mlx5_ifc_access_register_in_bits"));
    }

    @Override
    public Effects effects(RegisterAccess request) {
        return request.effects();
    }

    @Override
    public RpcScope leastScope(RegisterAccess request) {
        return request.write() ? RpcScope.CONFIGURATION : RpcScope.DEBUG_READ_ONLY;
    }

    @Override
    public int requestSize(RegisterAccess request) {
        return HEADER_BYTES + request.length();
    }

    @Override
    public int responseSize(RegisterAccess request) {
        return HEADER_BYTES + request.length();
    }

    @Override
    protected int opMod(RegisterAccess request) {
        return request.method().ordinal();
    }

    @Override
    protected String subject(RegisterAccess request) {
        return request.toString();
    }

    @Override
    protected void writeRequest(RegisterAccess request, ByteBuffer into) {
        REGISTER_ID.set(into, 0, request.register().id());
        request.put(into, HEADER_BYTES);
    }

    @Override
    protected byte[] readReply(RegisterAccess request, Reply reply, ByteBuffer bytes) {
        int length = responseSize(request);
        reply.require(length, request.register().name());
        byte[] data = new byte[length - HEADER_BYTES];
        bytes.get(HEADER_BYTES, data);
        return data;
    }

    @Override
    public List<String> about(RegisterAccess request) {
        return RegisterDescription.about(request);
    }

    @Override
    public Map<String, Object> describe(RegisterAccess request) {
        return RegisterDescription.ofRequest(request);
    }

    @Override
    public Map<String, Object> describeReply(RegisterAccess request, byte[] data) {
        return RegisterDescription.ofReply(request, data);
    }

    @Override
    public boolean sensitiveReply(RegisterAccess request) {
        return RegisterDescription.mayReturnSecrets(request);
    }
}
