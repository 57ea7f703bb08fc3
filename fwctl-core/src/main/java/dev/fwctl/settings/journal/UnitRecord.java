// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.settings.journal;

import java.util.Objects;
import java.util.Optional;

/**
 * One unit in a journal: what it held, and what it is to hold.
 *
 * @param key the unit's key
 * @param title what people call it
 * @param before what it held; empty if it cannot be read
 * @param storedBefore whether anything was stored of it; empty if that cannot be told
 * @param after what it is to hold; empty if what is stored of it is to be forgotten, and nobody can tell what comes then
 */
public record UnitRecord(
        String key, String title, Optional<Content> before, Optional<Boolean> storedBefore, Optional<Content> after) {
    public UnitRecord {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(title, "title");
        Objects.requireNonNull(before, "before");
        Objects.requireNonNull(storedBefore, "storedBefore");
        Objects.requireNonNull(after, "after");
    }
}
