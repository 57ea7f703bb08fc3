// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.settings.fleet;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.fwctl.internal.Jackson;
import dev.fwctl.settings.json.JsonValues;
import dev.fwctl.settings.plan.Consent;
import dev.fwctl.settings.plan.Desired;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A desired state from JSON; what it does not know, it refuses. */
final class DesiredStateParser {
    private static final String SCHEMA = "settings-desired-1";
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final Map<String, List<String>> labels = new LinkedHashMap<>();

    private DesiredStateParser() {}

    static DesiredState parse(String text) {
        Jackson.require();
        try {
            return new DesiredStateParser().document(MAPPER.readTree(text));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("it is no JSON: " + e.getOriginalMessage(), e);
        }
    }

    private DesiredState document(JsonNode json) {
        String schema = JsonValues.text(json, "schema");
        if (!schema.equals(SCHEMA)) {
            throw new IllegalArgumentException("its schema is '" + schema + "', and this library reads " + SCHEMA);
        }
        only(json, "the document", Set.of("schema", "labels", "devices"));
        json.path("labels").properties().forEach(label -> labels.put(label.getKey(), texts(label.getValue())));
        List<DesiredState.Group> groups = new ArrayList<>();
        for (JsonNode device : JsonValues.array(json, "devices")) {
            only(device, "an element of 'devices'", Set.of("select", "settings", "consents"));
            groups.add(new DesiredState.Group(
                    select(device.path("select")), settings(device.path("settings")), consents(device)));
        }
        return DesiredState.of(groups);
    }

    private Selector select(JsonNode json) {
        only(json, "'select'", Set.of("key", "driver", "pattern", "label"));
        if (!json.isObject() || json.isEmpty()) {
            throw new IllegalArgumentException("'select' names no device: give key, driver, pattern or label");
        }
        List<String> patterns = new ArrayList<>();
        optional(json, "pattern").ifPresent(patterns::add);
        Optional<String> label = optional(json, "label");
        if (label.isPresent()) {
            List<String> meant = labels.get(label.get());
            if (meant == null || !patterns.isEmpty()) {
                throw new IllegalArgumentException(
                        meant == null
                                ? "'labels' has no " + label.get()
                                : "'select' has a pattern and a label; give one");
            }
            patterns.addAll(meant);
        }
        return new Selector(optional(json, "key"), optional(json, "driver"), patterns);
    }

    private static Map<String, Desired> settings(JsonNode json) {
        if (!json.isObject()) {
            throw new IllegalArgumentException("an element of 'devices' has no object 'settings'");
        }
        Map<String, Desired> settings = new LinkedHashMap<>();
        json.properties().forEach(setting -> settings.put(setting.getKey(), desired(setting.getValue())));
        return settings;
    }

    private static Desired desired(JsonNode json) {
        boolean byDefault =
                json.isObject() && json.size() == 1 && json.path("default").asBoolean();
        return byDefault ? Desired.byDefault() : Desired.of(JsonValues.value(json));
    }

    private static Set<Consent> consents(JsonNode device) {
        Set<Consent> consents = new LinkedHashSet<>();
        device.path("consents").forEach(one -> consents.add(Consent.valueOf(one.asText())));
        return consents;
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(one -> texts.add(one.asText()));
        return texts;
    }

    private static Optional<String> optional(JsonNode json, String name) {
        return json.has(name) ? Optional.of(JsonValues.text(json, name)) : Optional.empty();
    }

    private static void only(JsonNode json, String what, Set<String> known) {
        json.properties().forEach(member -> {
            if (!known.contains(member.getKey())) {
                throw new IllegalArgumentException(
                        what + " has '" + member.getKey() + "', which is none of " + new java.util.TreeSet<>(known));
            }
        });
    }
}
