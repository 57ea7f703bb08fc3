// SPDX-License-Identifier: Apache-2.0
package dev.fwctl;

import java.util.Objects;

/**
 * The number by which a driver names its RPC format: {@code enum fwctl_device_type}.
 *
 * <p>A hint only. Drivers that are not upstream use numbers of their own choosing, and three of them chose 5; the
 * {@linkplain FwctlNode#driver() driver's name in sysfs} is the identity.
 *
 * <p>Source: {@code include/uapi/fwctl/fwctl.h} of Linux 7.3.
 *
 * @param number the value of {@code struct fwctl_info.out_device_type}, as an unsigned 32-bit number
 * @param symbol the name in the kernel's header, without its prefix, as the vendor module that serves the device knows it;
 *     empty if it does not, or there is none
 */
public record DeviceType(int number, String symbol) {
    public DeviceType {
        Objects.requireNonNull(symbol, "symbol");
    }

    /**
     * The symbol, or what there is instead.
     *
     * @return for example {@code MLX5}; {@code UNKNOWN(5)} without a symbol
     */
    public String name() {
        return symbol.isEmpty() ? "UNKNOWN(" + Integer.toUnsignedString(number) + ")" : symbol;
    }

    @Override
    public String toString() {
        return name();
    }
}
