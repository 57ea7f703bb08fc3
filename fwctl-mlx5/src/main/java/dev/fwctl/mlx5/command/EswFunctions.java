// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.mlx5.command;

import dev.fwctl.Reply;
import dev.fwctl.RpcScope;
import dev.fwctl.layout.BitField;
import dev.fwctl.layout.NamedValues;
import dev.fwctl.mlx5.internal.Empty;
import dev.fwctl.mlx5.internal.MailboxCommand;
import java.nio.ByteBuffer;
import java.util.function.BiConsumer;

/**
 * The state of the host's physical function as an embedded switch manager sees it (QUERY_ESW_FUNCTIONS).
 *
 * <pre>
 *       31      24 23   19 18 17 16 15                       0
 *      +----------+-------+--+--+--+-------------------------+
 *   16 | host_nr  |       |n |  |d |     host_num_of_vfs     |   n host_pf_not_exist, d host_pf_disabled
 *      +----------+-------+--+--+--+-------------------------+
 *   20 |      host_total_vfs       |      host_pci_bus       |
 *   24 |                           |     host_pci_device     |
 *   28 |                           |    host_pci_function    |
 * </pre>
 *
 * <p>Source: {@code mlx5_ifc_query_esw_functions_out_bits}, {@code mlx5_ifc_host_params_context_bits} of Linux 7.3.
 */
public final class EswFunctions extends NamedValues {
    private static final int CONTEXT = 16;
    private static final int CONTEXT_BYTES = 64;
    private static final int REPLY_BYTES = CONTEXT + 0x380 / 8;
    private static final BitField HOST_NUMBER = BitField.be(CONTEXT, 24, 8);
    private static final BitField PF_NOT_EXIST = BitField.be(CONTEXT, 18, 1);
    private static final BitField PF_DISABLED = BitField.be(CONTEXT, 16, 1);
    private static final BitField VFS = BitField.be(CONTEXT, 0, 16);
    private static final BitField TOTAL_VFS = BitField.be(CONTEXT + 4, 16, 16);
    private static final BitField PCI_BUS = BitField.be(CONTEXT + 4, 0, 16);
    private static final BitField PCI_DEVICE = BitField.be(CONTEXT + 8, 0, 16);
    private static final BitField PCI_FUNCTION = BitField.be(CONTEXT + 12, 0, 16);

    private final ByteBuffer bytes;

    private EswFunctions(ByteBuffer bytes) {
        this.bytes = bytes;
    }

    static final class Query extends MailboxCommand<Empty, EswFunctions> {
        Query() {
            super("query-esw-functions", 0x740, RpcScope.CONFIGURATION, "mlx5_ifc_query_esw_functions_out_bits");
        }

        @Override
        public int responseSize(Empty request) {
            return REPLY_BYTES;
        }

        @Override
        protected EswFunctions readReply(Empty request, Reply reply, ByteBuffer bytes) {
            reply.require(CONTEXT + CONTEXT_BYTES, "the host's parameters");
            byte[] copy = new byte[CONTEXT + CONTEXT_BYTES];
            bytes.get(0, copy);
            return new EswFunctions(ByteBuffer.wrap(copy));
        }
    }

    /** The host's number. */
    public int hostNumber() {
        return (int) HOST_NUMBER.get(bytes, 0);
    }

    /** Whether the host has a physical function. */
    public boolean pfExists() {
        return !PF_NOT_EXIST.isSet(bytes, 0);
    }

    /** Whether it is disabled. */
    public boolean pfDisabled() {
        return PF_DISABLED.isSet(bytes, 0);
    }

    /** How many virtual functions are enabled. */
    public int vfs() {
        return (int) VFS.get(bytes, 0);
    }

    /** How many there may be. */
    public int totalVfs() {
        return (int) TOTAL_VFS.get(bytes, 0);
    }

    /** The physical function's bus. */
    public int pciBus() {
        return (int) PCI_BUS.get(bytes, 0);
    }

    /** Its device number. */
    public int pciDevice() {
        return (int) PCI_DEVICE.get(bytes, 0);
    }

    /** Its function number. */
    public int pciFunction() {
        return (int) PCI_FUNCTION.get(bytes, 0);
    }

    @Override
    protected void tell(BiConsumer<String, Object> to) {
        to.accept("hostNumber", hostNumber());
        to.accept("pfExists", pfExists());
        to.accept("pfDisabled", pfDisabled());
        to.accept("vfs", vfs());
        to.accept("totalVfs", totalVfs());
        to.accept("pciBus", pciBus());
        to.accept("pciDevice", pciDevice());
        to.accept("pciFunction", pciFunction());
    }
}
