// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.settings.knobs;

import dev.fwctl.json.JsonReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Reads a document of the schema {@code knobs-1}. */
final class KnobParser {
    static final String SCHEMA = "knobs-1";

    /** The source of what nobody wrote down. */
    private static final String JUDGED = "judged";

    private static final Set<String> KNOB_KEYS =
            Set.of("theme", "summary", "applyTime", "loses", "unusable", "security", "public", "kernel");
    private static final Set<String> KERNEL_KEYS =
            Set.of("kind", "use", "file", "relation", "prefer", "difference", "since", "sinceFrom");

    private final JsonReader json;
    private final Map<String, String> sources = new LinkedHashMap<>();
    private final Map<String, KernelInterface> interfaces = new LinkedHashMap<>();

    /** What stands in the document of each knob; it refers to sources and interfaces that may come after it. */
    private final Map<String, Entry> entries = new LinkedHashMap<>();

    private String schema = "";
    private String name = "";

    private KnobParser(JsonReader json) {
        this.json = json;
    }

    /** Texts by key, those of a knob or of an interface. */
    private record Texts(String owner, Map<String, String> byKey) {
        String text(String key) {
            String text = byKey.get(key);
            if (text == null) {
                throw new IllegalArgumentException(owner + " has no '" + key + "'");
            }
            return text;
        }
    }

    /** What stands of a knob in the document. */
    private static final class Entry {
        final Texts texts;
        boolean documented = true;
        List<String> kernel = List.of();

        Entry(String name) {
            texts = new Texts(name, new LinkedHashMap<>());
        }
    }

    static KnobCatalog.Content document(JsonReader json) throws IOException {
        return new KnobParser(json).document();
    }

    private KnobCatalog.Content document() throws IOException {
        json.object(key -> {
            switch (key) {
                case "schema" -> {
                    json.schema(SCHEMA);
                    schema = SCHEMA;
                }
                case "name" -> name = json.text();
                case "sources" -> json.object(source -> sources.put(source, json.text()));
                case "kernel" -> json.object(one -> interfaces.put(one, kernel(one)));
                case "knobs" -> json.object(one -> entries.put(one, entry(one)));
                default ->
                    throw json.unknown(
                            "key of a catalog of knobs", key, Set.of("schema", "name", "sources", "kernel", "knobs"));
            }
        });
        if (schema.isEmpty() || name.isEmpty()) {
            throw json.wrong("a catalog of knobs has a 'schema', " + SCHEMA + ", and a 'name'");
        }
        Map<String, Knob> knobs = new LinkedHashMap<>();
        entries.forEach((knob, entry) -> knobs.put(knob, knob(knob, entry)));
        return new KnobCatalog.Content(name, Collections.unmodifiableMap(sources), Collections.unmodifiableMap(knobs));
    }

    private KernelInterface kernel(String name) throws IOException {
        Texts texts = new Texts("the interface " + name, new LinkedHashMap<>());
        json.object(key -> {
            if (!KERNEL_KEYS.contains(key)) {
                throw json.unknown("key of an interface", key, KERNEL_KEYS);
            }
            texts.byKey.put(key, json.text());
        });
        return new KernelInterface(
                texts.text("kind"),
                texts.text("use"),
                new KernelInterface.Comparison(
                        KernelInterface.Relation.valueOf(texts.text("relation").toUpperCase(Locale.ROOT)),
                        KernelInterface.Preference.valueOf(texts.text("prefer").toUpperCase(Locale.ROOT)),
                        texts.text("difference")),
                new KernelInterface.Origin(texts.text("file"), texts.byKey.getOrDefault("since", "")));
    }

    private Entry entry(String name) throws IOException {
        Entry entry = new Entry(name);
        json.object(key -> {
            if (!KNOB_KEYS.contains(key)) {
                throw json.unknown("key of a knob", key, KNOB_KEYS);
            }
            switch (key) {
                case "public" -> entry.documented = json.bool();
                case "kernel" -> entry.kernel = json.texts();
                default -> entry.texts.byKey.put(key, json.text());
            }
        });
        return entry;
    }

    private Knob knob(String name, Entry entry) {
        Told unusable = told(entry, "unusable");
        List<KernelInterface> used = new ArrayList<>();
        for (String key : entry.kernel) {
            KernelInterface found = interfaces.get(key);
            if (found == null) {
                throw new IllegalArgumentException(name + " names an interface that is not there: " + key);
            }
            used.add(found);
        }
        used.sort(Comparator.comparing(one -> one.compared().relation()));
        return new Knob(
                name,
                word(name, "themes", entry.texts.text("theme")),
                new Knob.Sentence(entry.texts.text("summary"), entry.documented),
                new Knob.Consequences(
                        told(entry, "applyTime"),
                        told(entry, "loses"),
                        unusable,
                        KnobWords.of("waysOut").getOrDefault(unusable.word(), ""),
                        told(entry, "security")),
                used);
    }

    private Told told(Entry entry, String kind) {
        String said = entry.texts.text(kind);
        int slash = said.indexOf('/');
        String word = word(entry.texts.owner, kind, slash < 0 ? said : said.substring(0, slash));
        String meaning = KnobWords.of(kind).getOrDefault(word, "");
        if (slash < 0) {
            return new Told(word, meaning, Told.Basis.NOBODY, "");
        }
        String key = said.substring(slash + 1);
        String source = sources.get(key);
        if (source == null) {
            throw new IllegalArgumentException(
                    entry.texts.owner + " says '" + said + "', which names a source that is not there");
        }
        return new Told(word, meaning, key.equals(JUDGED) ? Told.Basis.JUDGED : Told.Basis.SOURCE, source);
    }

    private static String word(String owner, String kind, String word) {
        if (!KnobWords.of(kind).containsKey(word)) {
            throw new IllegalArgumentException("of " + owner + ": '" + word + "' is no word for " + kind);
        }
        return word;
    }
}
