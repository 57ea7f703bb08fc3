// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.mlx5.capability;

import dev.fwctl.layout.NamedValues;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;

/**
 * The work on Ethernet packets that the device does on its own.
 *
 * <p>Source: {@code mlx5_ifc_per_protocol_networking_offload_caps_bits} of Linux 7.3; inline modes
 * {@code MLX5_CAP_INLINE_MODE_*} of its {@code vport.h}.
 */
public final class EthernetOffloads extends NamedValues {
    /** The page ETHERNET_OFFLOADS. */
    public static final CapabilityType<EthernetOffloads> TYPE =
            CapabilityType.of("ETHERNET_OFFLOADS", EthernetOffloads::new);

    private static final int PERIODS = 4;

    private final CapabilityPage page;

    private EthernetOffloads(CapabilityPage page) {
        this.page = page;
    }

    /** Whether it computes and verifies checksums. */
    public boolean checksums() {
        return page.has("csum_cap");
    }

    /** Whether it takes VLAN tags out of received packets. */
    public boolean vlanStripping() {
        return page.has("vlan_cap");
    }

    /** Whether it puts VLAN tags into packets it sends. */
    public boolean vlanInsertion() {
        return page.has("wqe_vlan_insert");
    }

    /** How much it segments at most in one go (TSO); 0 if it does not. */
    public long maxTsoBytes() {
        return page.has("max_lso_cap") ? page.powerOfTwo("max_lso_cap") : 0;
    }

    /** Whether it joins received segments (LRO). */
    public boolean largeReceive() {
        return page.has("lro_cap");
    }

    /** The shortest segment, in bytes, that it joins. */
    public int largeReceiveMinMss() {
        return (int) page.number("lro_min_mss_size");
    }

    /** For how long it may wait for more segments, in microseconds, ascending. */
    public List<Long> largeReceivePeriods() {
        return IntStream.range(0, PERIODS)
                .mapToObj(i -> page.number("lro_timer_supported_periods[" + i + "]"))
                .toList();
    }

    /** Whether it can hand over the frame check sequence. */
    public boolean scatterFcs() {
        return page.has("scatter_fcs");
    }

    /**
     * How many headers a send request has to carry itself, the raw number: 0 those of layer 2, 1 as the vport says, 2
     * none.
     */
    public int inlineHeaders() {
        return (int) page.number("wqe_inline_mode");
    }

    /** Whether it does the same inside VXLAN. */
    public boolean vxlan() {
        return page.has("tunnel_stateless_vxlan");
    }

    /**
     * For how many UDP ports it knows that they carry VXLAN; 0 where the device does not say, which Linux takes for 4.
     */
    public int maxVxlanPorts() {
        return (int) page.number("max_vxlan_udp_ports");
    }

    /** Whether it does the same inside GRE. */
    public boolean gre() {
        return page.has("tunnel_stateless_gre");
    }

    /** Whether it does the same inside GENEVE, both ways. */
    public boolean geneve() {
        return page.has("tunnel_stateless_geneve_rx") && page.has("tunnel_stateless_geneve_tx");
    }

    @Override
    protected void tell(BiConsumer<String, Object> to) {
        to.accept("checksums", checksums());
        to.accept("vlanStripping", vlanStripping());
        to.accept("vlanInsertion", vlanInsertion());
        to.accept("maxTsoBytes", maxTsoBytes());
        to.accept("largeReceive", largeReceive());
        to.accept("largeReceiveMinMss", largeReceiveMinMss());
        to.accept("largeReceivePeriods", largeReceivePeriods());
        to.accept("scatterFcs", scatterFcs());
        to.accept("inlineHeaders", inlineHeaders());
        to.accept("vxlan", vxlan());
        to.accept("maxVxlanPorts", maxVxlanPorts());
        to.accept("gre", gre());
        to.accept("geneve", geneve());
    }
}
