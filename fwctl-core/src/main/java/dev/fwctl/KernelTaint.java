// SPDX-License-Identifier: Apache-2.0
package dev.fwctl;

import dev.fwctl.seam.Uapi;
import java.util.Objects;

/**
 * The kernel's taint number before and after one RPC, for scopes that taint.
 *
 * <p>Source: {@code /proc/sys/kernel/tainted}; {@code TAINT_FWCTL} is bit 19 in {@code include/linux/panic.h} of
 * Linux 7.3.
 */
public final class KernelTaint {
    private final long before;
    private final long after;
    private final boolean alone;

    KernelTaint(long before, long after, boolean alone) {
        this.before = before;
        this.after = after;
        this.alone = alone;
    }

    /** The number before the RPC was sent. */
    public long before() {
        return before;
    }

    /** The number after it returned. */
    public long after() {
        return after;
    }

    /**
     * Whether no other RPC that this library observed in this process could have tainted meanwhile. Other processes
     * are not known of.
     */
    public boolean alone() {
        return alone;
    }

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

    @Override
    public boolean equals(Object object) {
        return object instanceof KernelTaint other
                && before == other.before
                && after == other.after
                && alone == other.alone;
    }

    @Override
    public int hashCode() {
        return Objects.hash(before, after, alone);
    }

    /** For example {@code 0x0 -> 0x80000}. */
    @Override
    public String toString() {
        return "0x" + Long.toHexString(before) + " -> 0x" + Long.toHexString(after) + (alone ? "" : ", not alone");
    }
}
