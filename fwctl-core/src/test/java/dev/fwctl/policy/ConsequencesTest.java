// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.fwctl.AccessPolicy;
import dev.fwctl.Effects;
import dev.fwctl.FwctlNode;
import dev.fwctl.RpcScope;
import dev.fwctl.SettingChange;
import dev.fwctl.TestNodes;
import dev.fwctl.ToyCommand;
import dev.fwctl.ToyCxlModule;
import dev.fwctl.json.JsonFormatException;
import dev.fwctl.settings.knobs.KnobWords;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rules about what changes of settings can do, in the words of the list. */
class ConsequencesTest {
    private static final FwctlNode NIC = TestNodes.NIC;
    private static final SettingChange HARMLESS = change("loses-none", "unusable-none", "security-none");
    private static final SettingChange LOCKS_OUT = change("loses-none", "unusable-lockout", "security-access");
    private static final SettingChange UNKNOWN =
            change(KnobWords.unknownConsequences().toArray(String[]::new));

    private static SettingChange change(String... consequences) {
        return new SettingChange("mlx5", "ANY", List.of(consequences));
    }

    private static AccessPolicy parse(String rules) {
        String json =
                "{\"schema\":\"access-policy-1\",\"name\":\"n\",\"otherwise\":\"debug\",\"rules\":[" + rules + "]}";
        return PolicyParser.parse(
                "p.json", json.getBytes(StandardCharsets.UTF_8), KnownNames.of(List.of(new ToyCxlModule())));
    }

    private static boolean allows(AccessPolicy policy, SettingChange change) {
        return policy.decide(NIC, change).allowed();
    }

    @Test
    void aRuleRefusesWhatItNamesAndWhatNobodyKnows() {
        AccessPolicy policy = parse("{\"refuse\":\"no way back\",\"consequences\":[\"unusable-lockout\"]}");
        assertTrue(allows(policy, HARMLESS));
        assertFalse(allows(policy, LOCKS_OUT));
        assertEquals(
                "a rule forbids it: no way back", policy.decide(NIC, LOCKS_OUT).reason());
        assertFalse(allows(policy, UNKNOWN), "it may lock out");
        assertTrue(
                allows(policy, change("loses-unknown", "unusable-none", "security-unknown")),
                "what is unknown is another question");
    }

    @Test
    void oneRuleThatAllowsMakesEveryChangeNeedOne() {
        AccessPolicy policy =
                parse("{\"allow\":\"links may flap\",\"consequences\":[\"loses-traffic\",\"unusable-link\"]}");
        assertTrue(allows(policy, HARMLESS));
        assertTrue(allows(policy, change("loses-traffic", "unusable-link", "security-none")));
        assertFalse(allows(policy, LOCKS_OUT));
        assertFalse(allows(policy, UNKNOWN));
        String reason = policy.decide(NIC, change("loses-traffic", "unusable-host", "security-none"))
                .reason();
        assertEquals(
                "no rule allows such a change; the rule \"links may flap\": it does not allow unusable-host", reason);
        AccessPolicy narrow = parse("{\"allow\":\"x\",\"modules\":[\"cxl\"],\"consequences\":[\"loses-traffic\"]}");
        assertFalse(allows(narrow, HARMLESS), "what was forgotten is refused");
    }

    @Test
    void withoutSuchARuleTheCommandsAloneAreJudged() {
        for (AccessPolicy policy : List.of(
                AccessPolicy.readOnly(),
                AccessPolicy.configure(),
                parse("{\"refuse\":\"x\",\"commands\":[\"cxl.*\"]}"))) {
            assertTrue(allows(policy, UNKNOWN), policy::name);
        }
    }

    @Test
    void commandsAndChangesDoNotMeet() {
        Effects effects = Effects.unknown();
        ToyCommand command = new ToyCommand("mlx5.x", 1, ToyCommand.SPEC, effects, RpcScope.CONFIGURATION);
        AccessPolicy policy = parse("{\"refuse\":\"x\",\"consequences\":[\"loses-data\"]}");
        assertTrue(policy.decide(NIC, command, effects, RpcScope.CONFIGURATION).allowed());
        assertTrue(Policies.explain(policy, NIC, LOCKS_OUT).toString().contains("is about loses-data only"));
        assertTrue(Policies.explain(parse("{\"refuse\":\"x\",\"commands\":[\"cxl.*\"]}"), NIC, LOCKS_OUT)
                .toString()
                .contains("is about commands, not about changes of settings"));
    }

    @Test
    void whatIsRefusedStaysSoWhateverThePolicyIsPartOf() {
        AccessPolicy policy = parse("{\"refuse\":\"x\",\"consequences\":[\"unusable-lockout\"]}");
        for (AccessPolicy whole : List.of(
                policy.and(AccessPolicy.debug()),
                AccessPolicy.debug().and(policy),
                policy.withUndocumented(RpcScope.DEBUG_WRITE_FULL),
                Policies.of("outer", policy))) {
            assertFalse(allows(whole, LOCKS_OUT), whole::name);
            assertTrue(allows(whole, HARMLESS), whole::name);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"consequences\":[\"unusable-lockuot\"] | no consequence is called 'unusable-lockuot'; near: unusable-lockout",
                "\"consequences\":[\"loses-none\"] | no consequence is called 'loses-none'",
                "\"consequences\":[] | 'consequences' lists nothing",
                "\"consequences\":[\"loses-data\"],\"commands\":[\"cxl.*\"] | it is about changes of settings",
                "\"fromScope\":\"DEBUG_WRITE\",\"consequences\":[\"loses-data\"] | it is about changes of settings",
                "\"consequences\":[\"loses-data\"],\"effects\":[\"unknown\"] | it is about changes of settings",
                "\"consequences\":[\"loses-data\"],\"undocumented\":true | it is about changes of settings",
            })
    void aRuleThatCannotBeMeantIsRefused(String conditions, String reason) throws IOException {
        String rule = "{\"refuse\":\"x\"," + conditions + "}";
        var refused = assertThrows(JsonFormatException.class, () -> parse(rule));
        assertTrue(String.valueOf(refused.getMessage()).contains(reason), refused::getMessage);
        assertFalse(valid(rule), "the schema has it so too");
    }

    @Test
    void theSchemaHasTheWordsOfTheListAndNoOthers() throws IOException {
        assertTrue(valid("{\"refuse\":\"x\",\"modules\":[\"cxl\"],\"consequences\":[\"loses-data\"]}"));
        try (var in = AccessPolicy.class.getResourceAsStream("/dev-fwctl-core/access-policy.schema.json")) {
            JsonNode words = new ObjectMapper().readTree(in).at("/$defs/consequences/items/enum");
            Set<String> schema = new TreeSet<>();
            words.forEach(word -> schema.add(word.asText()));
            assertEquals(
                    KnobWords.consequences().keySet().stream()
                            .filter(word -> !word.endsWith("-none"))
                            .collect(Collectors.toCollection(TreeSet::new)),
                    schema);
        }
    }

    private static boolean valid(String rule) throws IOException {
        try (var in = AccessPolicy.class.getResourceAsStream("/dev-fwctl-core/access-policy.schema.json")) {
            return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                    .getSchema(in)
                    .validate(
                            "{\"schema\":\"access-policy-1\",\"name\":\"n\",\"rules\":[" + rule + "]}",
                            InputFormat.JSON)
                    .isEmpty();
        }
    }
}
