// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.settings.plan;

import java.util.Objects;

/**
 * A unit that a plan writes, and what the plan was computed on.
 *
 * @param key the unit's key
 * @param title what people call it
 * @param way how it is written
 * @param fingerprint SHA-256 over what the unit held, secrets blanked, in hexadecimal digits; empty if it cannot be read
 */
public record PlannedUnit(String key, String title, Way way, String fingerprint) {
    public PlannedUnit {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(title, "title");
        Objects.requireNonNull(way, "way");
        Objects.requireNonNull(fingerprint, "fingerprint");
    }

    /** How a unit is written. */
    public enum Way {
        /** With a new content. */
        WRITE,
        /** By forgetting what is stored. */
        FORGET
    }
}
