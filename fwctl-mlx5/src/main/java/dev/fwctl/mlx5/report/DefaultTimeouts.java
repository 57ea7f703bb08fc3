// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.mlx5.report;

import dev.fwctl.layout.BitField;
import dev.fwctl.mlx5.Mlx5Device;
import dev.fwctl.mlx5.catalog.RegisterType;
import dev.fwctl.mlx5.status.Mlx5Exception;
import java.nio.ByteBuffer;
import java.time.Duration;

/**
 * The times that the firmware may take: the register DTOR (0xC00E), a dword for each, its value in bits 19..0 and its
 * unit in bits 31..29 (0 milliseconds, 1 seconds, 2 minutes, 3 hours).
 *
 * <p>Source: {@code mlx5_ifc_dtor_reg_bits} of Linux 7.3, and NVIDIA's public register tables for the last one.
 *
 * @param pcieToggle to bring the PCIe link down and up
 * @param healthPoll between two looks at the firmware's health
 * @param fullCrdump for a full dump of the chip's registers
 * @param firmwareReset for a reset of the firmware
 * @param flushOnError to flush after an error
 * @param pciSyncUpdate for the drivers of all hosts to agree on a reset
 * @param tearDown to tear the driver's context down
 * @param fsmReactivate to reactivate the firmware's update
 * @param reclaimPages to give pages back
 * @param reclaimVfsPages to give the pages of virtual functions back
 * @param driverUnloadAndReset to unload the driver and reset
 * @param embeddedCpuShutdown to shut the ARM cores' operating system down
 */
public record DefaultTimeouts(
        Duration pcieToggle,
        Duration healthPoll,
        Duration fullCrdump,
        Duration firmwareReset,
        Duration flushOnError,
        Duration pciSyncUpdate,
        Duration tearDown,
        Duration fsmReactivate,
        Duration reclaimPages,
        Duration reclaimVfsPages,
        Duration driverUnloadAndReset,
        Duration embeddedCpuShutdown) {
    private static final BitField VALUE = BitField.be(0x0, 0, 20);
    private static final BitField UNIT = BitField.be(0x0, 29, 3);

    /**
     * Asks a device.
     *
     * @param device the device
     * @throws Mlx5Exception if the firmware refuses
     */
    public static DefaultTimeouts read(Mlx5Device device) {
        return decode(device.registers().read(RegisterType.DTOR));
    }

    static DefaultTimeouts decode(ByteBuffer r) {
        return new DefaultTimeouts(
                at(r, 0x04),
                at(r, 0x14),
                at(r, 0x18),
                at(r, 0x1c),
                at(r, 0x20),
                at(r, 0x24),
                at(r, 0x28),
                at(r, 0x2c),
                at(r, 0x30),
                at(r, 0x34),
                at(r, 0x38),
                at(r, 0x3c));
    }

    private static Duration at(ByteBuffer r, int offset) {
        long value = VALUE.get(r, offset);
        int unit = (int) UNIT.get(r, offset);
        return switch (unit) {
            case 0 -> Duration.ofMillis(value);
            case 1 -> Duration.ofSeconds(value);
            case 2 -> Duration.ofMinutes(value);
            case 3 -> Duration.ofHours(value);
            default -> Duration.ZERO; // a unit that no document names says nothing
        };
    }
}
