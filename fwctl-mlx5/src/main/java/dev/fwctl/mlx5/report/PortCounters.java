// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.mlx5.report;

import dev.fwctl.layout.BitField;
import dev.fwctl.layout.Layout;
import dev.fwctl.layout.NamedValues;
import dev.fwctl.mlx5.Mlx5Device;
import dev.fwctl.mlx5.catalog.RegisterCatalog;
import dev.fwctl.mlx5.catalog.RegisterType;
import dev.fwctl.mlx5.status.Mlx5Exception;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;

/**
 * Counters of a port, a group at a time: the register PPCNT (0x5008).
 *
 * <pre>
 *       31      24 23        16 15                6 5            0
 *      +----------+------------+-------------------+--------------+
 *    0 |   swid   | local_port |                   |     grp      |
 *      +----------+------------+-------------------+--------------+
 *    4 |clr                                        | prio_tc 4..0 |
 *      +--------------------------------------------------------- +
 *    8 |  counter_set, 248 bytes, by group                        |
 * </pre>
 *
 * <p>The layout of each group is in the register catalog. Reading clears nothing. Source:
 * {@code mlx5_ifc_ppcnt_reg_bits} of Linux 7.3, and NVIDIA's public register tables.
 */
public final class PortCounters extends NamedValues {
    private static final BitField LOCAL_PORT = BitField.be(0x0, 16, 8);
    private static final BitField GROUP = BitField.be(0x0, 0, 6);
    private static final BitField PRIO_TC = BitField.be(0x4, 0, 5);
    private static final int COUNTER_SET = 0x8;

    private final int port;
    private final Group group;
    private final int priority;
    private final Map<String, Object> counters;

    PortCounters(int port, Group group, int priority, Map<String, Object> counters) {
        this.port = port;
        this.group = group;
        this.priority = priority;
        this.counters = Collections.unmodifiableMap(new LinkedHashMap<>(counters));
    }

    /** The port. */
    public int port() {
        return port;
    }

    /** The group. */
    public Group group() {
        return group;
    }

    /** The priority or traffic class, where the group counts by it; else 0. */
    public int priority() {
        return priority;
    }

    /** By name, in the register's order: a {@code Long}, or a {@code BigInteger} from 2^63 on. */
    public Map<String, Object> counters() {
        return counters;
    }

    /** The groups. */
    public enum Group {
        /** IEEE 802.3. */
        IEEE_802_3(0x0, "eth_802_3_cntrs_grp_data_layout"),
        /** RFC 2863: the interfaces group. */
        RFC_2863(0x1, "eth_2863_cntrs_grp_data_layout"),
        /** RFC 2819: remote monitoring. */
        RFC_2819(0x2, "eth_2819_cntrs_grp_data_layout"),
        /** RFC 3635: Ethernet-like interfaces. */
        RFC_3635(0x3, "eth_3635_cntrs_grp_data_layout"),
        /** Ethernet, extended. */
        ETHERNET_EXTENDED(0x5, "eth_extended_cntrs_grp_data_layout"),
        /** Ethernet discards, by cause. */
        ETHERNET_DISCARD(0x6, "eth_discard_cntrs_grp"),
        /** By priority. */
        PER_PRIORITY(0x10, "eth_per_prio_grp_data_layout"),
        /** By traffic class. */
        PER_TRAFFIC_CLASS(0x11, "eth_per_traffic_class_layout"),
        /** The physical layer. */
        PHYSICAL_LAYER(0x12, "phys_layer_cntrs"),
        /** Congestion, by traffic class. */
        PER_TRAFFIC_CLASS_CONGESTION(0x13, "eth_per_traffic_class_cong_layout"),
        /** The physical layer, statistics. */
        PHYSICAL_LAYER_STATISTICS(0x16, "phys_layer_stat_cntrs"),
        /** Recovery of the physical layer. */
        PHYSICAL_LAYER_RECOVERY(0x1a, "ppcnt_recovery_counters"),
        /** InfiniBand. */
        INFINIBAND(0x20, "IB_portcntrs_attribute_grp_data"),
        /** InfiniBand, extended. */
        INFINIBAND_EXTENDED(0x21, "IB_long_portcntrs_attribute_grp_data"),
        /** Physical-layer retransmission. */
        PLR(0x22, "ppcnt_plr_counters"),
        /** Histograms of RS-FEC. */
        RS_FEC_HISTOGRAM(0x23, "ppcnt_rs_fec_histograms_counters"),
        /** InfiniBand packets. */
        INFINIBAND_PACKETS(0x25, "ppcnt_infiniband_packets_counter"),
        /** InfiniBand, general. */
        INFINIBAND_GENERAL(0x26, "ppcnt_infiniband_general_counter");

        private final int number;
        private final String layout;

        Group(int number, String layout) {
            this.number = number;
            this.layout = layout;
        }

        /** The number in the register. */
        public int number() {
            return number;
        }
    }

    /**
     * Reads a group of counters.
     *
     * @param device the device
     * @param port 1 and up
     * @param group the group
     * @throws Mlx5Exception if the firmware refuses, {@code BAD_PARAM_ERR} if it has no such port or group
     */
    public static PortCounters read(Mlx5Device device, int port, Group group) {
        Objects.requireNonNull(device, "device");
        Objects.requireNonNull(group, "group");
        return read(device, port, group, 0);
    }

    /**
     * Reads a group that counts by priority or traffic class.
     *
     * @param device the device
     * @param port 1 and up
     * @param group the group
     * @param priority the priority or traffic class, 0 to 31
     * @throws Mlx5Exception if the firmware refuses, {@code BAD_PARAM_ERR} if it has no such port, group or priority
     */
    public static PortCounters read(Mlx5Device device, int port, Group group, int priority) {
        Objects.requireNonNull(device, "device");
        Objects.requireNonNull(group, "group");
        Layout counters = RegisterCatalog.layouts().layout(group.layout);
        ByteBuffer register = device.registers().read(RegisterType.PPCNT, r -> {
            LOCAL_PORT.set(r, 0, port);
            GROUP.set(r, 0, group.number);
            PRIO_TC.set(r, 0, priority);
        });
        return new PortCounters(port, group, priority, counters.read(register, COUNTER_SET));
    }

    @Override
    protected void tell(BiConsumer<String, Object> to) {
        to.accept("port", port);
        to.accept("group", group);
        to.accept("priority", priority);
        to.accept("counters", counters);
    }
}
