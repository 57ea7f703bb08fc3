// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.mlx5.report;

import dev.fwctl.layout.BitField;
import dev.fwctl.layout.NamedValues;
import dev.fwctl.mlx5.Mlx5Device;
import dev.fwctl.mlx5.catalog.RegisterType;
import dev.fwctl.mlx5.status.Mlx5Exception;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.function.BiConsumer;

/**
 * The host's memory that the firmware uses for a function (its interconnect context memory), and may use: the register
 * VHCA_ICM_CTRL (0xC010).
 *
 * <pre>
 *    0x00 31 vhca_id_valid, 15..0 vhca_id     0x10 max_alloc_icm_th
 *    0x04 31 max_alloc_icm_th_mask            0x18 cur_alloc_icm
 *         29 rst_max_reached_alloc_icm        0x20 max_reached_alloc_icm
 * </pre>
 *
 * <p>In units of 4 KiB. Source: {@code mlx5_ifc_vhca_icm_ctrl_reg_bits} of Linux 7.3, and NVIDIA's public register
 * tables.
 */
public final class IcmUsage extends NamedValues {
    /** The unit: 4 KiB. */
    public static final int PAGE_BYTES = 4096;

    private static final BitField VHCA_ID_VALID = BitField.be(0x0, 31, 1);
    private static final BitField VHCA_ID = BitField.be(0x0, 0, 16);
    private static final BitField THRESHOLD_MASK = BitField.be(0x4, 31, 1);
    private static final BitField THRESHOLD = BitField.be(0x10, 0, 32);
    private static final BitField CURRENT = BitField.be(0x18, 0, 32);
    private static final BitField MAX_REACHED = BitField.be(0x20, 0, 32);
    private static final long UNLIMITED = 0xffff_ffffL;

    private final int vhcaId;
    private final long pages;
    private final long maxReachedPages;
    private final OptionalLong thresholdPages;

    IcmUsage(int vhcaId, long pages, long maxReachedPages, OptionalLong thresholdPages) {
        this.vhcaId = vhcaId;
        this.pages = pages;
        this.maxReachedPages = maxReachedPages;
        this.thresholdPages = thresholdPages;
    }

    /** The function. */
    public int vhcaId() {
        return vhcaId;
    }

    /** How much is allocated now. */
    public long pages() {
        return pages;
    }

    /** The most that ever was. */
    public long maxReachedPages() {
        return maxReachedPages;
    }

    /** How much may be; empty if there is no limit. */
    public OptionalLong thresholdPages() {
        return thresholdPages;
    }

    /**
     * Asks a device.
     *
     * @param device the device
     * @param vhcaId the function
     * @throws Mlx5Exception if the firmware refuses
     */
    public static IcmUsage read(Mlx5Device device, int vhcaId) {
        Objects.requireNonNull(device, "device");
        ByteBuffer r = device.registers().read(RegisterType.VHCA_ICM_CTRL, register -> {
            VHCA_ID_VALID.set(register, 0, 1);
            VHCA_ID.set(register, 0, vhcaId);
        });
        long threshold = THRESHOLD.get(r, 0);
        return new IcmUsage(
                vhcaId,
                CURRENT.get(r, 0),
                MAX_REACHED.get(r, 0),
                threshold == UNLIMITED ? OptionalLong.empty() : OptionalLong.of(threshold));
    }

    /**
     * Limits what a function may use from now on.
     *
     * @param device the device
     * @param vhcaId the function
     * @param pages the limit in units of 4 KiB, below 2^32 - 1; empty for none
     * @throws Mlx5Exception if the firmware refuses
     */
    public static void limit(Mlx5Device device, int vhcaId, OptionalLong pages) {
        Objects.requireNonNull(device, "device");
        Objects.requireNonNull(pages, "pages");
        long threshold = pages.orElse(UNLIMITED);
        device.registers().write(RegisterType.VHCA_ICM_CTRL, register -> {
            VHCA_ID_VALID.set(register, 0, 1);
            VHCA_ID.set(register, 0, vhcaId);
            THRESHOLD_MASK.set(register, 0, 1);
            THRESHOLD.set(register, 0, threshold);
        });
    }

    @Override
    protected void tell(BiConsumer<String, Object> to) {
        to.accept("vhcaId", vhcaId);
        to.accept("pages", pages);
        to.accept("maxReachedPages", maxReachedPages);
        to.accept("thresholdPages", thresholdPages);
    }
}
