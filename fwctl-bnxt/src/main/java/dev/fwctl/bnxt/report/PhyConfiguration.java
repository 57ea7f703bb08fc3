// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.bnxt.report;

import dev.fwctl.Reply;
import dev.fwctl.bnxt.internal.Catalogs;
import dev.fwctl.bnxt.internal.HwrmCommand;
import dev.fwctl.bnxt.internal.Structure;
import java.nio.ByteBuffer;
import java.util.Map;

/**
 * What PORT_PHY_QCFG says of a port's link.
 *
 * <p>Source: {@code struct hwrm_port_phy_qcfg_output} of Linux 7.3.
 *
 * @param link by the header's name, for example {@code LINK} or {@code NO_LINK}
 * @param megabits the link's speed in Mb/s; 0 without link
 * @param media by the header's name, for example {@code DAC}
 * @param phyType by the header's name, for example {@code 200G_BASECR4}
 * @param moduleStatus by the header's name, for example {@code NOTINSERTED}
 * @param moduleVendor what the module says of its maker; empty if it says nothing
 * @param modulePart the module's part number; empty if it says nothing
 * @param fields all fields of the reply by the header's names, in order; flags and enumerations taken apart
 */
public record PhyConfiguration(
        String link,
        int megabits,
        String media,
        String phyType,
        String moduleStatus,
        String moduleVendor,
        String modulePart,
        Map<String, Object> fields) {

    /** The field's unit is 100 Mb/s; 0xffff is 10 Mb/s. */
    private static int megabits(int speed) {
        return speed == 0xffff ? 10 : speed * 100;
    }

    static final class Query extends HwrmCommand<Port, PhyConfiguration> {
        Query() {
            super(Catalogs.commands().command("PORT_PHY_QCFG"));
        }

        @Override
        protected void writeRequest(Port request, ByteBuffer into) {
            Structure.of("port_phy_qcfg_input", into).set("port_id", request.id());
        }

        @Override
        public Map<String, Object> describe(Port request) {
            return Map.of("port", request.id());
        }

        @Override
        protected PhyConfiguration readReply(Port request, Reply reply, ByteBuffer bytes) {
            Structure out = Structure.of("port_phy_qcfg_output", bytes);
            return new PhyConfiguration(
                    out.name("link"),
                    megabits(out.number("link_speed")),
                    out.name("media_type"),
                    out.name("phy_type"),
                    out.name("module_status"),
                    out.text("phy_vendor_name"),
                    out.text("phy_vendor_partnumber"),
                    out.fields());
        }
    }
}
