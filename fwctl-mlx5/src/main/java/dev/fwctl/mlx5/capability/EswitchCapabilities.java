// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.mlx5.capability;

import java.util.OptionalInt;

/**
 * The embedded switch.
 *
 * <p>Source: {@code mlx5_ifc_e_switch_cap_bits} of Linux 7.3.
 *
 * @param merged whether the switches of both ports can act as one
 * @param vlanStripping whether it can take the VLAN tag of a vport's packets away
 * @param vlanInsertion whether it can add a VLAN tag where there is none
 * @param vlanOverwriting whether it can replace a VLAN tag
 * @param vxlanTunnels whether it puts packets into VXLAN and takes them out
 * @param nvgreTunnels whether it puts packets into NVGRE and takes them out
 * @param maxReformats how many tunnel headers may be kept for flows to use
 * @param maxTunnelHeaderBytes how long a tunnel header may be
 * @param maxSubFunctions how many sub-functions there may be on it
 * @param firstSubFunction the function id of the first of them
 * @param embeddedProcessor whether the embedded processor has a vport on it
 * @param managerVport the vport that manages it; empty if the device does not say
 */
public record EswitchCapabilities(
        boolean merged,
        boolean vlanStripping,
        boolean vlanInsertion,
        boolean vlanOverwriting,
        boolean vxlanTunnels,
        boolean nvgreTunnels,
        long maxReformats,
        int maxTunnelHeaderBytes,
        long maxSubFunctions,
        int firstSubFunction,
        boolean embeddedProcessor,
        OptionalInt managerVport) {
    /** The page ESWITCH. */
    public static final CapabilityType<EswitchCapabilities> TYPE =
            CapabilityType.of("ESWITCH", EswitchCapabilities::pick);

    private static EswitchCapabilities pick(CapabilityPage page) {
        return new EswitchCapabilities(
                page.has("merged_eswitch"),
                page.has("vport_cvlan_strip"),
                page.has("vport_cvlan_insert_if_not_exist"),
                page.has("vport_cvlan_insert_overwrite"),
                page.has("vxlan_encap_decap"),
                page.has("nvgre_encap_decap"),
                page.powerOfTwo("log_max_packet_reformat_context"),
                (int) page.number("max_encap_header_size"),
                page.powerOfTwo("log_max_esw_sf"),
                (int) page.number("esw_sf_base_id"),
                page.has("ecpf_vport_exists"),
                page.has("esw_manager_vport_number_valid")
                        ? OptionalInt.of((int) page.number("esw_manager_vport_number"))
                        : OptionalInt.empty());
    }
}
