// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.settings.knobs;

import java.util.Objects;

/**
 * The kernel's own interface for a setting: what to use rather than this library, or what this library uses itself.
 *
 * @param kind how it is reached, for example {@code devlink permanent}, {@code sysfs}, {@code EDAC} or {@code ethtool}
 * @param use the command to run or the file to write, with capital letters for what to fill in
 * @param compared what it has to do with the setting
 * @param origin where it was found
 */
public record KernelInterface(String kind, String use, Comparison compared, Origin origin) {
    public KernelInterface {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(use, "use");
        Objects.requireNonNull(compared, "compared");
        Objects.requireNonNull(origin, "origin");
    }

    /** How near the kernel's interface comes to the setting. */
    public enum Relation {
        /** It sets the same value, though perhaps more besides. */
        SAME,
        /** It sets another quantity of the same thing, for example what counts until the next reset. */
        RELATED
    }

    /** Which of the two to use. */
    public enum Preference {
        /** The kernel's: it sets the same and needs no fwctl. */
        KERNEL,
        /** This library: the kernel's interface does not reach the stored value. */
        FWCTL,
        /** Each for its own: they do different things. */
        BOTH
    }

    /**
     * What the kernel's interface has to do with the setting.
     *
     * @param relation how near it comes
     * @param prefer which to use
     * @param difference in what exactly they differ
     */
    public record Comparison(Relation relation, Preference prefer, String difference) {
        public Comparison {
            Objects.requireNonNull(relation, "relation");
            Objects.requireNonNull(prefer, "prefer");
            Objects.requireNonNull(difference, "difference");
        }
    }

    /**
     * Where the kernel's interface was found.
     *
     * @param file the file of Linux's source that implements it
     * @param since the first version of Linux that has it; empty if not known
     */
    public record Origin(String file, String since) {
        public Origin {
            Objects.requireNonNull(file, "file");
            Objects.requireNonNull(since, "since");
        }
    }

    /** For example {@code sysfs: echo N > /sys/bus/pci/devices/BDF/sriov_numvfs}. */
    @Override
    public String toString() {
        return kind + ": " + use;
    }
}
