// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.settings.journal;

import dev.fwctl.internal.Elements;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * A transaction as its file tells it.
 *
 * @param begin how it began
 * @param attempted the numbers of the units, from 0, whose writing had begun
 * @param held what units were read back to hold after their write, by number
 * @param ending how it ended; empty if it is open
 */
public record Entry(Begin begin, Set<Integer> attempted, Map<Integer, Content> held, Optional<Ending> ending) {
    /** Copies the collections. */
    public Entry {
        Objects.requireNonNull(begin, "begin");
        Elements.require(attempted, "attempted");
        Elements.require(held, "held");
        Objects.requireNonNull(ending, "ending");
        attempted = Set.copyOf(attempted);
        held = Map.copyOf(held);
    }

    /** The transaction's id. */
    public String transaction() {
        return begin.transaction();
    }

    /** Whether it was interrupted, or its outcome is not known. */
    public boolean isOpen() {
        return ending.isEmpty();
    }

    /** The units, in the order of writing. */
    public List<UnitRecord> units() {
        return begin.units();
    }
}
