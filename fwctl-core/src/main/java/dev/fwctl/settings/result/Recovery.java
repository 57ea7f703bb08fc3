// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.settings.result;

import dev.fwctl.internal.Elements;
import java.util.List;
import java.util.Objects;

/**
 * The result of ending a transaction that was interrupted, or of rolling one back.
 *
 * @param transaction its id
 * @param device the device's stable key
 * @param end how the units stand
 * @param units each unit, in the order of writing
 */
public record Recovery(String transaction, String device, End end, List<UnitFate> units) {
    /** How the units of a transaction stand. */
    public enum End {
        /** All hold what they did before it. */
        ALL_BEFORE,
        /** All hold what it was to write. */
        ALL_AFTER,
        /** Some hold what somebody else wrote since, which was left alone; the others hold what they did before. */
        CHANGED_SINCE,
        /** Of some nobody can tell; the transaction stays open. */
        UNKNOWN
    }

    /** Copies the list. */
    public Recovery {
        Objects.requireNonNull(transaction, "transaction");
        Objects.requireNonNull(device, "device");
        Objects.requireNonNull(end, "end");
        Elements.require(units, "units");
        units = List.copyOf(units);
    }

    /** The transaction and its units, a line each. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(device + ": transaction " + transaction + ": " + end);
        units.forEach(unit -> text.append("\n  ").append(unit));
        return text.toString();
    }
}
