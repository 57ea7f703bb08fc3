// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.cxl.feature;

/**
 * The deepest reset over which a Feature's saved value persists: bits 3 to 1 of a Feature entry's attribute flags.
 *
 * <p>Source: CXL specification, revision 3.2, Get Supported Features Supported Feature Entry (table 8-109).
 */
public enum ResetPersistence {
    /** Any reset restores the default value. Number 0. */
    NONE("none"),
    /** It persists over a CXL reset. Number 1. */
    CXL_RESET("CXL reset"),
    /** It persists over a hot reset too. Number 2. */
    HOT_RESET("hot reset"),
    /** It persists over a warm reset too. Number 3. */
    WARM_RESET("warm reset"),
    /** It persists over a cold reset too. Number 4. */
    COLD_RESET("cold reset"),
    /** The specification reserves the number that the device gives: 5 to 7. */
    RESERVED("reserved");

    private final String text;

    ResetPersistence(String text) {
        this.text = text;
    }

    static ResetPersistence of(int value) {
        return values()[Math.min(value, RESERVED.ordinal())];
    }

    /** In words, for example {@code warm reset}. */
    @Override
    public String toString() {
        return text;
    }
}
