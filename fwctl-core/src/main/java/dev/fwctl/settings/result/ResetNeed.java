// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.settings.result;

import dev.fwctl.internal.Elements;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * The reset that makes the changes of one transaction count.
 *
 * @param kind what can be said
 * @param resets the resets, any of which will do where the device names several; empty if none is needed or known
 */
public record ResetNeed(Kind kind, Set<String> resets) {
    /** What can be said. */
    public enum Kind {
        /** None: the changes count already. */
        NONE("none"),
        /** These changes need it, for nothing waited before. */
        NEEDED("needed"),
        /** The device needs it, and something waited before: whose need it is cannot be told. */
        NOT_SEPARABLE("not separable"),
        /** The device does not tell; the documents of these settings say so. */
        DOCUMENTED("documented"),
        /** Nobody tells. */
        UNKNOWN("unknown");

        private final String text;

        Kind(String text) {
            this.text = text;
        }

        /** In words, lower case. */
        @Override
        public String toString() {
            return text;
        }
    }

    /** Copies the set. */
    public ResetNeed {
        Objects.requireNonNull(kind, "kind");
        Elements.require(resets, "resets");
        resets = java.util.Collections.unmodifiableSet(new TreeSet<>(resets));
    }

    /** What can be said, and the resets. */
    public static ResetNeed of(Kind kind, Set<String> resets) {
        return new ResetNeed(kind, resets);
    }

    /** For example {@code needed: PCI link}. */
    @Override
    public String toString() {
        return resets.isEmpty() ? kind.toString() : kind + ": " + String.join(", ", resets);
    }
}
