// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.settings.knobs;

import dev.fwctl.json.JsonReader;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The words that are used of settings, each with its meaning in a sentence, in the order in which a list shows them. They
 * stand in {@code dev-fwctl-core/knob-words.json}. Thread-safe.
 */
public final class KnobWords {
    private static final String RESOURCE = "/dev-fwctl-core/knob-words.json";

    /** What is asked of a change, in the order of a list. */
    private static final List<String> QUESTIONS = List.of("loses", "unusable", "security");

    private KnobWords() {}

    /** What a setting is about, by theme. Unmodifiable. */
    public static Map<String, String> themes() {
        return of("themes");
    }

    /** When a written value counts. Unmodifiable. */
    public static Map<String, String> applyTimes() {
        return of("applyTime");
    }

    /** What a new value can cost. Unmodifiable. */
    public static Map<String, String> losses() {
        return of("loses");
    }

    /** What a wrong value can make unusable. Unmodifiable. */
    public static Map<String, String> unusable() {
        return of("unusable");
    }

    /** What a setting has to do with security. Unmodifiable. */
    public static Map<String, String> security() {
        return of("security");
    }

    /**
     * What changing a setting can do, for policies, plans and pages: each question with each of its answers, for example
     * {@code loses-traffic} or {@code unusable-lockout}. Unmodifiable.
     */
    public static Map<String, String> consequences() {
        return Loaded.CONSEQUENCES;
    }

    /** What is said of a setting that nobody says anything of: {@code loses-unknown} and so on. Unmodifiable. */
    public static List<String> unknownConsequences() {
        return QUESTIONS.stream().map(question -> question + "-unknown").toList();
    }

    static Map<String, String> of(String kind) {
        Map<String, String> meanings = Loaded.WORDS.get(kind);
        if (meanings == null) {
            throw new IllegalArgumentException("there are no words for " + kind);
        }
        return meanings;
    }

    /** Read when the first word is looked up. */
    private static final class Loaded {
        static final Map<String, Map<String, String>> WORDS = read();

        static final Map<String, String> CONSEQUENCES = joined();

        private static Map<String, String> joined() {
            Map<String, String> all = new LinkedHashMap<>();
            for (String question : QUESTIONS) {
                of(question).forEach((word, meaning) -> all.put(question + "-" + word, meaning));
            }
            return Collections.unmodifiableMap(all);
        }

        private static Map<String, Map<String, String>> read() {
            return JsonReader.resource(KnobWords.class, RESOURCE, json -> {
                Map<String, Map<String, String>> words = new LinkedHashMap<>();
                json.object(kind -> {
                    if (json.kind() == JsonReader.Kind.TEXT) {
                        json.text(); // a comment
                    } else {
                        Map<String, String> meanings = new LinkedHashMap<>();
                        json.object(word -> meanings.put(word, json.text()));
                        words.put(kind, Collections.unmodifiableMap(meanings));
                    }
                });
                return words;
            });
        }
    }
}
