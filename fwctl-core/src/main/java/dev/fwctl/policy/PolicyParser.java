// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.policy;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import dev.fwctl.AccessPolicy;
import dev.fwctl.Effect;
import dev.fwctl.Effects;
import dev.fwctl.RpcScope;
import dev.fwctl.layout.NearMatches;
import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads a policy token by token, so that whatever is wrong is known by line and column. What it does not understand, it
 * refuses: a misspelt condition must not become a rule without that condition.
 */
final class PolicyParser {
    private static final String SCHEMA = "access-policy-1";
    private static final int MAX_BYTES = 1 << 20;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    private static final List<String> KEYS = List.of("schema", "name", "otherwise", "atMost", "rules");
    private static final List<String> RULE_KEYS = List.of(
            "allow",
            "refuse",
            "commands",
            "modules",
            "devices",
            "drivers",
            "effects",
            "upToScope",
            "fromScope",
            "undocumented");
    private static final String UNKNOWN = "unknown";
    private static final Map<String, AccessPolicy> POLICIES = Stream.of(
                    AccessPolicy.nothing(),
                    AccessPolicy.readOnly(),
                    AccessPolicy.configureAfterReset(),
                    AccessPolicy.configure(),
                    AccessPolicy.debug())
            .collect(Collectors.toMap(AccessPolicy::name, policy -> policy, (a, b) -> a, LinkedHashMap::new));
    private static final Map<String, RpcScope> SCOPES = Stream.of(RpcScope.values())
            .collect(Collectors.toMap(RpcScope::name, scope -> scope, (a, b) -> a, LinkedHashMap::new));
    private static final Map<String, Effect> EFFECTS = Stream.of(Effect.values())
            .filter(effect -> Effects.of(Effects.Source.SPECIFICATION, effect).changes() != 0)
            .collect(Collectors.toMap(Effect::toString, effect -> effect, (a, b) -> a, LinkedHashMap::new));

    private final String origin;
    private final JsonParser json;
    private final KnownNames known;

    private PolicyParser(String origin, JsonParser json, KnownNames known) {
        this.origin = origin;
        this.json = json;
        this.known = known;
    }

    static AccessPolicy load(Path file, KnownNames known) throws IOException {
        byte[] bytes;
        try (InputStream in = new FileInputStream(file.toFile())) { // no channel, which an interrupt would close
            bytes = in.readNBytes(MAX_BYTES + 1);
        } catch (FileNotFoundException e) {
            throw Files.exists(file)
                    ? new FileSystemException(file.toString(), null, e.getMessage())
                    : new NoSuchFileException(file.toString());
        } catch (IOException e) {
            throw new FileSystemException(file.toString(), null, e.getMessage());
        }
        return parse(file.toString(), bytes, known);
    }

    static AccessPolicy parse(String origin, byte[] bytes, KnownNames known) {
        if (bytes.length > MAX_BYTES) {
            throw new PolicyFormatException(origin, 1, 1, "a policy has at most " + MAX_BYTES + " bytes");
        }
        try (JsonParser json = FACTORY.createParser(bytes)) {
            return new PolicyParser(origin, json, known).document();
        } catch (JsonProcessingException e) {
            JsonLocation at = e.getLocation();
            throw new PolicyFormatException(
                    origin, at == null ? 1 : at.getLineNr(), at == null ? 1 : at.getColumnNr(), JsonFault.reason(e));
        } catch (IOException e) {
            // The bytes are in memory: this is about characters.
            throw new PolicyFormatException(origin, 1, 1, "it is not UTF-8: " + e.getMessage());
        }
    }

    private AccessPolicy document() throws IOException {
        String schema = null;
        String name = null;
        AccessPolicy otherwise = AccessPolicy.nothing();
        AccessPolicy atMost = null;
        List<PolicyRule> rules = null;
        expect(json.nextToken(), JsonToken.START_OBJECT, "a policy is a JSON object");
        for (String key = key(); key != null; key = key()) {
            switch (key) {
                case "schema" -> {
                    schema = string(key);
                    if (!schema.equals(SCHEMA)) {
                        throw wrong(
                                "'schema' is \"" + SCHEMA + "\", the only form that this version reads, and this is "
                                        + quoted(schema) + "; a later version of the library may read that");
                    }
                }
                case "name" -> name = sentence(key);
                case "otherwise" -> otherwise = choice(key, POLICIES);
                case "atMost" -> atMost = choice(key, POLICIES);
                case "rules" -> rules = rules();
                default -> throw unknown("key of a policy", key, KEYS);
            }
        }
        if (schema == null || name == null || rules == null) {
            throw wrong("a policy needs 'schema' (\"" + SCHEMA + "\"), 'name' and 'rules'; "
                    + (schema == null ? "'schema'" : name == null ? "'name'" : "'rules'") + " is missing");
        }
        if (json.nextToken() != null) {
            throw wrong("nothing may follow the policy");
        }
        AccessPolicy policy = new RulesPolicy(name, otherwise, rules);
        return atMost == null ? policy : policy.and(atMost);
    }

    private List<PolicyRule> rules() throws IOException {
        List<PolicyRule> rules = new ArrayList<>();
        expect(json.nextToken(), JsonToken.START_ARRAY, "'rules' is an array of rules");
        while (json.nextToken() != JsonToken.END_ARRAY) {
            rules.add(rule());
        }
        return rules;
    }

    private PolicyRule rule() throws IOException {
        expect(json.currentToken(), JsonToken.START_OBJECT, "a rule is a JSON object");
        PolicyRule rule = null;
        for (String key = key(); key != null; key = key()) {
            boolean first = key.equals("allow") || key.equals("refuse");
            if (!RULE_KEYS.contains(key)) {
                throw unknown("key of a rule", key, RULE_KEYS);
            }
            if (first != (rule == null)) {
                throw wrong(
                        first
                                ? "a rule either allows or refuses"
                                : "a rule begins with 'allow' or 'refuse', and says why: \"allow\": \"for whom\"");
            }
            rule = first
                    ? key.equals("allow") ? PolicyRule.allow(sentence(key)) : PolicyRule.refuse(sentence(key))
                    : condition(rule, key);
        }
        if (rule == null) {
            throw wrong("a rule needs 'allow' or 'refuse'");
        }
        return rule;
    }

    private PolicyRule condition(@Nullable PolicyRule rule, String key) throws IOException {
        if (rule == null) {
            throw wrong("a rule begins with 'allow' or 'refuse'");
        }
        return switch (key) {
            case "commands", "modules", "devices", "drivers" -> named(rule, key);
            case "effects" -> effects(rule);
            case "upToScope", "fromScope" -> {
                if (rule.allows() != key.equals("upToScope")) {
                    throw wrong("a rule that allows has 'upToScope', one that refuses has 'fromScope'");
                }
                yield rule.scope(choice(key, SCOPES));
            }
            default -> {
                JsonToken token = json.nextToken();
                expect(token, JsonToken.VALUE_TRUE, "'undocumented' can only be true; leave it out otherwise");
                yield rule.undocumented();
            }
        };
    }

    private PolicyRule named(PolicyRule rule, String key) throws IOException {
        String[] names = strings(key);
        try {
            PolicyRule named = switch (key) {
                case "commands" -> rule.commands(names);
                case "modules" -> rule.modules(names);
                case "devices" -> rule.devices(names);
                default -> rule.drivers(names);
            };
            Optional<String> problem = known.problem(named);
            if (problem.isPresent()) {
                throw wrong("the rule can match nothing: " + problem.get());
            }
            return named;
        } catch (PolicyFormatException e) {
            throw e;
        } catch (IllegalArgumentException e) {
            throw wrong(String.valueOf(e.getMessage()));
        }
    }

    private PolicyRule effects(PolicyRule rule) throws IOException {
        List<Effect> effects = new ArrayList<>();
        boolean unknown = false;
        expect(json.nextToken(), JsonToken.START_ARRAY, "'effects' is an array of strings");
        while (json.nextToken() != JsonToken.END_ARRAY) {
            expect(json.currentToken(), JsonToken.VALUE_STRING, "'effects' is an array of strings");
            String name = json.getText();
            Effect effect = EFFECTS.get(name);
            if (effect != null) {
                effects.add(effect);
            } else if (name.equals(UNKNOWN)) {
                unknown = true;
            } else {
                List<String> known = new ArrayList<>(EFFECTS.keySet());
                known.add(UNKNOWN);
                throw unknown("effect", name, known);
            }
        }
        if (effects.isEmpty() && !unknown) {
            throw wrong("'effects' lists nothing; leave it out instead");
        }
        PolicyRule changed = rule.effects(effects.toArray(Effect[]::new));
        return unknown ? changed.unknownEffects() : changed;
    }

    private String[] strings(String key) throws IOException {
        List<String> strings = new ArrayList<>();
        expect(json.nextToken(), JsonToken.START_ARRAY, "'" + key + "' is an array of strings");
        while (json.nextToken() != JsonToken.END_ARRAY) {
            expect(json.currentToken(), JsonToken.VALUE_STRING, "'" + key + "' is an array of strings");
            if (json.getText().isBlank()) {
                throw wrong("an empty name matches nothing");
            }
            strings.add(json.getText());
        }
        if (strings.isEmpty()) {
            throw wrong("'" + key + "' lists nothing, so the rule would match nothing; leave it out to match all");
        }
        return strings.toArray(String[]::new);
    }

    private <T> T choice(String key, Map<String, T> choices) throws IOException {
        String name = string(key);
        T choice = choices.get(name);
        if (choice == null) {
            throw unknown("value of '" + key + "'", name, List.copyOf(choices.keySet()));
        }
        return choice;
    }

    private String sentence(String key) throws IOException {
        String text = string(key);
        if (text.isBlank()) {
            throw wrong("'" + key + "' must not be empty: messages and the audit log quote it");
        }
        return text;
    }

    private String string(String key) throws IOException {
        expect(json.nextToken(), JsonToken.VALUE_STRING, "'" + key + "' is a string");
        return json.getText();
    }

    /** The next key of the current object, or null at its end. */
    private @Nullable String key() throws IOException {
        return json.nextToken() == JsonToken.END_OBJECT ? null : json.currentName();
    }

    private void expect(@Nullable JsonToken found, JsonToken wanted, String sentence) throws IOException {
        if (found != wanted) {
            throw wrong(sentence + (found == null ? ", and the file ends here" : ", and this is " + name(found)));
        }
    }

    private String name(JsonToken found) throws IOException {
        return switch (found) {
            case START_OBJECT -> "an object";
            case START_ARRAY -> "a list";
            case VALUE_STRING -> "the string " + quoted(json.getText());
            default -> quoted(json.getText());
        };
    }

    private PolicyFormatException unknown(String what, String name, List<String> known) {
        List<String> near = NearMatches.of(name, known);
        return wrong("no " + what + " is called " + quoted(name) + "; "
                + (near.isEmpty() ? "there are: " + String.join(", ", known) : "near: " + String.join(", ", near)));
    }

    private PolicyFormatException wrong(String reason) {
        JsonLocation at = json.currentTokenLocation();
        return new PolicyFormatException(origin, at.getLineNr(), at.getColumnNr(), reason);
    }

    private static String quoted(String text) {
        return "'" + (text.length() <= 60 ? text : text.substring(0, 60) + "...") + "'";
    }
}
