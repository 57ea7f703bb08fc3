// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.bnxt.report;

import dev.fwctl.Reply;
import dev.fwctl.bnxt.internal.Catalogs;
import dev.fwctl.bnxt.internal.HwrmCommand;
import dev.fwctl.bnxt.internal.Structure;
import dev.fwctl.layout.NamedValues;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * The abilities of a port, as PORT_PHY_QCAPS answers.
 *
 * <p>Source: {@code struct hwrm_port_phy_qcaps_output} of Linux 7.3.
 */
public final class PhyCapabilities extends NamedValues {
    private final Structure out;

    private PhyCapabilities(Structure out) {
        this.out = out;
    }

    static final class Query extends HwrmCommand<Port, PhyCapabilities> {
        Query() {
            super(Catalogs.commands().command("PORT_PHY_QCAPS"));
        }

        @Override
        protected void writeRequest(Port request, ByteBuffer into) {
            Structure.of("port_phy_qcaps_input", into).set("port_id", request.id());
        }

        @Override
        public Map<String, Object> describe(Port request) {
            return Map.of("port", request.id());
        }

        @Override
        protected PhyCapabilities readReply(Port request, Reply reply, ByteBuffer bytes) {
            Structure out = Structure.of("port_phy_qcaps_output", bytes);
            return new PhyCapabilities(out);
        }
    }

    /** How many ports the card has. */
    public int ports() {
        return out.number("port_cnt");
    }

    /** Whether energy-efficient Ethernet can be set. */
    public boolean eee() {
        return out.isSet("flags_eee_supported");
    }

    /** All fields of the reply by the header's names, in order; flags and enumerations taken apart. */
    public Map<String, Object> fields() {
        return out.fields();
    }

    @Override
    protected void tell(BiConsumer<String, Object> to) {
        to.accept("ports", ports());
        to.accept("eee", eee());
        to.accept("fields", fields());
    }
}
