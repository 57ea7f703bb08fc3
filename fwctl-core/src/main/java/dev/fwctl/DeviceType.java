// SPDX-License-Identifier: Apache-2.0
package dev.fwctl;

import java.util.List;
import java.util.Objects;

/**
 * The number by which a driver names its RPC format: {@code enum fwctl_device_type}.
 *
 * <p>A hint only. Drivers that are not upstream use numbers of their own choosing, and three of them chose 5; the
 * {@linkplain FwctlNode#driver() driver's name in sysfs} is the identity.
 *
 * <p>Source: {@code include/uapi/fwctl/fwctl.h} of Linux 7.3.
 */
public final class DeviceType {
    private final int number;
    private final String symbol;

    private DeviceType(int number, String symbol) {
        this.number = number;
        this.symbol = symbol;
    }

    /** The type with the first name that a module of the device has for it. */
    static DeviceType of(int number, List<VendorModule> modules) {
        for (VendorModule module : modules) {
            String symbol = module.deviceTypes().get(number);
            if (symbol != null) {
                return new DeviceType(number, symbol);
            }
        }
        return new DeviceType(number, "");
    }

    /** The value of {@code struct fwctl_info.out_device_type}, as an unsigned 32-bit number. */
    public int number() {
        return number;
    }

    /**
     * The name in the kernel's header, without its prefix, as the vendor module that serves the device knows it;
     * empty if it does not, or there is none.
     */
    public String symbol() {
        return symbol;
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

    @Override
    public boolean equals(Object object) {
        return object instanceof DeviceType other && number == other.number && symbol.equals(other.symbol);
    }

    @Override
    public int hashCode() {
        return Objects.hash(number, symbol);
    }
}
