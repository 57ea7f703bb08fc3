// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.settings.knobs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.fwctl.internal.Jackson;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Reads a document of the schema {@code knobs-1}. */
final class KnobParser {
    static final String SCHEMA = "knobs-1";

    /** The source of what nobody wrote down. */
    private static final String JUDGED = "judged";

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final Map<String, String> sources = new LinkedHashMap<>();
    private final Map<String, KernelInterface> interfaces = new LinkedHashMap<>();

    private KnobParser() {}

    static KnobCatalog.Content parse(String origin, InputStream stream) throws IOException {
        Jackson.require();
        try {
            return new KnobParser().document(MAPPER.readTree(stream));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(origin + " is not the JSON it should be: " + e.getMessage(), e);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(origin + ": " + e.getMessage(), e);
        }
    }

    private KnobCatalog.Content document(JsonNode document) {
        if (!SCHEMA.equals(text(document, "schema"))) {
            throw new IllegalArgumentException("'schema' has to be " + SCHEMA);
        }
        document.path("sources")
                .properties()
                .forEach(
                        source -> sources.put(source.getKey(), source.getValue().textValue()));
        document.path("kernel").properties().forEach(one -> interfaces.put(one.getKey(), kernel(one.getValue())));
        Map<String, Knob> knobs = new LinkedHashMap<>();
        document.path("knobs").properties().forEach(one -> knobs.put(one.getKey(), knob(one.getKey(), one.getValue())));
        return new KnobCatalog.Content(
                text(document, "name"), Collections.unmodifiableMap(sources), Collections.unmodifiableMap(knobs));
    }

    private static KernelInterface kernel(JsonNode node) {
        return new KernelInterface(
                text(node, "kind"),
                text(node, "use"),
                new KernelInterface.Comparison(
                        KernelInterface.Relation.valueOf(text(node, "relation").toUpperCase(Locale.ROOT)),
                        KernelInterface.Preference.valueOf(text(node, "prefer").toUpperCase(Locale.ROOT)),
                        text(node, "difference")),
                new KernelInterface.Origin(
                        text(node, "file"), node.path("since").asText()));
    }

    private Knob knob(String name, JsonNode node) {
        Told unusable = told(node, "unusable");
        List<KernelInterface> used = new ArrayList<>();
        for (JsonNode key : node.path("kernel")) {
            KernelInterface found = interfaces.get(key.textValue());
            if (found == null) {
                throw new IllegalArgumentException(name + " names an interface that is not there: " + key);
            }
            used.add(found);
        }
        used.sort(Comparator.comparing(one -> one.compared().relation()));
        return new Knob(
                name,
                word("themes", text(node, "theme")),
                new Knob.Sentence(text(node, "summary"), node.path("public").asBoolean(true)),
                new Knob.Consequences(
                        told(node, "applyTime"),
                        told(node, "loses"),
                        unusable,
                        KnobWords.of("waysOut").getOrDefault(unusable.word(), ""),
                        told(node, "security")),
                used);
    }

    private Told told(JsonNode node, String kind) {
        String said = text(node, kind);
        int slash = said.indexOf('/');
        String word = word(kind, slash < 0 ? said : said.substring(0, slash));
        String meaning = KnobWords.of(kind).getOrDefault(word, "");
        if (slash < 0) {
            return new Told(word, meaning, Told.Basis.NOBODY, "");
        }
        String key = said.substring(slash + 1);
        String source = sources.get(key);
        if (source == null) {
            throw new IllegalArgumentException("'" + said + "' names a source that is not there");
        }
        return new Told(word, meaning, key.equals(JUDGED) ? Told.Basis.JUDGED : Told.Basis.SOURCE, source);
    }

    private static String word(String kind, String word) {
        if (!KnobWords.of(kind).containsKey(word)) {
            throw new IllegalArgumentException("'" + word + "' is no word for " + kind);
        }
        return word;
    }

    private static String text(JsonNode node, String key) {
        JsonNode value = node.path(key);
        if (!value.isTextual()) {
            throw new IllegalArgumentException("'" + key + "' is missing, or no text");
        }
        return value.textValue();
    }
}
