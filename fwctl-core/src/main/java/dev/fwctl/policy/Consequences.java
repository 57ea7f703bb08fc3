// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.policy;

import dev.fwctl.internal.NearMatches;
import dev.fwctl.settings.knobs.KnobWords;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The consequences that changes of settings can have, as a rule names them.
 *
 * @param words of {@link KnobWords#consequences}; empty for a rule that is about commands
 */
record Consequences(Set<String> words) {
    static final Consequences NONE = new Consequences(Set.of());

    private static final String HARMLESS = "-none";
    private static final String UNKNOWN = "-unknown";

    static Consequences of(String... named) {
        if (named.length == 0) {
            throw new IllegalArgumentException("consequences are missing; leave the condition out instead");
        }
        List<String> known = known();
        Set<String> words = new TreeSet<>();
        for (String word : named) {
            if (!known.contains(word)) {
                List<String> near = NearMatches.of(word, known);
                throw new IllegalArgumentException("no consequence is called '" + word + "'; "
                        + (near.isEmpty()
                                ? "there are: " + String.join(", ", known)
                                : "near: " + String.join(", ", near)));
            }
            words.add(word);
        }
        return new Consequences(Set.copyOf(words));
    }

    /** All but those that say that nothing can happen: to refuse or to allow that would mean nothing. */
    private static List<String> known() {
        return KnobWords.consequences().keySet().stream()
                .filter(word -> !word.endsWith(HARMLESS))
                .toList();
    }

    boolean isEmpty() {
        return words.isEmpty();
    }

    /** Whether a change can do one of these, or may, because nobody says. */
    boolean mayBeIn(List<String> change) {
        return change.stream().anyMatch(word -> words.contains(word) || word.endsWith(UNKNOWN) && asks(word));
    }

    private boolean asks(String unknown) {
        String question = unknown.substring(0, unknown.length() - UNKNOWN.length() + 1);
        return words.stream().anyMatch(word -> word.startsWith(question));
    }

    /** What a change can do beyond these. */
    List<String> beyond(List<String> change) {
        return change.stream()
                .filter(word -> !word.endsWith(HARMLESS) && !words.contains(word))
                .toList();
    }

    /** For example {@code loses-data, unusable-lockout}. */
    @Override
    public String toString() {
        return String.join(", ", new TreeSet<>(words));
    }
}
