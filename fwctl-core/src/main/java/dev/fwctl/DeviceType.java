// SPDX-License-Identifier: Apache-2.0
package dev.fwctl;

import java.util.Map;

/**
 * The number by which a driver names its RPC format: {@code enum fwctl_device_type}.
 *
 * <p>A hint only. Drivers that are not upstream use numbers of their own choosing, and three of them chose 5; the
 * {@linkplain FwctlNode#driver() driver's name in sysfs} is the identity.
 *
 * <p>Source: {@code include/uapi/fwctl/fwctl.h} of Linux 7.3.
 *
 * @param number the value of {@code struct fwctl_info.out_device_type}, as an unsigned 32-bit number
 */
public record DeviceType(int number) {
    /** {@code FWCTL_DEVICE_TYPE_ERROR}: no driver uses it. */
    public static final DeviceType ERROR = new DeviceType(0);
    /** {@code FWCTL_DEVICE_TYPE_MLX5}: NVIDIA ConnectX and BlueField. */
    public static final DeviceType MLX5 = new DeviceType(1);
    /** {@code FWCTL_DEVICE_TYPE_CXL}: CXL memory devices. */
    public static final DeviceType CXL = new DeviceType(2);
    /** {@code FWCTL_DEVICE_TYPE_BNXT}: Broadcom NetXtreme. */
    public static final DeviceType BNXT = new DeviceType(3);
    /** {@code FWCTL_DEVICE_TYPE_PDS}: AMD Pensando. */
    public static final DeviceType PDS = new DeviceType(4);

    private static final Map<Integer, String> NAMES = Map.of(0, "ERROR", 1, "MLX5", 2, "CXL", 3, "BNXT", 4, "PDS");

    /**
     * The name in the kernel's header, without its prefix.
     *
     * @return for example {@code CXL}; {@code UNKNOWN(5)} for a number the header does not name
     */
    public String name() {
        return NAMES.getOrDefault(number, "UNKNOWN(" + Integer.toUnsignedString(number) + ")");
    }

    /**
     * Whether the kernel's header names this number.
     *
     * @return false for numbers of out-of-tree drivers
     */
    public boolean isKnown() {
        return NAMES.containsKey(number);
    }

    @Override
    public String toString() {
        return name();
    }
}
