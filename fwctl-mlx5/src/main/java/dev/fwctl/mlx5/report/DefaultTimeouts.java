// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.mlx5.report;

import dev.fwctl.layout.BitField;
import dev.fwctl.layout.NamedValues;
import dev.fwctl.mlx5.Mlx5Device;
import dev.fwctl.mlx5.catalog.RegisterType;
import dev.fwctl.mlx5.status.Mlx5Exception;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Objects;
import java.util.function.BiConsumer;

/**
 * The times that the firmware may take: the register DTOR (0xC00E), a dword for each, its value in bits 19..0 and its
 * unit in bits 31..29 (0 milliseconds, 1 seconds, 2 minutes, 3 hours).
 *
 * <p>Source: {@code mlx5_ifc_dtor_reg_bits} of Linux 7.3, and NVIDIA's public register tables for the last one.
 */
public final class DefaultTimeouts extends NamedValues {
    private static final BitField VALUE = BitField.be(0x0, 0, 20);
    private static final BitField UNIT = BitField.be(0x0, 29, 3);

    private final ByteBuffer r;

    DefaultTimeouts(ByteBuffer r) {
        this.r = r;
    }

    /**
     * Asks a device.
     *
     * @param device the device
     * @throws Mlx5Exception if the firmware refuses
     */
    public static DefaultTimeouts read(Mlx5Device device) {
        Objects.requireNonNull(device, "device");
        return new DefaultTimeouts(device.registers().read(RegisterType.DTOR));
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

    /** To bring the PCIe link down and up. */
    public Duration pcieToggle() {
        return at(r, 0x04);
    }

    /** Between two looks at the firmware's health. */
    public Duration healthPoll() {
        return at(r, 0x14);
    }

    /** For a full dump of the chip's registers. */
    public Duration fullCrdump() {
        return at(r, 0x18);
    }

    /** For a reset of the firmware. */
    public Duration firmwareReset() {
        return at(r, 0x1c);
    }

    /** To flush after an error. */
    public Duration flushOnError() {
        return at(r, 0x20);
    }

    /** For the drivers of all hosts to agree on a reset. */
    public Duration pciSyncUpdate() {
        return at(r, 0x24);
    }

    /** To tear the driver's context down. */
    public Duration tearDown() {
        return at(r, 0x28);
    }

    /** To reactivate the firmware's update. */
    public Duration fsmReactivate() {
        return at(r, 0x2c);
    }

    /** To give pages back. */
    public Duration reclaimPages() {
        return at(r, 0x30);
    }

    /** To give the pages of virtual functions back. */
    public Duration reclaimVfsPages() {
        return at(r, 0x34);
    }

    /** To unload the driver and reset. */
    public Duration driverUnloadAndReset() {
        return at(r, 0x38);
    }

    /** To shut the ARM cores' operating system down. */
    public Duration embeddedCpuShutdown() {
        return at(r, 0x3c);
    }

    @Override
    protected void tell(BiConsumer<String, Object> to) {
        to.accept("pcieToggle", pcieToggle());
        to.accept("healthPoll", healthPoll());
        to.accept("fullCrdump", fullCrdump());
        to.accept("firmwareReset", firmwareReset());
        to.accept("flushOnError", flushOnError());
        to.accept("pciSyncUpdate", pciSyncUpdate());
        to.accept("tearDown", tearDown());
        to.accept("fsmReactivate", fsmReactivate());
        to.accept("reclaimPages", reclaimPages());
        to.accept("reclaimVfsPages", reclaimVfsPages());
        to.accept("driverUnloadAndReset", driverUnloadAndReset());
        to.accept("embeddedCpuShutdown", embeddedCpuShutdown());
    }
}
