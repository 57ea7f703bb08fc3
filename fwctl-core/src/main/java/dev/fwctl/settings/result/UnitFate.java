// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.settings.result;

import java.util.Objects;

/**
 * The fate of a unit when a transaction was recovered or rolled back: what was found, and what was done.
 *
 * @param title what people call the unit
 * @param fate what it holds now
 * @param reason why, where there is more to say; else empty
 */
public record UnitFate(String title, Fate fate, String reason) {
    public UnitFate {
        Objects.requireNonNull(title, "title");
        Objects.requireNonNull(fate, "fate");
        Objects.requireNonNull(reason, "reason");
    }

    /** What a unit holds, seen from a transaction. */
    public enum Fate {
        /** What it held before the transaction. */
        BEFORE,
        /** What the transaction was to write, or left in it. */
        AFTER,
        /** What somebody else wrote; it was left alone. */
        CHANGED_SINCE,
        /** Nobody can tell, or it cannot be brought back without a secret. */
        UNKNOWN
    }

    /** For example {@code TLV nv_pci_conf: BEFORE}. */
    @Override
    public String toString() {
        return title + ": " + fate + (reason.isEmpty() ? "" : " (" + reason + ")");
    }
}
