// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.mlx5.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** The part of JSON Schema that the catalogs' schemas use; a keyword it does not know is an error, not ignored. */
final class JsonSchema {
    private final JsonNode root;
    private final List<String> problems = new ArrayList<>();

    JsonSchema(JsonNode root) {
        this.root = root;
    }

    /** What is wrong with a document; empty if nothing is. */
    List<String> check(JsonNode document) {
        problems.clear();
        check(root, document, "$");
        return List.copyOf(problems);
    }

    private void check(JsonNode schema, JsonNode value, String at) {
        schema.properties().forEach(keyword -> {
            JsonNode rule = keyword.getValue();
            switch (keyword.getKey()) {
                case "$schema", "$id", "$defs", "title", "description", "additionalProperties" -> {}
                case "$ref" -> check(root.at(rule.asText().substring(1)), value, at);
                case "type" -> expect(isType(rule.asText(), value), at, "is not of type " + rule.asText());
                case "const" -> expect(rule.equals(value), at, "is not " + rule);
                case "enum" -> expect(contains(rule, value), at, "is none of " + rule);
                case "minLength" -> expect(value.asText().length() >= rule.asInt(), at, "is too short");
                case "minItems" -> expect(!value.isArray() || value.size() >= rule.asInt(), at, "has too few elements");
                case "minimum" -> expect(!value.isNumber() || value.asLong() >= rule.asLong(), at, "is below " + rule);
                case "pattern" ->
                    expect(
                            !value.isTextual() || value.asText().matches(".*" + rule.asText() + ".*"),
                            at,
                            "does not match " + rule);
                case "required" ->
                    rule.forEach(name -> expect(!value.isObject() || value.has(name.asText()), at, "lacks " + name));
                case "anyOf" -> expect(anyOf(rule, value), at, "matches no alternative");
                case "items" -> {
                    for (int i = 0; value.isArray() && i < value.size(); i++) {
                        check(rule, value.get(i), at + "[" + i + "]");
                    }
                }
                case "properties" ->
                    value.properties().forEach(one -> {
                        if (rule.has(one.getKey())) {
                            check(rule.get(one.getKey()), one.getValue(), at + "." + one.getKey());
                        }
                    });
                default -> throw new IllegalArgumentException("this checker does not know " + keyword.getKey());
            }
        });
        if (schema.has("additionalProperties")) {
            additional(schema, value, at);
        }
    }

    private void additional(JsonNode schema, JsonNode value, String at) {
        JsonNode rule = schema.get("additionalProperties");
        value.properties().forEach(one -> {
            if (!schema.path("properties").has(one.getKey())) {
                if (rule.isBoolean()) {
                    expect(rule.asBoolean(), at, "has the unknown key " + one.getKey());
                } else {
                    check(rule, one.getValue(), at + "." + one.getKey());
                }
            }
        });
    }

    private boolean anyOf(JsonNode rules, JsonNode value) {
        for (JsonNode rule : rules) {
            if (new JsonSchema(rule).check(value).isEmpty()) {
                return true;
            }
        }
        return false;
    }

    private static boolean contains(JsonNode array, JsonNode value) {
        for (JsonNode one : array) {
            if (one.equals(value)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isType(String type, JsonNode value) {
        return switch (type) {
            case "object" -> value.isObject();
            case "array" -> value.isArray();
            case "string" -> value.isTextual();
            case "integer" -> value.isIntegralNumber();
            case "boolean" -> value.isBoolean();
            default -> throw new IllegalArgumentException("this checker does not know the type " + type);
        };
    }

    private void expect(boolean holds, String at, String problem) {
        if (!holds) {
            problems.add(at + " " + problem);
        }
    }
}
