// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.settings.model;

import java.util.Locale;

/** The kind of a setting's value; for an array, of each of its elements. The words are Redfish's where it has them. */
public enum SettingKind {
    /** True or false. */
    BOOLEAN,
    /** A whole number, of 64 bits at most. */
    INTEGER,
    /** A number whose values have names. A device may hold one that has none. */
    ENUMERATION,
    /** Text. */
    TEXT,
    /** Bytes, written as hexadecimal digits. */
    BYTES;

    /** Lower case, for example {@code boolean}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
