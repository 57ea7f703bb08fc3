// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.mlx5.capability;

/**
 * Flow tables of the embedded switch.
 *
 * <p>Source: {@code mlx5_ifc_flow_table_eswitch_cap_bits} of Linux 7.3.
 *
 * @param forwarding tables that forward between vports (FDB)
 * @param ingress access control where packets enter the switch
 * @param egress access control where they leave it
 * @param matchesSource whether flows can tell packets of the uplink from those of local vports
 */
public record EswitchFlowTables(
        FlowTableProperties forwarding,
        FlowTableProperties ingress,
        FlowTableProperties egress,
        boolean matchesSource) {
    /** The page ESWITCH_FLOW_TABLE. */
    public static final CapabilityType<EswitchFlowTables> TYPE =
            CapabilityType.of("ESWITCH_FLOW_TABLE", EswitchFlowTables::pick);

    private static EswitchFlowTables pick(CapabilityPage page) {
        return new EswitchFlowTables(
                FlowTableProperties.pick(page, "nic_esw_fdb"),
                FlowTableProperties.pick(page, "esw_acl_ingress"),
                FlowTableProperties.pick(page, "esw_acl_egress"),
                page.has("flow_source"));
    }
}
