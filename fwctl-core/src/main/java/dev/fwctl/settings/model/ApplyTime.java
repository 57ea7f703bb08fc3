// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.settings.model;

import dev.fwctl.Effect;
import dev.fwctl.Effects;
import java.util.Objects;

/** The moment from which a written value counts, as far as a public document or the device tells. */
public enum ApplyTime {
    /** The moment it is written. */
    IMMEDIATE("immediately"),
    /** After a CXL reset. */
    CXL_RESET("after a CXL reset"),
    /** After a conventional reset: hot, warm or cold. */
    CONVENTIONAL_RESET("after a conventional reset"),
    /** After a cold reset: power off and on. Also where a document says "after a reset" and not of which kind. */
    COLD_RESET("after a cold reset"),
    /** After a reset; the device says which one once the value is written. */
    RESET("after a reset, which the device names once it is written"),
    /** Nobody says. */
    UNKNOWN("unknown");

    private final String text;

    ApplyTime(String text) {
        this.text = text;
    }

    /**
     * What the effects of writing say about the time. Of several resets the deepest counts.
     *
     * @param effects what writing does
     */
    public static ApplyTime of(Effects effects) {
        Objects.requireNonNull(effects, "effects");
        if (effects.isUnknown()) {
            return UNKNOWN;
        }
        if (effects.contains(Effect.CONFIGURATION_CHANGE_AFTER_COLD_RESET)) {
            return COLD_RESET;
        }
        if (effects.contains(Effect.CONFIGURATION_CHANGE_AFTER_CONVENTIONAL_RESET)) {
            return CONVENTIONAL_RESET;
        }
        if (effects.contains(Effect.CONFIGURATION_CHANGE_AFTER_CXL_RESET)) {
            return CXL_RESET;
        }
        return effects.isImmediate() ? IMMEDIATE : UNKNOWN;
    }

    /** In words, for example {@code after a cold reset}. */
    @Override
    public String toString() {
        return text;
    }
}
