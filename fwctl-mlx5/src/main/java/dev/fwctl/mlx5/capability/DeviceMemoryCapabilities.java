// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.mlx5.capability;

import dev.fwctl.layout.NamedValues;
import java.util.function.BiConsumer;

/**
 * Memory on the device that software may use: MEMIC, for applications, and software-managed ICM, for flow steering. All
 * sizes are bytes.
 *
 * <p>Source: {@code mlx5_ifc_device_mem_cap_bits} of Linux 7.3.
 */
public final class DeviceMemoryCapabilities extends NamedValues {
    /** The page DEV_MEM. */
    public static final CapabilityType<DeviceMemoryCapabilities> TYPE =
            CapabilityType.of("DEV_MEM", DeviceMemoryCapabilities::new);

    private final CapabilityPage page;

    private DeviceMemoryCapabilities(CapabilityPage page) {
        this.page = page;
    }

    /** Whether there is MEMIC. */
    public boolean memic() {
        return page.has("memic");
    }

    /** How much of it one allocation may have at most. */
    public long memicBytes() {
        return page.number("max_memic_size");
    }

    /** How long the window to it is. */
    public long memicBarBytes() {
        return page.number("memic_bar_size");
    }

    /** The least allocation. */
    public long minMemicBytes() {
        return page.powerOfTwo("log_min_memic_alloc_size");
    }

    /** Which operations on it there are, one bit each, as the device numbers them. */
    public long memicOperations() {
        return page.number("memic_operations");
    }

    /** What allocations of ICM are multiples of. */
    public long icmGranularityBytes() {
        return page.powerOfTwo("log_sw_icm_alloc_granularity");
    }

    /** ICM for steering entries; 0 if there is none. */
    public long steeringIcmBytes() {
        // As in Linux, no address means that there is none; so below.
        return page.has("steering_sw_icm_start_address") ? page.powerOfTwo("log_steering_sw_icm_size") : 0;
    }

    /** ICM for actions that change headers; 0 if there is none. */
    public long headerModifyIcmBytes() {
        return page.has("header_modify_sw_icm_start_address") ? page.powerOfTwo("log_header_modify_sw_icm_size") : 0;
    }

    @Override
    protected void tell(BiConsumer<String, Object> to) {
        to.accept("memic", memic());
        to.accept("memicBytes", memicBytes());
        to.accept("memicBarBytes", memicBarBytes());
        to.accept("minMemicBytes", minMemicBytes());
        to.accept("memicOperations", memicOperations());
        to.accept("icmGranularityBytes", icmGranularityBytes());
        to.accept("steeringIcmBytes", steeringIcmBytes());
        to.accept("headerModifyIcmBytes", headerModifyIcmBytes());
    }
}
