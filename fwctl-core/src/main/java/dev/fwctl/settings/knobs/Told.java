// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.settings.knobs;

import java.util.Objects;

/**
 * One thing that is said of a setting, and who says it.
 *
 * @param word one of the words of {@code knob-words.json}, for example {@code firmwareReset}; {@code unknown} if nobody
 *     says
 * @param meaning the word in a sentence
 * @param basis what stands behind it
 * @param source where it was learnt; empty if nobody says
 */
public record Told(String word, String meaning, Basis basis, String source) {
    public Told {
        Objects.requireNonNull(word, "word");
        Objects.requireNonNull(meaning, "meaning");
        Objects.requireNonNull(basis, "basis");
        Objects.requireNonNull(source, "source");
    }

    /** What stands behind a word. */
    public enum Basis {
        /** A public document or the kernel's source says it. */
        SOURCE,
        /** Nobody wrote it down, but it follows from what the setting does: this project's judgement. */
        JUDGED,
        /** Nobody says. */
        NOBODY
    }

    /** Whether anything is said at all, by a source or by judgement. */
    public boolean isKnown() {
        return basis != Basis.NOBODY;
    }

    /** The word. */
    @Override
    public String toString() {
        return word;
    }
}
