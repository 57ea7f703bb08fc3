// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.testkit.mlx5;

import dev.fwctl.testkit.mlx5.Mlx5NvStore.Mode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.OptionalInt;

/** Contents for {@link Mlx5Firmware#connectX7}: its NV configuration and its capabilities. */
final class Mlx5Demo {
    static final int OTHER_FUNCTIONS = 4;

    private static final int PFS = 2;
    static final int PORT = 1;
    private static final int PER_HOST_PF = 3;
    static final int MODULE = 9;

    private Mlx5Demo() {}

    static void fill(Mlx5Firmware firmware, Mlx5Profile.Facts facts) {
        addTlvs(firmware.nv(), facts);
        seed(firmware.nv());
        for (int function = 0; function <= OTHER_FUNCTIONS; function++) {
            addCapabilities(firmware.capabilities(), function, facts.ports);
        }
        Mlx5DemoCommands.addTo(firmware);
        Mlx5DemoRegisters.addTo(firmware, facts);
        Mlx5DemoPorts.addTo(firmware.registers(), facts);
        Mlx5DemoDump.addTo(firmware);
        firmware.nv().tellOnly(facts.readable);
        for (int register : facts.missing) {
            firmware.registers().remove(register);
        }
    }

    private static void addTlvs(Mlx5NvStore nv, Mlx5Profile.Facts facts) {
        try (InputStream in = Mlx5Demo.class.getResourceAsStream("mlx5-tlvs.txt")) {
            if (in == null) {
                throw new IllegalStateException("mlx5-tlvs.txt is not in the jar");
            }
            BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII));
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (!line.startsWith("#")) {
                    addTlv(nv, line.split(" ", 5), facts);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Once, or once for each port, function or module. What a TLV of offers says is: everything. */
    private static void addTlv(Mlx5NvStore nv, String[] row, Mlx5Profile.Facts facts) {
        int tlvClass = Integer.parseInt(row[0]);
        int index = Integer.decode(row[1]);
        OptionalInt bytes = facts.bytesOf(tlvClass, index, Integer.parseInt(row[2]));
        if (bytes.isEmpty()) {
            return;
        }
        byte[] factory = new byte[bytes.getAsInt()];
        boolean offers = row[3].equals("1");
        if (offers) {
            Arrays.fill(factory, (byte) 0xff);
        }
        int type = tlvClass << 24 | index;
        int instances = switch (tlvClass) {
            case PORT -> Math.max(facts.ports, facts.answered);
            case MODULE -> Math.max(facts.modules, facts.answered);
            case PER_HOST_PF -> PFS * facts.hosts;
            default -> 1;
        };
        for (int i = 0; i < instances; i++) {
            int which = switch (tlvClass) {
                case PORT -> i + 1 << 16;
                case PER_HOST_PF -> i / PFS << 18 | i % PFS << 10;
                case MODULE -> i << 14;
                default -> 0;
            };
            nv.add(type | which, factory, !offers, Integer.parseInt(row[4]));
        }
    }

    private static void put(
            Mlx5NvStore nv, int type, int dword, int bit, int width, long factory, long now, long next) {
        if (nv.size(type) < dword + 4) {
            return; // this firmware's TLV is shorter, or not there
        }
        nv.put(type, Mode.FACTORY, dword, bit, width, factory)
                .put(type, Mode.CURRENT, dword, bit, width, now)
                .put(type, Mode.NEXT, dword, bit, width, next);
    }

    private static void always(Mlx5NvStore nv, int type, int dword, int bit, int width, long value) {
        put(nv, type, dword, bit, width, value, value, value);
    }

    /** What a card might hold; names are those of mlxconfig. */
    private static void seed(Mlx5NvStore nv) {
        always(nv, 0x81, 0x4, 0, 16, 127); // what PCI configuration offers: VFs, functions, MSI-X
        always(nv, 0x81, 0x4, 16, 8, 16);
        always(nv, 0x81, 0x8, 0, 6, 9);
        always(nv, 0x81, 0x8, 6, 6, 7);
        always(nv, 0x81, 0x8, 12, 10, 512);
        always(nv, 0x81, 0x8, 22, 10, 127);
        always(nv, 0x81, 0xc, 0, 32, 65536);
        always(nv, 0x81, 0x10, 0, 32, 65536);
        always(nv, 0x80, 0x0, 23, 9, 0x1ff); // the bits that say which fields are valid
        always(nv, 0x80, 0x0, 0, 8, 3); // PF_BAR2_SIZE
        put(nv, 0x80, 0x0, 20, 1, 0, 1, 1); // PER_PF_NUM_SF
        put(nv, 0x80, 0x4, 31, 1, 0, 1, 1); // SRIOV_EN
        put(nv, 0x80, 0x4, 0, 16, 0, 8, 16); // NUM_OF_VFS
        always(nv, 0x80, 0x4, 16, 8, 2); // NUM_OF_PF
        always(nv, 0x80, 0x4, 29, 1, 1); // FPP_EN
        always(nv, 0x80, 0x8, 0, 6, 5); // PF_LOG_BAR_SIZE
        always(nv, 0x80, 0x8, 6, 6, 1); // VF_LOG_BAR_SIZE
        always(nv, 0x80, 0x8, 12, 10, 63); // NUM_PF_MSIX
        always(nv, 0x80, 0x8, 22, 10, 11); // NUM_VF_MSIX
        always(nv, 0x10a, 0x0, 16, 16, 4789); // IP_OVER_VXLAN_PORT
        always(nv, 0x10a, 0x0, 8, 1, 1); // UCTX_EN
        put(nv, 0x10a, 0x0, 0, 3, 0, 0, 1); // CQE_COMPRESSION
        put(nv, 0x10a, 0x0, 10, 1, 0, 0, 1); // REAL_TIME_CLOCK_ENABLE
        always(nv, 0x10a, 0x4, 29, 1, 1); // ROCE_ADAPTIVE_ROUTING_EN
        always(nv, 0x01010012, 0x0, 2, 2, 2); // LINK_TYPE_P1: ETH
        put(nv, 0x01020012, 0x0, 2, 2, 2, 2, 1); // LINK_TYPE_P2: IB after the next reset
        always(nv, 0x01010190, 0x0, 0, 1, 1); // KEEP_ETH_LINK_UP_P1
        put(nv, 0x01020190, 0x0, 0, 1, 1, 1, 0); // KEEP_ETH_LINK_UP_P2
        put(nv, 0x03000080, 0x0, 0, 16, 0, 128, 128); // PF_TOTAL_SF of function 0
        put(nv, 0x03000480, 0x0, 0, 16, 0, 64, 32); // PF_TOTAL_SF of function 1
        always(nv, 0x03000112, 0x0, 26, 2, 2); // ROCE_CONTROL
        put(nv, 0x03000112, 0x0, 28, 2, 0, 0, 1); // PCI_WR_ORDERING
        always(nv, 0x07000080, 0x0, 26, 1, 1); // EXP_ROM_PXE_ENABLE
        put(nv, 0x07000080, 0x0, 22, 1, 0, 0, 1); // ATS_ENABLED
        put(nv, 0x09000004, 0x0, 0, 32, 0xffffffffL, 0xffffffffL, 0x00010203); // MODULE_SPLIT, cage 0
        always(nv, 0x09004004, 0x0, 0, 32, 0xffffffffL);
    }

    private static void addCapabilities(Mlx5Capabilities capabilities, int function, int ports) {
        byte[] maximum = general(function, ports, true);
        capabilities.add(function, 0, maximum, general(function, ports, false));
        byte[] offloads = new byte[Mlx5Capabilities.PAGE];
        Wire.putField(offloads, 0, 31, 1, 1); // csum_cap
        Wire.putField(offloads, 0, 30, 1, 1); // vlan_cap
        capabilities.add(function, 1, offloads, offloads);
        byte[] debug = new byte[Mlx5Capabilities.PAGE];
        Wire.putField(debug, 0, 0, 8, 10); // log_max_samples
        Wire.putField(debug, 4, 30, 2, 3); // single, repetitive
        for (int i = 0; i < Mlx5DemoCommands.COUNTERS.length; i++) {
            Wire.putField(debug, 0x40 + 4 * i, 0, 16, Mlx5DemoCommands.COUNTERS[i]);
        }
        capabilities.add(function, 0xd, debug, debug);
        byte[] general2 = new byte[Mlx5Capabilities.PAGE];
        Wire.putField(general2, 0x8, 0, 32, 0x0000ffff);
        capabilities.add(function, 0x20, general2, general2);
        addRdmaCapabilities(capabilities, function);
    }

    /** {@code mlx5_ifc_atomic_caps_bits}, {@code mlx5_ifc_roce_cap_bits}, {@code mlx5_ifc_qos_cap_bits}. */
    private static void addRdmaCapabilities(Mlx5Capabilities capabilities, int function) {
        byte[] atomic = new byte[Mlx5Capabilities.PAGE];
        Wire.putField(atomic, 0x10, 0, 16, 0x3); // atomic_operations: compare and swap, fetch and add
        Wire.putField(atomic, 0x14, 0, 16, 8); // atomic_size_qp
        Wire.putField(atomic, 0x18, 0, 16, 8); // atomic_size_dc
        capabilities.add(function, 3, atomic, atomic);
        byte[] roce = new byte[Mlx5Capabilities.PAGE];
        Wire.putField(roce, 0x0, 24, 1, 1); // roce_cc_general
        Wire.putField(roce, 0x10, 16, 4, 0x6); // l3_type: IPv4, IPv6
        Wire.putField(roce, 0x10, 0, 8, 0x5); // roce_version: 1, 2
        Wire.putField(roce, 0x14, 0, 16, 4791); // r_roce_dest_udp_port
        Wire.putField(roce, 0x18, 16, 16, 0xffff); // r_roce_max_src_udp_port
        Wire.putField(roce, 0x18, 0, 16, 0xc000); // r_roce_min_src_udp_port
        Wire.putField(roce, 0x1c, 0, 16, 256); // roce_address_table_size
        capabilities.add(function, 4, roce, roce);
        byte[] qos = new byte[Mlx5Capabilities.PAGE];
        Wire.putField(qos, 0x0, 28, 4, 0xf); // packet_pacing, esw_scheduling, esw_bw_share, esw_rate_limit
        Wire.putField(qos, 0x0, 16, 4, 3); // log_esw_max_sched_depth
        Wire.putField(qos, 0x8, 0, 32, 200_000_000); // packet_pacing_max_rate, kbit/s
        Wire.putField(qos, 0xc, 0, 32, 1); // packet_pacing_min_rate
        Wire.putField(qos, 0x10, 0, 16, 128); // packet_pacing_rate_table_size
        capabilities.add(function, 0xc, qos, qos);
    }

    /** {@code struct mlx5_ifc_cmd_hca_cap_bits}. */
    private static byte[] general(int function, int ports, boolean maximum) {
        byte[] page = new byte[Mlx5Capabilities.PAGE];
        Wire.putField(page, 0x4, 31, 1, 1); // hca_cap_2
        Wire.putField(page, 0x4, 0, 16, function); // vhca_id
        Wire.putField(page, 0x10, 0, 5, maximum ? 18 : 17); // log_max_qp
        Wire.putField(page, 0x18, 0, 5, 24); // log_max_cq
        Wire.putField(page, 0x1c, 0, 4, maximum ? 7 : 6); // log_max_eq
        Wire.putField(page, 0x2c, 29, 2, 3); // cc_query_allowed, cc_modify_allowed
        Wire.putField(page, 0x30, 28, 1, 1); // debug
        Wire.putField(page, 0x34, 21, 2, 3); // mcam_reg, pcam_reg
        Wire.putField(page, 0x34, 8, 2, 1); // port_type: Ethernet
        Wire.putField(page, 0x34, 0, 8, ports); // num_ports
        Wire.putField(page, 0x40, 2, 1, maximum ? 1 : 0); // roce
        Wire.putField(page, 0xd4, 0, 32, Mlx5Firmware.TOOLS_RESOURCES | 1); // uctx_cap
        return page;
    }
}
