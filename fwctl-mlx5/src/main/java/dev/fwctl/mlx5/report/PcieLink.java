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
 * The device's PCI Express link and its counters: the registers MPEIN (0x9050) and MPCNT (0x9051).
 *
 * <pre>
 *   MPEIN byte bits                                   MPCNT byte bits
 *    0x00 29..24 depth, 23..16 pcie_index, 15..8 node  0x00 as MPEIN, 5..0 grp
 *    0x08 23..16 link_width_enabled, 15..0 link_speed_enabled
 *    0x0c 23..16 link_width_active,  15..0 link_speed_active
 *    0x10 31..16 num_of_pfs, 15..0 num_of_vfs          0x08 counter_set, 248 bytes
 *    0x18 31..28 max_read_request_size, 27..24 max_payload_size, 18..16 pwr_status, 15..12 port_type
 *    0x1c 11..0 pci_power
 *    0x24 31..16 device_status
 * </pre>
 *
 * <p>Speeds are masks: bit 0 is 2.5 GT/s, and each further bit the next generation. Source:
 * {@code mlx5_ifc_mpein_reg_bits}, {@code mlx5_ifc_mpcnt_reg_bits} of Linux 7.3.
 */
public final class PcieLink extends NamedValues {
    private static final BitField SPEED_ENABLED = BitField.be(0x8, 0, 16);
    private static final BitField WIDTH_ENABLED = BitField.be(0x8, 16, 8);
    private static final BitField SPEED_ACTIVE = BitField.be(0xc, 0, 16);
    private static final BitField WIDTH_ACTIVE = BitField.be(0xc, 16, 8);
    private static final BitField PFS = BitField.be(0x10, 16, 16);
    private static final BitField VFS = BitField.be(0x10, 0, 16);
    private static final BitField MAX_READ_REQUEST = BitField.be(0x18, 28, 4);
    private static final BitField MAX_PAYLOAD = BitField.be(0x18, 24, 4);
    private static final BitField POWER_STATUS = BitField.be(0x18, 16, 3);
    private static final BitField POWER = BitField.be(0x1c, 0, 12);
    private static final BitField DEVICE_STATUS = BitField.be(0x24, 16, 16);
    private static final BitField COUNTER_GROUP = BitField.be(0x0, 0, 6);
    private static final int COUNTER_SET = 0x8;
    private static final int SMALLEST_BYTES = 128;

    private final ByteBuffer r;

    PcieLink(ByteBuffer r) {
        this.r = r;
    }

    /** The groups of counters. */
    public enum CounterGroup {
        /** Performance: errors, overflows, stalls. */
        PERFORMANCE(0, "pcie_perf_counters"),
        /** Indications of the physical layer. */
        PHYSICAL_LAYER(3, "pcie_physical_layer"),
        /** Performance, second part: packets and replays. */
        PERFORMANCE_2(4, "pcie_perf_counters2");

        private final int number;
        private final String layout;

        CounterGroup(int number, String layout) {
            this.number = number;
            this.layout = layout;
        }

        /** The number in the register. */
        public int number() {
            return number;
        }
    }

    /**
     * Reads the link of the device itself: depth, index and node 0.
     *
     * @param device the device
     * @throws Mlx5Exception if the firmware refuses
     */
    public static PcieLink read(Mlx5Device device) {
        Objects.requireNonNull(device, "device");
        return new PcieLink(device.registers().read(RegisterType.MPEIN));
    }

    /**
     * Reads a group of the link's counters. Clears nothing.
     *
     * @param device the device
     * @param group the group
     * @return value by name, in the register's order; unmodifiable
     * @throws Mlx5Exception if the firmware refuses, {@code BAD_PARAM_ERR} if it does not have the group
     */
    public static Map<String, Object> counters(Mlx5Device device, CounterGroup group) {
        Objects.requireNonNull(device, "device");
        Objects.requireNonNull(group, "group");
        Layout layout = RegisterCatalog.layouts().layout(group.layout);
        ByteBuffer register = device.registers().read(RegisterType.MPCNT, r -> COUNTER_GROUP.set(r, 0, group.number));
        return Collections.unmodifiableMap(new LinkedHashMap<>(layout.read(register, COUNTER_SET)));
    }

    /** Mask of the speeds that are allowed. */
    public int speedEnabled() {
        return (int) SPEED_ENABLED.get(r, 0);
    }

    /** The speed in use, as a mask. */
    public int speedActive() {
        return (int) SPEED_ACTIVE.get(r, 0);
    }

    /** The number of lanes that are allowed. */
    public int widthEnabled() {
        return (int) WIDTH_ENABLED.get(r, 0);
    }

    /** The number of lanes in use. */
    public int widthActive() {
        return (int) WIDTH_ACTIVE.get(r, 0);
    }

    /** How many physical functions there are. */
    public int physicalFunctions() {
        return (int) PFS.get(r, 0);
    }

    /** How many virtual functions there are. */
    public int virtualFunctions() {
        return (int) VFS.get(r, 0);
    }

    /** The longest payload of a packet. */
    public int maxPayloadBytes() {
        return SMALLEST_BYTES << MAX_PAYLOAD.get(r, 0);
    }

    /** The longest read request. */
    public int maxReadRequestBytes() {
        return SMALLEST_BYTES << MAX_READ_REQUEST.get(r, 0);
    }

    /** The raw {@code pwr_status}. */
    public int powerStatus() {
        return (int) POWER_STATUS.get(r, 0);
    }

    /** The power that the slot grants; 0 if it does not say. */
    public int powerWatts() {
        return (int) POWER.get(r, 0);
    }

    /** The raw {@code device_status}: 1 correctable, 2 non-fatal, 4 fatal error, 8 unsupported request. */
    public int deviceStatus() {
        return (int) DEVICE_STATUS.get(r, 0);
    }

    @Override
    protected void tell(BiConsumer<String, Object> to) {
        to.accept("speedEnabled", speedEnabled());
        to.accept("speedActive", speedActive());
        to.accept("widthEnabled", widthEnabled());
        to.accept("widthActive", widthActive());
        to.accept("physicalFunctions", physicalFunctions());
        to.accept("virtualFunctions", virtualFunctions());
        to.accept("maxPayloadBytes", maxPayloadBytes());
        to.accept("maxReadRequestBytes", maxReadRequestBytes());
        to.accept("powerStatus", powerStatus());
        to.accept("powerWatts", powerWatts());
        to.accept("deviceStatus", deviceStatus());
    }
}
