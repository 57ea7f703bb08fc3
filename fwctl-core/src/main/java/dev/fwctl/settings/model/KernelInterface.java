// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.settings.model;

/**
 * The kernel's own interface for the same thing: what to use rather than this library, or what this library uses itself.
 *
 * @param kind how it is reached
 * @param name what it is called there, for example {@code enable_sriov} or {@code scrub0/current_cycle_duration}
 * @param differs in what it differs from the setting; empty if it is the same
 */
public record KernelInterface(Kind kind, String name, String differs) {
    /** How the kernel's interface is reached. */
    public enum Kind {
        /** A parameter of {@code devlink(8)}, over netlink: named here, never used. */
        DEVLINK,
        /** A file below {@code /sys}. */
        SYSFS
    }

    /** For example {@code devlink enable_sriov}. */
    @Override
    public String toString() {
        return (kind == Kind.DEVLINK ? "devlink " : "/sys ") + name;
    }
}
