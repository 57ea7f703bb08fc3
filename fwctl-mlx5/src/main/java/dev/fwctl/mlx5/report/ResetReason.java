// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.mlx5.report;

import dev.fwctl.UnsupportedByDeviceException;
import dev.fwctl.layout.BitField;
import dev.fwctl.layout.NamedValues;
import dev.fwctl.mlx5.Mlx5Device;
import dev.fwctl.mlx5.catalog.RegisterType;
import dev.fwctl.mlx5.status.Mlx5Exception;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.function.BiConsumer;

/**
 * The reason for the device's last start: the register MRSI (0x912a). {@code device} in bits 3..0 of dword 0, {@code
 * reset_reason} in bits 3..0 of dword 1, {@code crts}, 64 bits, at byte 8.
 *
 * <p>Source: NVIDIA's public register tables ({@code mrsi_ext}).
 */
public final class ResetReason extends NamedValues {
    private static final BitField DEVICE = BitField.be(0x0, 0, 4);
    private static final BitField REASON = BitField.be(0x4, 0, 4);
    private static final BitField CYCLES = BitField.be(0x8, 0, 64);

    private final int device;
    private final int reason;
    private final long cyclesSinceColdReset;

    ResetReason(int device, int reason, long cyclesSinceColdReset) {
        this.device = device;
        this.reason = reason;
        this.cyclesSinceColdReset = cyclesSinceColdReset;
    }

    /** What was reset: 0 the chip, 1 its ARM cores. */
    public int device() {
        return device;
    }

    /** The raw reason: 0 a cold reset, 1 a warm one. */
    public int reason() {
        return reason;
    }

    /** The device's clock since the last cold reset, unsigned. */
    public long cyclesSinceColdReset() {
        return cyclesSinceColdReset;
    }

    /**
     * Asks a device.
     *
     * @param mlx5 the device
     * @param device 0 the chip, 1 its ARM cores
     * @throws UnsupportedByDeviceException if the firmware does not have MRSI
     * @throws Mlx5Exception if the firmware refuses
     */
    public static ResetReason read(Mlx5Device mlx5, int device) {
        Objects.requireNonNull(mlx5, "mlx5");
        ByteBuffer r = mlx5.registers().read(RegisterType.MRSI, register -> DEVICE.set(register, 0, device));
        return new ResetReason(device, (int) REASON.get(r, 0), CYCLES.get(r, 0));
    }

    /** Whether it was a cold reset. */
    public boolean cold() {
        return reason == 0;
    }

    @Override
    protected void tell(BiConsumer<String, Object> to) {
        to.accept("device", device);
        to.accept("reason", reason);
        to.accept("cyclesSinceColdReset", cyclesSinceColdReset);
    }
}
