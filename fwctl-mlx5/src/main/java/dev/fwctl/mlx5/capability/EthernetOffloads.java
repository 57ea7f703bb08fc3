// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.mlx5.capability;

import java.util.List;
import java.util.stream.IntStream;

/**
 * The work on Ethernet packets that the device does on its own.
 *
 * <p>Source: {@code mlx5_ifc_per_protocol_networking_offload_caps_bits} of Linux 7.3; inline modes
 * {@code MLX5_CAP_INLINE_MODE_*} of its {@code vport.h}.
 *
 * @param checksums whether it computes and verifies checksums
 * @param vlanStripping whether it takes VLAN tags out of received packets
 * @param vlanInsertion whether it puts VLAN tags into packets it sends
 * @param maxTsoBytes how much it segments at most in one go (TSO); 0 if it does not
 * @param largeReceive whether it joins received segments (LRO)
 * @param largeReceiveMinMss the shortest segment, in bytes, that it joins
 * @param largeReceivePeriods for how long it may wait for more segments, in microseconds, ascending
 * @param scatterFcs whether it can hand over the frame check sequence
 * @param inlineHeaders how many headers a send request has to carry itself, the raw number: 0 those of layer 2, 1 as the
 *     vport says, 2 none
 * @param vxlan whether it does the same inside VXLAN
 * @param maxVxlanPorts for how many UDP ports it knows that they carry VXLAN; 0 where the device does not say, which
 *     Linux takes for 4
 * @param gre whether it does the same inside GRE
 * @param geneve whether it does the same inside GENEVE, both ways
 */
public record EthernetOffloads(
        boolean checksums,
        boolean vlanStripping,
        boolean vlanInsertion,
        long maxTsoBytes,
        boolean largeReceive,
        int largeReceiveMinMss,
        List<Long> largeReceivePeriods,
        boolean scatterFcs,
        int inlineHeaders,
        boolean vxlan,
        int maxVxlanPorts,
        boolean gre,
        boolean geneve) {
    /** The page ETHERNET_OFFLOADS. */
    public static final CapabilityType<EthernetOffloads> TYPE =
            CapabilityType.of("ETHERNET_OFFLOADS", EthernetOffloads::pick);

    private static final int PERIODS = 4;

    /** Copies the list. */
    public EthernetOffloads {
        largeReceivePeriods = List.copyOf(largeReceivePeriods);
    }

    private static EthernetOffloads pick(CapabilityPage page) {
        return new EthernetOffloads(
                page.has("csum_cap"),
                page.has("vlan_cap"),
                page.has("wqe_vlan_insert"),
                page.has("max_lso_cap") ? page.powerOfTwo("max_lso_cap") : 0,
                page.has("lro_cap"),
                (int) page.number("lro_min_mss_size"),
                IntStream.range(0, PERIODS)
                        .mapToObj(i -> page.number("lro_timer_supported_periods[" + i + "]"))
                        .toList(),
                page.has("scatter_fcs"),
                (int) page.number("wqe_inline_mode"),
                page.has("tunnel_stateless_vxlan"),
                (int) page.number("max_vxlan_udp_ports"),
                page.has("tunnel_stateless_gre"),
                page.has("tunnel_stateless_geneve_rx") && page.has("tunnel_stateless_geneve_tx"));
    }
}
