// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.policy;

import dev.fwctl.AccessPolicy;
import dev.fwctl.Effect;
import dev.fwctl.Effects;
import dev.fwctl.RpcScope;
import dev.fwctl.json.JsonReader;
import java.io.ByteArrayInputStream;
import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
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

    private static final List<String> KEYS = List.of("schema", "name", "otherwise", "atMost", "rules");
    private static final List<String> RULE_KEYS = List.of(
            "allow",
            "refuse",
            "commands",
            "modules",
            "devices",
            "drivers",
            "about",
            "effects",
            "upToScope",
            "fromScope",
            "undocumented",
            "consequences");
    /** The effects of a command whose effects nobody published. */
    private static final Optional<Effect> UNKNOWN = Optional.empty();

    private static final Map<String, AccessPolicy> POLICIES = Stream.of(
                    AccessPolicy.nothing(),
                    AccessPolicy.readOnly(),
                    AccessPolicy.configureAfterReset(),
                    AccessPolicy.configure(),
                    AccessPolicy.debug())
            .collect(Collectors.toMap(AccessPolicy::name, policy -> policy, (a, b) -> a, LinkedHashMap::new));
    private static final Map<String, RpcScope> SCOPES = Stream.of(RpcScope.values())
            .collect(Collectors.toMap(RpcScope::name, scope -> scope, (a, b) -> a, LinkedHashMap::new));
    private static final Map<String, Optional<Effect>> EFFECTS = effects();

    private static Map<String, Optional<Effect>> effects() {
        Map<String, Optional<Effect>> effects = new LinkedHashMap<>();
        Stream.of(Effect.values())
                .filter(effect ->
                        Effects.of(Effects.Source.SPECIFICATION, effect).changes() != 0)
                .forEach(effect -> effects.put(effect.toString(), Optional.of(effect)));
        effects.put("unknown", UNKNOWN);
        return effects;
    }

    private final JsonReader json;
    private final KnownNames known;

    private PolicyParser(JsonReader json, KnownNames known) {
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
        try {
            return JsonReader.read(origin, new ByteArrayInputStream(bytes), json -> {
                if (bytes.length > MAX_BYTES) {
                    throw json.wrong("a policy has at most " + MAX_BYTES + " bytes");
                }
                return new PolicyParser(json, known).document();
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e); // memory does not fail
        }
    }

    private AccessPolicy document() throws IOException {
        var draft = new Object() {
            boolean schema;
            String name = "";
            AccessPolicy otherwise = AccessPolicy.nothing();

            @Nullable
            AccessPolicy atMost;

            @Nullable
            List<PolicyRule> rules;
        };
        json.object(key -> {
            switch (key) {
                case "schema" -> {
                    json.schema(SCHEMA);
                    draft.schema = true;
                }
                case "name" -> draft.name = sentence(key);
                case "otherwise" -> draft.otherwise = json.choice(POLICIES);
                case "atMost" -> draft.atMost = json.choice(POLICIES);
                case "rules" -> draft.rules = json.array(each -> rule());
                default -> throw json.unknown("key of a policy", key, KEYS);
            }
        });
        List<PolicyRule> rules = draft.rules;
        if (!draft.schema || draft.name.isEmpty() || rules == null) {
            throw json.wrong("a policy needs 'schema' (\"" + SCHEMA + "\"), 'name' and 'rules'; "
                    + (!draft.schema ? "'schema'" : draft.name.isEmpty() ? "'name'" : "'rules'") + " is missing");
        }
        AccessPolicy policy = new RulesPolicy(draft.name, draft.otherwise, rules);
        return draft.atMost == null ? policy : policy.and(draft.atMost);
    }

    private PolicyRule rule() throws IOException {
        var draft = new Object() {
            @Nullable
            PolicyRule rule;
        };
        json.object(key -> {
            if (!RULE_KEYS.contains(key)) {
                throw json.unknown("key of a rule", key, RULE_KEYS);
            }
            PolicyRule soFar = draft.rule;
            if (key.equals("allow") || key.equals("refuse")) {
                if (soFar != null) {
                    throw json.wrong("a rule either allows or refuses");
                }
                String why = sentence(key);
                draft.rule = key.equals("allow") ? PolicyRule.allow(why) : PolicyRule.refuse(why);
            } else if (soFar == null) {
                throw json.wrong("a rule begins with 'allow' or 'refuse', and says why: \"allow\": \"for whom\"");
            } else {
                draft.rule = condition(soFar, key);
            }
        });
        if (draft.rule == null) {
            throw json.wrong("a rule needs 'allow' or 'refuse'");
        }
        Optional<String> contradiction = draft.rule.terms().contradiction();
        if (contradiction.isPresent()) {
            throw json.wrong("the rule can match nothing: " + contradiction.get());
        }
        return draft.rule;
    }

    private PolicyRule condition(PolicyRule rule, String key) throws IOException {
        return switch (key) {
            case "commands", "modules", "devices", "drivers", "about", "consequences" -> named(rule, key);
            case "effects" -> effects(rule);
            case "upToScope", "fromScope" -> {
                if (rule.allows() != key.equals("upToScope")) {
                    throw json.wrong("a rule that allows has 'upToScope', one that refuses has 'fromScope'");
                }
                yield rule.scope(json.choice(SCOPES));
            }
            default -> {
                if (json.kind() != JsonReader.Kind.BOOLEAN || !json.bool()) {
                    throw json.unlike("'undocumented' can only be true; leave it out otherwise");
                }
                yield rule.undocumented();
            }
        };
    }

    private PolicyRule named(PolicyRule rule, String key) throws IOException {
        String[] names = json.array(each -> name()).toArray(String[]::new);
        if (names.length == 0) {
            throw json.wrong("'" + key + "' lists nothing, so the rule would match nothing; leave it out to match all");
        }
        PolicyRule named = switch (key) {
            case "commands" -> rule.commands(names);
            case "modules" -> rule.modules(names);
            case "devices" -> rule.devices(names);
            case "consequences" -> rule.consequences(names);
            case "about" -> rule.about(names);
            default -> rule.drivers(names);
        };
        Optional<String> problem = known.problem(named);
        if (problem.isPresent()) {
            throw json.wrong("the rule can match nothing: " + problem.get());
        }
        return named;
    }

    private String name() throws IOException {
        String name = json.text();
        if (name.isBlank()) {
            throw json.wrong("an empty name matches nothing");
        }
        return name;
    }

    private PolicyRule effects(PolicyRule rule) throws IOException {
        List<Optional<Effect>> listed = json.array(each -> each.choice(EFFECTS));
        if (listed.isEmpty()) {
            throw json.wrong("'effects' lists nothing; leave it out instead");
        }
        PolicyRule changed =
                rule.effects(listed.stream().flatMap(Optional::stream).toArray(Effect[]::new));
        return listed.contains(UNKNOWN) ? changed.unknownEffects() : changed;
    }

    private String sentence(String key) throws IOException {
        String text = json.text();
        if (text.isBlank()) {
            throw json.wrong("'" + key + "' must not be empty: messages and the audit log quote it");
        }
        return text;
    }
}
