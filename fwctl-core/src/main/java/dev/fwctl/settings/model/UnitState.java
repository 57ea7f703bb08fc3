// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.settings.model;

import java.util.Locale;

/** A choice among the values that hardware holds of a unit. */
public enum UnitState {
    /** What holds now. */
    CURRENT,
    /** What comes next: what was written, and waits for a reset if it differs from what holds now. */
    PENDING,
    /** What the device was made with. */
    DEFAULT;

    /** Lower case, for example {@code pending}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
