// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.bnxt.internal;

import dev.fwctl.Effect;
import dev.fwctl.Effects;
import java.util.ArrayList;
import java.util.List;

/** The words of {@code effects.txt} in the vocabulary of {@link Effect}. */
final class HwrmEffects {
    private HwrmEffects() {}

    /**
     * What a command may do.
     *
     * @param words as {@code effects.txt} has them
     * @throws IllegalArgumentException if one is none of the file's words
     */
    static Effects of(List<String> words) {
        List<Effect> effects = new ArrayList<>();
        for (String word : words) {
            switch (word) {
                case "none" -> {}
                case "counters" -> effects.add(Effect.IMMEDIATE_LOG_CHANGE);
                case "config" -> effects.add(Effect.IMMEDIATE_CONFIGURATION_CHANGE);
                case "stored" -> effects.add(Effect.CONFIGURATION_CHANGE_AFTER_CONVENTIONAL_RESET);
                case "data" -> effects.add(Effect.IMMEDIATE_DATA_CHANGE);
                case "reset" -> effects.add(Effect.RESETS_DEVICE);
                case "irreversible" -> effects.add(Effect.CANNOT_BE_UNDONE);
                case "unknown" -> {
                    return Effects.unknown();
                }
                default -> throw new IllegalArgumentException("'" + word + "' is no word of effects.txt");
            }
        }
        return Effects.of(Effects.Source.KERNEL_DRIVER, effects.toArray(Effect[]::new));
    }
}
