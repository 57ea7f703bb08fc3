// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.mlx5.capability;

/**
 * Memory on the device that software may use: MEMIC, for applications, and software-managed ICM, for flow steering. All
 * sizes are bytes.
 *
 * <p>Source: {@code mlx5_ifc_device_mem_cap_bits} of Linux 7.3.
 *
 * @param memic whether there is MEMIC
 * @param memicBytes how much of it one allocation may have at most
 * @param memicBarBytes how long the window to it is
 * @param minMemicBytes the least allocation
 * @param memicOperations which operations on it there are, one bit each, as the device numbers them
 * @param icmGranularityBytes what allocations of ICM are multiples of
 * @param steeringIcmBytes ICM for steering entries; 0 if there is none
 * @param headerModifyIcmBytes ICM for actions that change headers; 0 if there is none
 */
public record DeviceMemoryCapabilities(
        boolean memic,
        long memicBytes,
        long memicBarBytes,
        long minMemicBytes,
        long memicOperations,
        long icmGranularityBytes,
        long steeringIcmBytes,
        long headerModifyIcmBytes) {
    /** The page DEV_MEM. */
    public static final CapabilityType<DeviceMemoryCapabilities> TYPE =
            CapabilityType.of("DEV_MEM", DeviceMemoryCapabilities::pick);

    private static DeviceMemoryCapabilities pick(CapabilityPage page) {
        return new DeviceMemoryCapabilities(
                page.has("memic"),
                page.number("max_memic_size"),
                page.number("memic_bar_size"),
                page.powerOfTwo("log_min_memic_alloc_size"),
                page.number("memic_operations"),
                page.powerOfTwo("log_sw_icm_alloc_granularity"),
                // As in Linux, no address means that there is none.
                page.has("steering_sw_icm_start_address") ? page.powerOfTwo("log_steering_sw_icm_size") : 0,
                page.has("header_modify_sw_icm_start_address") ? page.powerOfTwo("log_header_modify_sw_icm_size") : 0);
    }
}
