// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.operator;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A custom resource definition, and what an API server would make of resources by it: structural rules, JSON schema, CEL
 * rules. The mock server does none of that.
 */
public final class Definition {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, Object> root;
    private final JsonSchema schema;

    private Definition(Map<String, Object> root) {
        this.root = root;
        ObjectNode tree = JSON.valueToTree(root);
        this.schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V4).getSchema(tree);
    }

    /** The definition that the build generated from the Java type. */
    public static Definition generated(String plural) {
        Map<String, Object> crd = yaml(resource("/META-INF/fabric8/" + plural + ".fwctl.dev-v1.yml"));
        Map<String, Object> version = maps(map(crd, "spec"), "versions").get(0);
        return new Definition(map(map(version, "schema"), "openAPIV3Schema"));
    }

    public static String resource(String name) {
        try (InputStream in = Definition.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @SuppressWarnings("unchecked")
    public static Map<String, Object> yaml(String text) {
        return Serialization.unmarshal(text, Map.class);
    }

    /** What an API server says of a new resource; empty if it takes it. */
    public List<String> objections(String yaml) {
        return objections(yaml(yaml), null);
    }

    /** What an API server says when one resource replaces another. */
    public List<String> objections(Map<String, Object> resource, @Nullable Map<String, Object> old) {
        List<String> objections = new ArrayList<>();
        schema.validate(JSON.<ObjectNode>valueToTree(resource)).forEach(one -> objections.add(one.getMessage()));
        unknown(root, resource, "", objections);
        rules(root, resource, old, "", objections);
        return objections;
    }

    /** What makes this no structural schema, which an API server would refuse. */
    List<String> structure() {
        List<String> problems = new ArrayList<>();
        structure(root, "", problems);
        return problems;
    }

    private static void structure(Map<String, Object> schema, String path, List<String> problems) {
        boolean open = Boolean.TRUE.equals(schema.get("x-kubernetes-preserve-unknown-fields"));
        if (!schema.containsKey("type") && !open) {
            problems.add(path + " has no type");
        }
        if (schema.containsKey("properties") && schema.containsKey("additionalProperties")) {
            problems.add(path + " has properties and additionalProperties");
        }
        for (String no : List.of(
                "$ref",
                "definitions",
                "dependencies",
                "deprecated",
                "discriminator",
                "id",
                "patternProperties",
                "readOnly",
                "writeOnly",
                "xml",
                "uniqueItems")) {
            if (schema.containsKey(no)) {
                problems.add(path + " has " + no);
            }
        }
        children(schema).forEach((name, child) -> structure(child, path + "." + name, problems));
    }

    private static Map<String, Map<String, Object>> children(Map<String, Object> schema) {
        Map<String, Map<String, Object>> children = new java.util.TreeMap<>();
        if (schema.containsKey("properties")) {
            map(schema, "properties").forEach((name, child) -> children.put(name, cast(child)));
        }
        for (String key : List.of("items", "additionalProperties")) {
            if (schema.containsKey(key)) {
                children.put(key, map(schema, key));
            }
        }
        return children;
    }

    /** What an API server would drop, or refuse if the client asks for strict validation, as kubectl does. */
    private static void unknown(Map<String, Object> schema, Object value, String path, List<String> objections) {
        boolean metadata = path.equals(".metadata") || path.equals(".apiVersion") || path.equals(".kind");
        if (metadata || Boolean.TRUE.equals(schema.get("x-kubernetes-preserve-unknown-fields"))) {
            return;
        }
        each(schema, value, path, (name, child, inner) -> {
            boolean root = List.of(".metadata", ".apiVersion", ".kind").contains(name);
            if (child.schema == null && !root) {
                objections.add("unknown field " + name);
            } else if (child.schema != null) {
                unknown(child.schema, inner, name, objections);
            }
        });
    }

    private static void rules(
            Map<String, Object> schema, Object value, @Nullable Object old, String path, List<String> objections) {
        if (schema.containsKey("x-kubernetes-validations")) {
            for (Map<String, Object> rule : maps(schema, "x-kubernetes-validations")) {
                String text = (String) rule.get("rule");
                if (text.contains("oldSelf") && old == null) {
                    continue;
                }
                Map<String, Object> names = new java.util.HashMap<>(Map.of("self", value));
                if (old != null) {
                    names.put("oldSelf", old);
                }
                if (!Cel.holds(text, names)) {
                    objections.add((String) rule.get("message"));
                }
            }
        }
        each(schema, value, path, (name, child, inner) -> {
            if (child.schema != null) {
                Object before = old instanceof Map<?, ?> map ? map.get(child.key) : null;
                rules(child.schema, inner, before, name, objections);
            }
        });
    }

    private record Child(String key, @Nullable Map<String, Object> schema) {}

    private interface Visit {
        void to(String path, Child child, Object value);
    }

    private static void each(Map<String, Object> schema, Object value, String path, Visit visit) {
        if (value instanceof Map<?, ?> map) {
            for (Object key : new TreeSet<>(map.keySet())) {
                Map<String, Object> child = schema.containsKey("additionalProperties")
                        ? map(schema, "additionalProperties")
                        : schema.containsKey("properties")
                                ? cast(map(schema, "properties").get(key))
                                : null;
                visit.to(path + "." + key, new Child((String) key, child), map.get(key));
            }
        } else if (value instanceof List<?> list && schema.containsKey("items")) {
            for (int i = 0; i < list.size(); i++) {
                visit.to(path + "[" + i + "]", new Child("", map(schema, "items")), list.get(i));
            }
        }
    }

    static Map<String, Object> map(Map<String, Object> map, String key) {
        return cast(map.get(key));
    }

    @SuppressWarnings("unchecked")
    static List<Map<String, Object>> maps(Map<String, Object> map, String key) {
        return (List<Map<String, Object>>) map.get(key);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> cast(Object value) {
        return (Map<String, Object>) value;
    }
}
