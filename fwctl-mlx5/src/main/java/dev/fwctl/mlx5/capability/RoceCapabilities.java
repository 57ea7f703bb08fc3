// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.mlx5.capability;

import dev.fwctl.layout.NamedValues;
import java.util.function.BiConsumer;

/**
 * RDMA over Converged Ethernet.
 *
 * <p>Source: {@code mlx5_ifc_roce_cap_bits} of Linux 7.3; versions and address families {@code MLX5_ROCE_VERSION_*_CAP}
 * and {@code MLX5_ROCE_L3_TYPE_*_CAP} of its {@code device.h}.
 */
public final class RoceCapabilities extends NamedValues {
    /** The page ROCE. */
    public static final CapabilityType<RoceCapabilities> TYPE = CapabilityType.of("ROCE", RoceCapabilities::new);

    private static final long VERSION_1 = 1;
    private static final long VERSION_2 = 1 << 2;
    private static final long IPV4 = 1 << 1;
    private static final long IPV6 = 1 << 2;

    private final CapabilityPage page;

    private RoceCapabilities(CapabilityPage page) {
        this.page = page;
    }

    /** Whether it speaks RoCE v1, inside Ethernet. */
    public boolean version1() {
        return (page.number("roce_version") & VERSION_1) != 0;
    }

    /** Whether it speaks RoCE v2, inside UDP. */
    public boolean version2() {
        return (page.number("roce_version") & VERSION_2) != 0;
    }

    /** Whether RoCE v2 goes over IPv4. */
    public boolean ipv4() {
        return (page.number("l3_type") & IPV4) != 0;
    }

    /** Whether RoCE v2 goes over IPv6. */
    public boolean ipv6() {
        return (page.number("l3_type") & IPV6) != 0;
    }

    /** The port that RoCE v2 is sent to. */
    public int udpDestinationPort() {
        return (int) page.number("r_roce_dest_udp_port");
    }

    /** The least port that it is sent from. */
    public int minUdpSourcePort() {
        return (int) page.number("r_roce_min_src_udp_port");
    }

    /** The greatest port that it is sent from. */
    public int maxUdpSourcePort() {
        return (int) page.number("r_roce_max_src_udp_port");
    }

    /** How many entries the table of RoCE addresses (GIDs) has. */
    public int addresses() {
        return (int) page.number("roce_address_table_size");
    }

    /** Whether the general parameters of congestion control can be set. */
    public boolean congestionControl() {
        return page.has("roce_cc_general");
    }

    @Override
    protected void tell(BiConsumer<String, Object> to) {
        to.accept("version1", version1());
        to.accept("version2", version2());
        to.accept("ipv4", ipv4());
        to.accept("ipv6", ipv6());
        to.accept("udpDestinationPort", udpDestinationPort());
        to.accept("minUdpSourcePort", minUdpSourcePort());
        to.accept("maxUdpSourcePort", maxUdpSourcePort());
        to.accept("addresses", addresses());
        to.accept("congestionControl", congestionControl());
    }
}
