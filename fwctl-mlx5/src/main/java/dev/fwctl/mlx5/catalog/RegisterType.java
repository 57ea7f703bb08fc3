// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.mlx5.catalog;

import dev.fwctl.mlx5.register.Registers;
import java.util.Locale;
import java.util.Objects;

/**
 * A register as ACCESS_REG knows it: its number, and how many bytes are sent and answered. The constants are the
 * registers that this library reads and writes by type; {@link Registers#names} has all that are public.
 *
 * <p>Source: {@code MLX5_REG_*} in {@code include/linux/mlx5/driver.h} of Linux 7.3, and NVIDIA's public register tables
 * for those that Linux does not use.
 *
 * @param name as the public tables spell it; it stands in messages and in the audit log
 * @param id its number, 16 bits
 * @param bytes its length: whole dwords, up to {@link #MAX_BYTES}
 */
public record RegisterType(String name, int id, int bytes) {
    /** The longest register that is taken: far above what exists, and far below the kernel's limit. */
    public static final int MAX_BYTES = 64 * 1024;

    /** Which congestion registers there are. */
    public static final RegisterType CWCAM = new RegisterType("CWCAM", 0x281f, 80);

    /** QoS trust state. */
    public static final RegisterType QPTS = new RegisterType("QPTS", 0x4002, 8);

    /** QoS traffic-class table. */
    public static final RegisterType QTCT = new RegisterType("QTCT", 0x400a, 8);

    /** QoS ETS element configuration. */
    public static final RegisterType QEEC = new RegisterType("QEEC", 0x400d, 32);

    /** QoS DSCP to priority mapping. */
    public static final RegisterType QPDPM = new RegisterType("QPDPM", 0x4013, 132);

    /** Which QoS registers there are. */
    public static final RegisterType QCAM = new RegisterType("QCAM", 0x4019, 72);

    /** Ports, modules and lanes: which lanes of which module a port has. */
    public static final RegisterType PMLP = new RegisterType("PMLP", 0x5002, 64);

    /** A port's MTU. */
    public static final RegisterType PMTU = new RegisterType("PMTU", 0x5003, 16);

    /** A port's types and speeds. */
    public static final RegisterType PTYS = new RegisterType("PTYS", 0x5004, 68);

    /** A port's administrative and operational status. */
    public static final RegisterType PAOS = new RegisterType("PAOS", 0x5006, 16);

    /** A port's flow control. */
    public static final RegisterType PFCC = new RegisterType("PFCC", 0x5007, 32);

    /** A port's counters. */
    public static final RegisterType PPCNT = new RegisterType("PPCNT", 0x5008, 256);

    /** A port's priorities and buffers. */
    public static final RegisterType PPTB = new RegisterType("PPTB", 0x500b, 12);

    /** A port's buffer sizes. */
    public static final RegisterType PBMC = new RegisterType("PBMC", 0x500c, 108);

    /** A port's link modes: error correction. */
    public static final RegisterType PPLM = new RegisterType("PPLM", 0x5023, 128);

    /** A port's diagnostics, and what is plugged in. */
    public static final RegisterType PDDR = new RegisterType("PDDR", 0x5031, 256);

    /** Which port registers there are. */
    public static final RegisterType PCAM = new RegisterType("PCAM", 0x507f, 80);

    /** Which temperature sensors there are. */
    public static final RegisterType MTCAP = new RegisterType("MTCAP", 0x9009, 16);

    /** A temperature sensor. */
    public static final RegisterType MTMP = new RegisterType("MTMP", 0x900a, 32);

    /** A module's memory. */
    public static final RegisterType MCIA = new RegisterType("MCIA", 0x9014, 148);

    /** Who the device is. */
    public static final RegisterType MGIR = new RegisterType("MGIR", 0x9020, 160);

    /** NV configuration: a TLV's data, 256 bytes behind a header of 12. */
    public static final RegisterType MNVDA = new RegisterType("MNVDA", 0x9024, 268);

    /** NV configuration: forgets a TLV. */
    public static final RegisterType MNVDI = new RegisterType("MNVDI", 0x9025, 12);

    /** Firmware reset levels. */
    public static final RegisterType MFRL = new RegisterType("MFRL", 0x9028, 8);

    /** Firmware reset options. */
    public static final RegisterType MROQ = new RegisterType("MROQ", 0x902f, 32);

    /** NV configuration: what the firmware does with a TLV. */
    public static final RegisterType MNVQC = new RegisterType("MNVQC", 0x9030, 8);

    /** NV configuration: forgets all. */
    public static final RegisterType MNVIA = new RegisterType("MNVIA", 0x9033, 8);

    /** NV configuration: what the firmware can read. */
    public static final RegisterType MNVGC = new RegisterType("MNVGC", 0x9034, 16);

    /** The PCIe link. */
    public static final RegisterType MPEIN = new RegisterType("MPEIN", 0x9050, 48);

    /** The PCIe link's counters. */
    public static final RegisterType MPCNT = new RegisterType("MPCNT", 0x9051, 256);

    /** Firmware components: downloads data. */
    public static final RegisterType MCDD = new RegisterType("MCDD", 0x905c, 32);

    /** Firmware components: their states. */
    public static final RegisterType MCQS = new RegisterType("MCQS", 0x9060, 16);

    /** Firmware components: information. */
    public static final RegisterType MCQI = new RegisterType("MCQI", 0x9061, 148);

    /** Texts of the device, 128 bytes at a time behind a header of 16. */
    public static final RegisterType MQIS = new RegisterType("MQIS", 0x9064, 144);

    /** Which management registers there are. */
    public static final RegisterType MCAM = new RegisterType("MCAM", 0x907f, 72);

    /** Why the device was last reset. */
    public static final RegisterType MRSI = new RegisterType("MRSI", 0x912a, 64);

    /** Which management registers there are, beyond MCAM. */
    public static final RegisterType MPCAM = new RegisterType("MPCAM", 0x9702, 72);

    /** Which shared-buffer registers there are. */
    public static final RegisterType SBCAM = new RegisterType("SBCAM", 0xb01f, 76);

    /** Resource dumps. */
    public static final RegisterType RESOURCE_DUMP = new RegisterType("RESOURCE_DUMP", 0xc000, 256);

    /** How long the firmware may take for what. */
    public static final RegisterType DTOR = new RegisterType("DTOR", 0xc00e, 64);

    /** Memory that functions use in the host. */
    public static final RegisterType VHCA_ICM_CTRL = new RegisterType("VHCA_ICM_CTRL", 0xc010, 64);

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if the id or the length is out of range
     */
    public RegisterType {
        Objects.requireNonNull(name, "name");
        if (name.isBlank()) {
            throw new IllegalArgumentException("a register needs a name, for messages and the audit log");
        }
        if (id < 0 || id > 0xffff) {
            throw new IllegalArgumentException("a register id has 16 bits; " + id + " does not fit");
        }
        if (bytes < 4 || bytes > MAX_BYTES || bytes % 4 != 0) {
            throw new IllegalArgumentException("register " + name + " cannot have " + bytes
                    + " bytes; whole dwords up to " + MAX_BYTES + " bytes");
        }
    }

    /**
     * The same register with another length, as for those that carry data of any length.
     *
     * @param length whole dwords, up to {@link #MAX_BYTES}
     */
    public RegisterType ofBytes(int length) {
        return new RegisterType(name, id, length);
    }

    /** For example {@code register MGIR (0x9020)}. */
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "register %s (0x%04x)", name, id);
    }
}
