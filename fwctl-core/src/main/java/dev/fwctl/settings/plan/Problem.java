// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.settings.plan;

import java.util.Locale;
import java.util.Objects;

/**
 * One reason why settings cannot be read or changed as asked.
 *
 * @param device the device's stable key, or what was given for it
 * @param setting the setting's name; empty if it is about the device
 * @param kind what sort of reason
 * @param reason what is wrong
 * @param cure what to do about it; empty if nothing is known
 */
public record Problem(String device, String setting, Kind kind, String reason, String cure) {
    public Problem {
        Objects.requireNonNull(device, "device");
        Objects.requireNonNull(setting, "setting");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(cure, "cure");
    }

    /** Sorts of reasons. */
    public enum Kind {
        /** No device answers to the name. */
        UNKNOWN_DEVICE,
        /** Several devices answer to the name. */
        SEVERAL_DEVICES,
        /** No module brings settings for the device. */
        NO_SETTINGS,
        /** No setting has that name, or the name is incomplete. */
        UNKNOWN_SETTING,
        /** The device, with its firmware, does not have the setting. */
        NOT_ON_DEVICE,
        /** The device has it, and does not offer it. */
        NOT_OFFERED,
        /** The value means nothing for this setting. */
        VALUE,
        /** The value is out of bounds. */
        BOUNDS,
        /** Two of the wishes exclude each other. */
        CONTRADICTION,
        /** The value does not fit the other settings. */
        DEPENDENCY,
        /** The setting can only be read. */
        READ_ONLY,
        /** Nobody knows the default, or how to go back to it. */
        NO_DEFAULT,
        /** What was written could not be read back, and nobody consented to that. */
        NO_READ_BACK,
        /** Other settings would fall back to their defaults, and nobody consented to that. */
        NEIGHBOURS,
        /** A secret is missing, or would be overwritten. */
        SECRET,
        /** The policy refuses. */
        POLICY,
        /** The kernel or the device would refuse, as far as can be told without asking. */
        KERNEL,
        /** This process lacks a capability. */
        CAPABILITY,
        /** The device refused to be read. */
        UNREADABLE,
        /** The device is not as it was when the plan was made. */
        STALE,
        /** An interrupted transaction has to be recovered first. */
        RECOVERY,
        /** Somebody else holds the lock. */
        LOCKED;

        /** Lower case with hyphens, for example {@code not-offered}. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** For example {@code pci-0000:03:00.0 NUM_OF_VFS: 200 is above the maximum, 127. Give less}. */
    @Override
    public String toString() {
        return device + (setting.isEmpty() ? "" : " " + setting) + ": " + reason + (cure.isEmpty() ? "" : ". " + cure);
    }
}
