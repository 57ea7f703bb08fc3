// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.mlx5.report;

import dev.fwctl.UnsupportedByDeviceException;
import dev.fwctl.layout.BitField;
import dev.fwctl.layout.NamedValues;
import dev.fwctl.mlx5.Mlx5Device;
import dev.fwctl.mlx5.catalog.RegisterType;
import dev.fwctl.mlx5.internal.SharedFields;
import dev.fwctl.mlx5.register.ResetTrigger;
import dev.fwctl.mlx5.status.Mlx5Exception;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * The resets of the firmware that a device offers, and what each takes: the register MFRL (0x9028), with what MROQ
 * (0x902f) adds for each type of reset.
 *
 * <pre>
 *   MFRL  31 30 29 28 27 26    24 23      21 19         16 15        8 7           0
 *        +--+-----+-----+--------+----------+-------------+-----------+-------------+
 *      4 |r |start|resp |type_sel|req_method| reset_state |reset_type |reset_trigger|   r pci_rescan_required
 *        +--+-----+-----+--------+----------+-------------+-----------+-------------+
 *   MROQ 31          24         20        17 16            15        8 7           0
 *      0 |  req_method |        |sync_start  |query_is_valid|reset_type|reset_trigger|
 * </pre>
 *
 * <p>Source: {@code mlx5_ifc_mfrl_reg_bits} of Linux 7.3, and NVIDIA's public register tables.
 */
public final class FirmwareReset extends NamedValues {
    private static final BitField TYPE = BitField.be(0x4, 8, 8);
    private static final BitField STATE = BitField.be(0x4, 16, 4);
    private static final BitField REQUEST_METHOD = BitField.be(0x4, 21, 3);
    private static final BitField TYPE_SELECT = BitField.be(0x4, 24, 3);
    private static final BitField SYNC_START = BitField.be(0x4, 29, 2);
    private static final BitField RESCAN = BitField.be(0x4, 31, 1);
    private static final BitField MROQ_TRIGGER = BitField.be(0x0, 0, 8);
    private static final BitField MROQ_TYPE = BitField.be(0x0, 8, 8);
    private static final BitField MROQ_VALID = BitField.be(0x0, 16, 1);
    private static final BitField LEGACY = BitField.be(0x0, 17, 1);
    private static final BitField SYNCED_DRIVER = BitField.be(0x0, 18, 1);
    private static final BitField SYNCED_TOOL = BitField.be(0x0, 19, 1);
    private static final BitField LINK_DISABLE = BitField.be(0x0, 24, 1);
    private static final BitField HOT_RESET = BitField.be(0x0, 25, 1);

    private final ByteBuffer r;

    FirmwareReset(ByteBuffer r) {
        this.r = r;
    }

    /** What is reset: bits of {@code reset_type}, and the numbers that select one. */
    public enum Type {
        /** The whole chip. */
        FULL_CHIP(0),
        /** The chip, the network ports staying up. */
        NETWORK_PORT_ALIVE(1),
        /** The network side only. */
        NIC_ONLY(2),
        /** The ARM cores only. */
        ARM_ONLY(3),
        /** The operating system of the ARM cores is shut down. */
        ARM_OS_SHUTDOWN(4),
        /** The network only. */
        NETWORK(5);

        private final int bit;

        Type(int bit) {
            this.bit = bit;
        }

        /** The bit in {@code reset_type}, and the number that selects this type. */
        public int bit() {
            return bit;
        }
    }

    /** The needs of one type of reset, as MROQ says. */
    public static final class Option extends NamedValues {
        private final Type type;
        private final ByteBuffer r;

        private Option(Type type, ByteBuffer r) {
            this.type = type;
            this.r = r;
        }

        /** The type of reset. */
        public Type type() {
            return type;
        }

        /** What starts it. */
        public Set<ResetTrigger> triggers() {
            return ResetTrigger.of(MROQ_TRIGGER.get(r, 0));
        }

        /** Whether a tool may reset without asking the drivers. */
        public boolean legacy() {
            return LEGACY.isSet(r, 0);
        }

        /** Whether the firmware can have the drivers of all hosts agree first. */
        public boolean syncedDriver() {
            return SYNCED_DRIVER.isSet(r, 0);
        }

        /** Whether a tool can see to that itself. */
        public boolean syncedTool() {
            return SYNCED_TOOL.isSet(r, 0);
        }

        /** Whether the PCIe link may be disabled for it. */
        public boolean linkDisable() {
            return LINK_DISABLE.isSet(r, 0);
        }

        /** Whether a hot reset of the bus will do. */
        public boolean hotReset() {
            return HOT_RESET.isSet(r, 0);
        }

        @Override
        protected void tell(BiConsumer<String, Object> to) {
            to.accept("type", type());
            to.accept("triggers", triggers());
            to.accept("legacy", legacy());
            to.accept("syncedDriver", syncedDriver());
            to.accept("syncedTool", syncedTool());
            to.accept("linkDisable", linkDisable());
            to.accept("hotReset", hotReset());
        }
    }

    /** Whether something waits for a reset, as far as the firmware tells. */
    public boolean waits() {
        return !needed().isEmpty();
    }

    /**
     * Asks MFRL.
     *
     * @param device the device
     * @throws Mlx5Exception if the firmware refuses
     */
    public static FirmwareReset read(Mlx5Device device) {
        Objects.requireNonNull(device, "device");
        return new FirmwareReset(device.registers().read(RegisterType.MFRL));
    }

    /**
     * Asks MROQ what each type of reset takes.
     *
     * @param device the device
     * @return an option for each type that the firmware offers
     * @throws UnsupportedByDeviceException if the firmware does not have MROQ
     * @throws Mlx5Exception if the firmware refuses
     */
    public static List<Option> options(Mlx5Device device) {
        Objects.requireNonNull(device, "device");
        List<Option> options = new ArrayList<>();
        for (Type type : read(device).types()) {
            ByteBuffer r = device.registers().read(RegisterType.MROQ, register -> MROQ_TYPE.set(register, 0, type.bit));
            if (MROQ_VALID.isSet(r, 0)) {
                options.add(new Option(type, r));
            }
        }
        return List.copyOf(options);
    }

    /**
     * Asks the firmware for a reset at the next fitting trigger. The firmware carries out an immediate one at once; for
     * the others, the PCIe link or slot has to be reset afterwards, which fwctl cannot do. Needs a policy that allows
     * immediate changes of data: whatever the device was doing is lost.
     *
     * @param device the device
     * @param trigger what is to start it
     * @param type what is to be reset
     * @throws Mlx5Exception if the firmware refuses
     */
    public static void request(Mlx5Device device, ResetTrigger trigger, Type type) {
        Objects.requireNonNull(device, "device");
        Objects.requireNonNull(trigger, "trigger");
        Objects.requireNonNull(type, "type");
        device.registers().write(RegisterType.MFRL, r -> {
            SharedFields.MFRL_TRIGGER.set(r, 0, 1L << trigger.bit());
            TYPE_SELECT.set(r, 0, type.bit);
            REQUEST_METHOD.set(r, 0, 0);
            SYNC_START.set(r, 0, 0);
        });
    }

    /** The triggers of which any would make live what waits; empty if nothing waits, as far as the firmware tells. */
    public Set<ResetTrigger> needed() {
        return ResetTrigger.of(SharedFields.MFRL_TRIGGER.get(r, 0));
    }

    /** The types of reset that the firmware offers. */
    public Set<Type> types() {
        long mask = TYPE.get(r, 0);
        Set<Type> types = EnumSet.noneOf(Type.class);
        for (Type type : Type.values()) {
            if ((mask >> type.bit & 1) != 0) {
                types.add(type);
            }
        }
        return Collections.unmodifiableSet(types);
    }

    /** The raw {@code reset_state}: 0 idle, 1 negotiating, 2 in progress, more for what went wrong. */
    public int state() {
        return (int) STATE.get(r, 0);
    }

    /** Whether the PCI bus has to be scanned again afterwards. */
    public boolean pciRescan() {
        return RESCAN.isSet(r, 0);
    }

    @Override
    protected void tell(BiConsumer<String, Object> to) {
        to.accept("needed", needed());
        to.accept("types", types());
        to.accept("state", state());
        to.accept("pciRescan", pciRescan());
    }
}
