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
 * The state of a port's link, as PORT_PHY_QCFG answers.
 *
 * <p>Source: {@code struct hwrm_port_phy_qcfg_output} of Linux 7.3.
 */
public final class PhyConfiguration extends NamedValues {
    private final Structure out;

    private PhyConfiguration(Structure out) {
        this.out = out;
    }

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
            return new PhyConfiguration(out);
        }
    }

    /** By the header's name, for example {@code LINK} or {@code NO_LINK}. */
    public String link() {
        return out.name("link");
    }

    /** The link's speed in Mb/s; 0 without link. */
    public int megabits() {
        return megabits(out.number("link_speed"));
    }

    /** By the header's name, for example {@code DAC}. */
    public String media() {
        return out.name("media_type");
    }

    /** By the header's name, for example {@code 200G_BASECR4}. */
    public String phyType() {
        return out.name("phy_type");
    }

    /** By the header's name, for example {@code NOTINSERTED}. */
    public String moduleStatus() {
        return out.name("module_status");
    }

    /** What the module says of its maker; empty if it says nothing. */
    public String moduleVendor() {
        return out.text("phy_vendor_name");
    }

    /** The module's part number; empty if it says nothing. */
    public String modulePart() {
        return out.text("phy_vendor_partnumber");
    }

    /** All fields of the reply by the header's names, in order; flags and enumerations taken apart. */
    public Map<String, Object> fields() {
        return out.fields();
    }

    @Override
    protected void tell(BiConsumer<String, Object> to) {
        to.accept("link", link());
        to.accept("megabits", megabits());
        to.accept("media", media());
        to.accept("phyType", phyType());
        to.accept("moduleStatus", moduleStatus());
        to.accept("moduleVendor", moduleVendor());
        to.accept("modulePart", modulePart());
        to.accept("fields", fields());
    }
}
