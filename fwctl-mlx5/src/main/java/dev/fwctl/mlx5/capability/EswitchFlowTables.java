// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.mlx5.capability;

import dev.fwctl.layout.NamedValues;
import java.util.function.BiConsumer;

/**
 * Flow tables of the embedded switch.
 *
 * <p>Source: {@code mlx5_ifc_flow_table_eswitch_cap_bits} of Linux 7.3.
 */
public final class EswitchFlowTables extends NamedValues {
    /** The page ESWITCH_FLOW_TABLE. */
    public static final CapabilityType<EswitchFlowTables> TYPE =
            CapabilityType.of("ESWITCH_FLOW_TABLE", EswitchFlowTables::new);

    private final CapabilityPage page;

    private EswitchFlowTables(CapabilityPage page) {
        this.page = page;
    }

    /** Tables that forward between vports (FDB). */
    public FlowTableProperties forwarding() {
        return new FlowTableProperties(page, "flow_table_properties_nic_esw_fdb.");
    }

    /** Access control where packets enter the switch. */
    public FlowTableProperties ingress() {
        return new FlowTableProperties(page, "flow_table_properties_esw_acl_ingress.");
    }

    /** Access control where they leave it. */
    public FlowTableProperties egress() {
        return new FlowTableProperties(page, "flow_table_properties_esw_acl_egress.");
    }

    /** Whether flows can tell packets of the uplink from those of local vports. */
    public boolean matchesSource() {
        return page.has("flow_source");
    }

    @Override
    protected void tell(BiConsumer<String, Object> to) {
        to.accept("forwarding", forwarding());
        to.accept("ingress", ingress());
        to.accept("egress", egress());
        to.accept("matchesSource", matchesSource());
    }
}
