// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.mlx5.capability;

import dev.fwctl.layout.NamedValues;
import java.util.OptionalInt;
import java.util.function.BiConsumer;

/**
 * The embedded switch.
 *
 * <p>Source: {@code mlx5_ifc_e_switch_cap_bits} of Linux 7.3.
 */
public final class EswitchCapabilities extends NamedValues {
    /** The page ESWITCH. */
    public static final CapabilityType<EswitchCapabilities> TYPE =
            CapabilityType.of("ESWITCH", EswitchCapabilities::new);

    private final CapabilityPage page;

    private EswitchCapabilities(CapabilityPage page) {
        this.page = page;
    }

    /** Whether the switches of both ports can act as one. */
    public boolean merged() {
        return page.has("merged_eswitch");
    }

    /** Whether it can take the VLAN tag of a vport's packets away. */
    public boolean vlanStripping() {
        return page.has("vport_cvlan_strip");
    }

    /** Whether it can add a VLAN tag where there is none. */
    public boolean vlanInsertion() {
        return page.has("vport_cvlan_insert_if_not_exist");
    }

    /** Whether it can replace a VLAN tag. */
    public boolean vlanOverwriting() {
        return page.has("vport_cvlan_insert_overwrite");
    }

    /** Whether it puts packets into VXLAN and takes them out. */
    public boolean vxlanTunnels() {
        return page.has("vxlan_encap_decap");
    }

    /** Whether it puts packets into NVGRE and takes them out. */
    public boolean nvgreTunnels() {
        return page.has("nvgre_encap_decap");
    }

    /** How many tunnel headers may be kept for flows to use. */
    public long maxReformats() {
        return page.powerOfTwo("log_max_packet_reformat_context");
    }

    /** How long a tunnel header may be. */
    public int maxTunnelHeaderBytes() {
        return (int) page.number("max_encap_header_size");
    }

    /** How many sub-functions there may be on it. */
    public long maxSubFunctions() {
        return page.powerOfTwo("log_max_esw_sf");
    }

    /** The function id of the first of them. */
    public int firstSubFunction() {
        return (int) page.number("esw_sf_base_id");
    }

    /** Whether the embedded processor has a vport on it. */
    public boolean embeddedProcessor() {
        return page.has("ecpf_vport_exists");
    }

    /** The vport that manages it; empty if the device does not say. */
    public OptionalInt managerVport() {
        return page.has("esw_manager_vport_number_valid")
                ? OptionalInt.of((int) page.number("esw_manager_vport_number"))
                : OptionalInt.empty();
    }

    @Override
    protected void tell(BiConsumer<String, Object> to) {
        to.accept("merged", merged());
        to.accept("vlanStripping", vlanStripping());
        to.accept("vlanInsertion", vlanInsertion());
        to.accept("vlanOverwriting", vlanOverwriting());
        to.accept("vxlanTunnels", vxlanTunnels());
        to.accept("nvgreTunnels", nvgreTunnels());
        to.accept("maxReformats", maxReformats());
        to.accept("maxTunnelHeaderBytes", maxTunnelHeaderBytes());
        to.accept("maxSubFunctions", maxSubFunctions());
        to.accept("firstSubFunction", firstSubFunction());
        to.accept("embeddedProcessor", embeddedProcessor());
        to.accept("managerVport", managerVport());
    }
}
