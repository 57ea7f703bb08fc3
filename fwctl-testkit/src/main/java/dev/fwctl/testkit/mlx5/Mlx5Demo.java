// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.testkit.mlx5;

import static dev.fwctl.testkit.mlx5.Bits.bits;

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
            int version = Integer.parseInt(row[4]);
            if (offers) {
                nv.addOffer(type | which, version, factory);
            } else {
                nv.add(type | which, version, factory);
            }
        }
    }

    /** What a number was made with, is now, and will be after the next reset. */
    private record Values(long factory, long now, long next) {}

    private static Values values(long factory, long now, long next) {
        return new Values(factory, now, next);
    }

    private static Values always(long value) {
        return new Values(value, value, value);
    }

    private static void put(Mlx5NvStore nv, int type, Bits place, Values values) {
        if (nv.size(type) < place.dword() + Integer.BYTES) {
            return; // this firmware's TLV is shorter, or not there
        }
        nv.put(type, Mode.FACTORY, place, values.factory)
                .put(type, Mode.CURRENT, place, values.now)
                .put(type, Mode.NEXT, place, values.next);
    }

    /** What a card might hold; names are those of mlxconfig. */
    private static void seed(Mlx5NvStore nv) {
        put(nv, 0x81, bits(0x4, 0, 16), always(127)); // what PCI configuration offers: VFs, functions, MSI-X
        put(nv, 0x81, bits(0x4, 16, 8), always(16));
        put(nv, 0x81, bits(0x8, 0, 6), always(9));
        put(nv, 0x81, bits(0x8, 6, 6), always(7));
        put(nv, 0x81, bits(0x8, 12, 10), always(512));
        put(nv, 0x81, bits(0x8, 22, 10), always(127));
        put(nv, 0x81, bits(0xc, 0, 32), always(65536));
        put(nv, 0x81, bits(0x10, 0, 32), always(65536));
        put(nv, 0x80, bits(0x0, 23, 9), always(0x1ff)); // the bits that say which fields are valid
        put(nv, 0x80, bits(0x0, 0, 8), always(3)); // PF_BAR2_SIZE
        put(nv, 0x80, bits(0x0, 20, 1), values(0, 1, 1)); // PER_PF_NUM_SF
        put(nv, 0x80, bits(0x4, 31, 1), values(0, 1, 1)); // SRIOV_EN
        put(nv, 0x80, bits(0x4, 0, 16), values(0, 8, 16)); // NUM_OF_VFS
        put(nv, 0x80, bits(0x4, 16, 8), always(2)); // NUM_OF_PF
        put(nv, 0x80, bits(0x4, 29, 1), always(1)); // FPP_EN
        put(nv, 0x80, bits(0x8, 0, 6), always(5)); // PF_LOG_BAR_SIZE
        put(nv, 0x80, bits(0x8, 6, 6), always(1)); // VF_LOG_BAR_SIZE
        put(nv, 0x80, bits(0x8, 12, 10), always(63)); // NUM_PF_MSIX
        put(nv, 0x80, bits(0x8, 22, 10), always(11)); // NUM_VF_MSIX
        put(nv, 0x10a, bits(0x0, 16, 16), always(4789)); // IP_OVER_VXLAN_PORT
        put(nv, 0x10a, bits(0x0, 8, 1), always(1)); // UCTX_EN
        put(nv, 0x10a, bits(0x0, 0, 3), values(0, 0, 1)); // CQE_COMPRESSION
        put(nv, 0x10a, bits(0x0, 10, 1), values(0, 0, 1)); // REAL_TIME_CLOCK_ENABLE
        put(nv, 0x10a, bits(0x4, 29, 1), always(1)); // ROCE_ADAPTIVE_ROUTING_EN
        put(nv, 0x01010012, bits(0x0, 2, 2), always(2)); // LINK_TYPE_P1: ETH
        put(nv, 0x01020012, bits(0x0, 2, 2), values(2, 2, 1)); // LINK_TYPE_P2: IB after the next reset
        put(nv, 0x01010190, bits(0x0, 0, 1), always(1)); // KEEP_ETH_LINK_UP_P1
        put(nv, 0x01020190, bits(0x0, 0, 1), values(1, 1, 0)); // KEEP_ETH_LINK_UP_P2
        put(nv, 0x03000080, bits(0x0, 0, 16), values(0, 128, 128)); // PF_TOTAL_SF of function 0
        put(nv, 0x03000480, bits(0x0, 0, 16), values(0, 64, 32)); // PF_TOTAL_SF of function 1
        put(nv, 0x03000112, bits(0x0, 26, 2), always(2)); // ROCE_CONTROL
        put(nv, 0x03000112, bits(0x0, 28, 2), values(0, 0, 1)); // PCI_WR_ORDERING
        put(nv, 0x07000080, bits(0x0, 26, 1), always(1)); // EXP_ROM_PXE_ENABLE
        put(nv, 0x07000080, bits(0x0, 22, 1), values(0, 0, 1)); // ATS_ENABLED
        put(nv, 0x09000004, bits(0x0, 0, 32), values(0xffffffffL, 0xffffffffL, 0x00010203)); // MODULE_SPLIT, cage 0
        put(nv, 0x09004004, bits(0x0, 0, 32), always(0xffffffffL));
    }

    /** Which of a device's two pages of general capabilities. */
    private enum Limits {
        MAXIMUM,
        CURRENT
    }

    private static void addCapabilities(Mlx5Capabilities capabilities, int function, int ports) {
        byte[] maximum = general(function, ports, Limits.MAXIMUM);
        capabilities.add(function, 0, maximum, general(function, ports, Limits.CURRENT));
        byte[] offloads = new byte[Mlx5Capabilities.PAGE];
        Wire.put(offloads, bits(0, 31, 1), 1); // csum_cap
        Wire.put(offloads, bits(0, 30, 1), 1); // vlan_cap
        capabilities.add(function, 1, offloads, offloads);
        byte[] debug = new byte[Mlx5Capabilities.PAGE];
        Wire.put(debug, bits(0, 0, 8), 10); // log_max_samples
        Wire.put(debug, bits(4, 30, 2), 3); // single, repetitive
        for (int i = 0; i < Mlx5DemoCommands.COUNTERS.length; i++) {
            Wire.put(debug, bits(0x40 + 4 * i, 0, 16), Mlx5DemoCommands.COUNTERS[i]);
        }
        capabilities.add(function, 0xd, debug, debug);
        byte[] general2 = new byte[Mlx5Capabilities.PAGE];
        Wire.put(general2, bits(0x8, 0, 32), 0x0000ffff);
        capabilities.add(function, 0x20, general2, general2);
        addRdmaCapabilities(capabilities, function);
    }

    /** {@code mlx5_ifc_atomic_caps_bits}, {@code mlx5_ifc_roce_cap_bits}, {@code mlx5_ifc_qos_cap_bits}. */
    private static void addRdmaCapabilities(Mlx5Capabilities capabilities, int function) {
        byte[] atomic = new byte[Mlx5Capabilities.PAGE];
        Wire.put(atomic, bits(0x10, 0, 16), 0x3); // atomic_operations: compare and swap, fetch and add
        Wire.put(atomic, bits(0x14, 0, 16), 8); // atomic_size_qp
        Wire.put(atomic, bits(0x18, 0, 16), 8); // atomic_size_dc
        capabilities.add(function, 3, atomic, atomic);
        byte[] roce = new byte[Mlx5Capabilities.PAGE];
        Wire.put(roce, bits(0x0, 24, 1), 1); // roce_cc_general
        Wire.put(roce, bits(0x10, 16, 4), 0x6); // l3_type: IPv4, IPv6
        Wire.put(roce, bits(0x10, 0, 8), 0x5); // roce_version: 1, 2
        Wire.put(roce, bits(0x14, 0, 16), 4791); // r_roce_dest_udp_port
        Wire.put(roce, bits(0x18, 16, 16), 0xffff); // r_roce_max_src_udp_port
        Wire.put(roce, bits(0x18, 0, 16), 0xc000); // r_roce_min_src_udp_port
        Wire.put(roce, bits(0x1c, 0, 16), 256); // roce_address_table_size
        capabilities.add(function, 4, roce, roce);
        byte[] qos = new byte[Mlx5Capabilities.PAGE];
        Wire.put(qos, bits(0x0, 28, 4), 0xf); // packet_pacing, esw_scheduling, esw_bw_share, esw_rate_limit
        Wire.put(qos, bits(0x0, 16, 4), 3); // log_esw_max_sched_depth
        Wire.put(qos, bits(0x8, 0, 32), 200_000_000); // packet_pacing_max_rate, kbit/s
        Wire.put(qos, bits(0xc, 0, 32), 1); // packet_pacing_min_rate
        Wire.put(qos, bits(0x10, 0, 16), 128); // packet_pacing_rate_table_size
        capabilities.add(function, 0xc, qos, qos);
    }

    /** {@code struct mlx5_ifc_cmd_hca_cap_bits}. */
    private static byte[] general(int function, int ports, Limits limits) {
        byte[] page = new byte[Mlx5Capabilities.PAGE];
        Wire.put(page, bits(0x4, 31, 1), 1); // hca_cap_2
        Wire.put(page, bits(0x4, 0, 16), function); // vhca_id
        Wire.put(page, bits(0x10, 0, 5), limits == Limits.MAXIMUM ? 18 : 17); // log_max_qp
        Wire.put(page, bits(0x18, 0, 5), 24); // log_max_cq
        Wire.put(page, bits(0x1c, 0, 4), limits == Limits.MAXIMUM ? 7 : 6); // log_max_eq
        Wire.put(page, bits(0x2c, 29, 2), 3); // cc_query_allowed, cc_modify_allowed
        Wire.put(page, bits(0x30, 28, 1), 1); // debug
        Wire.put(page, bits(0x34, 21, 2), 3); // mcam_reg, pcam_reg
        Wire.put(page, bits(0x34, 8, 2), 1); // port_type: Ethernet
        Wire.put(page, bits(0x34, 0, 8), ports); // num_ports
        Wire.put(page, bits(0x40, 2, 1), limits == Limits.MAXIMUM ? 1 : 0); // roce
        Wire.put(page, bits(0xd4, 0, 32), Mlx5Firmware.TOOLS_RESOURCES | 1); // uctx_cap
        return page;
    }
}
