// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.settings.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fwctl.settings.model.SettingValue;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Values of settings as JSON, and what reading them back takes. */
public final class JsonValues {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private JsonValues() {}

    /** {@code {"raw": ..., "text": ...}}, or null; a secret has no raw value. */
    public static JsonNode of(Optional<SettingValue> value) {
        if (value.isEmpty()) {
            return NODES.nullNode();
        }
        ObjectNode json = NODES.objectNode();
        json.set(
                "raw",
                value.get().sensitive() ? NODES.nullNode() : of(value.get().raw()));
        return json.put("text", value.get().text());
    }

    /** A raw or a desired value. */
    public static JsonNode of(Object raw) {
        if (raw instanceof Boolean truth) {
            return NODES.booleanNode(truth);
        }
        if (raw instanceof BigInteger big) {
            return NODES.numberNode(big);
        }
        if (raw instanceof Long || raw instanceof Integer || raw instanceof Short || raw instanceof Byte) {
            return NODES.numberNode(((Number) raw).longValue());
        }
        if (raw instanceof byte[] bytes) {
            return NODES.textNode(HexFormat.of().formatHex(bytes));
        }
        if (raw instanceof List<?> list) {
            ArrayNode array = NODES.arrayNode();
            list.forEach(one -> array.add(of(one)));
            return array;
        }
        return NODES.textNode(String.valueOf(raw));
    }

    /** What {@link #of(Object)} made. */
    public static Object value(JsonNode json) {
        if (json == null || json.isNull() || json.isObject()) {
            throw new IllegalArgumentException("a value is missing, or no value of a setting");
        }
        if (json.isBoolean()) {
            return json.asBoolean();
        }
        if (json.isIntegralNumber()) {
            return json.canConvertToLong() ? (Object) json.asLong() : json.bigIntegerValue();
        }
        if (json.isArray()) {
            List<Object> list = new ArrayList<>();
            json.forEach(one -> list.add(value(one)));
            return List.copyOf(list);
        }
        return json.asText();
    }

    /** What {@link #of(Optional)} made. */
    public static Optional<SettingValue> settingValue(JsonNode json) {
        if (json == null || json.isNull()) {
            return Optional.empty();
        }
        String text = text(json, "text");
        JsonNode raw = json.path("raw");
        return Optional.of(
                raw.isNull()
                        ? SettingValue.of(text).asSensitive()
                        : SettingValue.ofRaw(value(raw)).spelt(text));
    }

    /**
     * A document.
     *
     * @throws IllegalArgumentException if it is no JSON
     */
    public static JsonNode tree(String json) {
        try {
            return MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("it is no JSON: " + e.getOriginalMessage(), e);
        }
    }

    public static String text(JsonNode json, String name) {
        JsonNode member = json.path(name);
        if (!member.isTextual()) {
            throw new IllegalArgumentException("it has no text '" + name + "'");
        }
        return member.asText();
    }

    public static JsonNode array(JsonNode json, String name) {
        JsonNode member = json.path(name);
        if (!member.isArray()) {
            throw new IllegalArgumentException("it has no array '" + name + "'");
        }
        return member;
    }

    /** The constant whose word in JSON is its name in lower case with hyphens. */
    public static <E extends Enum<E>> E constant(Class<E> type, String word) {
        return Enum.valueOf(type, word.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    public static String pretty(JsonNode json) {
        DefaultIndenter lines = new DefaultIndenter("  ", "\n");
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
        printer.indentObjectsWith(lines);
        printer.indentArraysWith(lines);
        try {
            return MAPPER.writer(printer).writeValueAsString(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
