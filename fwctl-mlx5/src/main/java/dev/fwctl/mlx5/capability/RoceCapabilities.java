// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.mlx5.capability;

/**
 * RDMA over Converged Ethernet.
 *
 * <p>Source: {@code mlx5_ifc_roce_cap_bits} of Linux 7.3; versions and address families {@code MLX5_ROCE_VERSION_*_CAP}
 * and {@code MLX5_ROCE_L3_TYPE_*_CAP} of its {@code device.h}.
 *
 * @param version1 whether it speaks RoCE v1, inside Ethernet
 * @param version2 whether it speaks RoCE v2, inside UDP
 * @param ipv4 whether RoCE v2 goes over IPv4
 * @param ipv6 whether RoCE v2 goes over IPv6
 * @param udpDestinationPort the port that RoCE v2 is sent to
 * @param minUdpSourcePort the least port that it is sent from
 * @param maxUdpSourcePort the greatest port that it is sent from
 * @param addresses how many entries the table of RoCE addresses (GIDs) has
 * @param congestionControl whether the general parameters of congestion control can be set
 */
public record RoceCapabilities(
        boolean version1,
        boolean version2,
        boolean ipv4,
        boolean ipv6,
        int udpDestinationPort,
        int minUdpSourcePort,
        int maxUdpSourcePort,
        int addresses,
        boolean congestionControl) {
    /** The page ROCE. */
    public static final CapabilityType<RoceCapabilities> TYPE = CapabilityType.of("ROCE", RoceCapabilities::pick);

    private static final long VERSION_1 = 1;
    private static final long VERSION_2 = 1 << 2;
    private static final long IPV4 = 1 << 1;
    private static final long IPV6 = 1 << 2;

    private static RoceCapabilities pick(CapabilityPage page) {
        long versions = page.number("roce_version");
        long families = page.number("l3_type");
        return new RoceCapabilities(
                (versions & VERSION_1) != 0,
                (versions & VERSION_2) != 0,
                (families & IPV4) != 0,
                (families & IPV6) != 0,
                (int) page.number("r_roce_dest_udp_port"),
                (int) page.number("r_roce_min_src_udp_port"),
                (int) page.number("r_roce_max_src_udp_port"),
                (int) page.number("roce_address_table_size"),
                page.has("roce_cc_general"));
    }
}
