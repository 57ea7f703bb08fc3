// SPDX-License-Identifier: Apache-2.0
package dev.fwctl;

import dev.fwctl.seam.Uapi;

/**
 * The kernel's taint number before and after one RPC, for scopes that taint.
 *
 * <p>Source: {@code /proc/sys/kernel/tainted}; {@code TAINT_FWCTL} is bit 19 in {@code include/linux/panic.h} of
 * Linux 7.3.
 *
 * @param before the number before the RPC was sent
 * @param after the number after it returned
 * @param alone whether no other RPC that this library observed in this process could have tainted meanwhile. Other
 *     processes are not known of
 */
public record KernelTaint(long before, long after, boolean alone) {
    /**
     * Whether a taint number has {@code TAINT_FWCTL} set.
     *
     * @param number as {@code /proc/sys/kernel/tainted} shows it
     * @return true if a fwctl RPC has tainted the kernel since it booted
     */
    public static boolean isFwctl(long number) {
        return (number >>> Uapi.TAINT_FWCTL_BIT & 1) != 0;
    }

    /**
     * Whether the kernel was tainted for fwctl while this RPC was under way.
     *
     * @return true for the first RPC of such a scope since the kernel booted, and for those under way at the same time,
     *     which {@link #alone} tells apart
     */
    public boolean tainted() {
        return !isFwctl(before) && isFwctl(after);
    }
}
