// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.fwctl.AccessPolicy;
import dev.fwctl.Effect;
import dev.fwctl.Effects;
import dev.fwctl.FakeKernel;
import dev.fwctl.FwctlNode;
import dev.fwctl.RpcScope;
import dev.fwctl.TestNodes;
import dev.fwctl.ToyCommand;
import dev.fwctl.ToyCxlModule;
import dev.fwctl.json.JsonFormatException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Policies in files: what a good one means, and what is said of a bad one. */
class PolicyParserTest {
    private static final String HEAD = "{\"schema\":\"access-policy-1\",\"name\":\"n\",\"rules\":[";

    @TempDir
    Path folder;

    private static AccessPolicy parse(String json) {
        return parse("p.json", json.getBytes(StandardCharsets.UTF_8));
    }

    private static AccessPolicy parse(String origin, byte[] bytes) {
        return PolicyParser.parse(origin, bytes, KnownNames.of(List.of(new ToyCxlModule())));
    }

    private static JsonSchema schema() throws IOException {
        try (var in = AccessPolicy.class.getResourceAsStream("/dev-fwctl-core/access-policy.schema.json")) {
            return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                    .getSchema(in);
        }
    }

    /** The example that the documentation prints. */
    private static String example() throws IOException {
        String page = Files.readString(Path.of("..", "docs", "policy.md"));
        int from = page.indexOf("```json\n") + 8;
        return page.substring(from, page.indexOf("```", from));
    }

    @Test
    void theExampleOfTheManualMeansWhatTheManualSays() throws IOException {
        Path file = folder.resolve("policy.json");
        Files.writeString(file, example());
        AccessPolicy policy = Policies.load(file);
        assertEquals("storage-hosts and configure", policy.name());
        assertTrue(schema().validate(example(), InputFormat.JSON).isEmpty());

        FakeKernel kernel = new FakeKernel(folder, ToyCommand::firmware);
        FwctlNode toy = kernel.fwctl().node("fwctl0");
        Effects changes = Effects.of(Effects.Source.DEVICE, Effect.IMMEDIATE_CONFIGURATION_CHANGE);
        ToyCommand set = new ToyCommand("cxl.set-feature", 2, ToyCommand.SPEC, changes, RpcScope.DEBUG_WRITE);
        assertFalse(policy.decide(toy, set, changes, RpcScope.DEBUG_WRITE).allowed(), "not one of these devices");
        FwctlNode cxl = TestNodes.CXL;
        assertTrue(policy.decide(cxl, set, changes, RpcScope.DEBUG_WRITE).allowed());
        assertFalse(policy.decide(cxl, set, changes, RpcScope.DEBUG_WRITE_FULL).allowed());
        ToyCommand mlx5 = new ToyCommand("mlx5.x", 2, ToyCommand.SPEC, changes, RpcScope.DEBUG_WRITE);
        assertEquals(
                "storage-hosts, a part of it, refuses: a rule forbids it: nothing may taint these machines at night",
                policy.decide(cxl, mlx5, Effects.none(Effects.Source.DEVICE), RpcScope.DEBUG_WRITE)
                        .reason());
    }

    /** The mark stands where the fault is. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"allow\":\"x\",^\"efects\":[\"unknown\"]}]} | "
                        + "no key of a rule is called 'efects'; near: effects",
                "{\"allow\":\"x\",\"effects\":[^\"imediate data change\"]}]} | "
                        + "no value of 'effects' is called 'imediate data change'; near: immediate data change, immediate log change",
                "{\"allow\":\"x\",\"upToScope\":^\"DEBUG_WRIT\"}]} | "
                        + "no value of 'upToScope' is called 'DEBUG_WRIT'; near: DEBUG_WRITE, DEBUG_WRITE_FULL",
                "{\"allow\":\"x\",^\"fromScope\":\"DEBUG_WRITE\"}]} | "
                        + "a rule that allows has 'upToScope', one that refuses has 'fromScope'",
                "{^\"commands\":[\"*\"],\"allow\":\"x\"}]} | "
                        + "a rule begins with 'allow' or 'refuse', and says why: \"allow\": \"for whom\"",
                "{\"allow\":\"x\",^\"refuse\":\"y\"}]} | " + "a rule either allows or refuses",
                "{\"allow\":\"x\",\"commands\":[^]}]} | "
                        + "'commands' lists nothing, so the rule would match nothing; leave it out to match all",
                "{\"allow\":\"x\",\"undocumented\":^false}]} | "
                        + "'undocumented' can only be true; leave it out otherwise, and this is 'false'",
                "{\"allow\":^\" \"}]} | " + "'allow' must not be empty: messages and the audit log quote it",
                "{^}]} | " + "a rule needs 'allow' or 'refuse'",
                "^7]} | " + "an element of 'rules' is an object, and this is '7'",
                "],\"otherwise\":^\"readonly\"} | " + "no value of 'otherwise' is called 'readonly'; near: readOnly",
                "]}^{} | " + "nothing may follow the document",
                "],\"name\"^:\"m\"} | " + "the key 'name' stands twice in one object; keep one of them",
                "{\"allow\":\"x\"}^} | " + "this '}' closes what was not open; a ']' is missing before it",
                "],^} | " + "'}' follows a comma, or a key without a value; no comma stands after the last entry",
                "{\"allow\":\"x\",\"commands\":[\"a\",^]}]} | "
                        + "']' follows a comma, or a key without a value; no comma stands after the last entry",
                "] ^\"otherwise\":\"readOnly\"} | " + "a comma is missing before this \"",
                "],^otherwise:\"readOnly\"} | " + "a key stands in double quotes, and this is o",
                "],^'otherwise':'readOnly'} | " + "JSON has double quotes only: \"like this\"",
                "^// all of ours ]} | "
                        + "JSON has no comments; words about an entry belong into one of its texts, if it has any",
                "],^# all of ours } | "
                        + "JSON has no comments; words about an entry belong into one of its texts, if it has any",
                "{\"allow\":\"x\",\"undocumented\":^\"true\"}]} | "
                        + "'undocumented' can only be true; leave it out otherwise, and this is the string 'true'",
                "{\"allow\":\"x\",\"commands\":[^[\"a\"]]}]} | "
                        + "an element of 'commands' is a string, and this is a list",
            })
    void aBadFileIsRefusedWithThePlaceAndTheReason(String rest, String reason) {
        int column = HEAD.length() + rest.indexOf('^') + 1;
        JsonFormatException e = assertThrows(JsonFormatException.class, () -> parse(HEAD + rest.replace("^", "")));
        assertEquals(reason, e.reason());
        assertEquals("p.json:1:" + column, e.origin() + ":" + e.line() + ":" + e.column());
        assertEquals("p.json:1:" + column + ": " + reason, e.getMessage());
    }

    @Test
    void whatIsNoJsonAtAllHasAPlaceToo() {
        String endsEarly = "the file ends here, within an object, a list or a string; is its end missing?";
        assertEquals("p.json:1:1: the document is an object, and the file ends here", refusal(""));
        assertEquals("p.json:3:1: " + endsEarly, refusal("{\n  \"schema\": \"access-policy-1\"\n"));
        assertEquals(
                "p.json:1:" + (HEAD.length() + 100_001) + ": an element of 'rules' is an object, and this is a list",
                refusal(HEAD + " ".repeat(100_000) + "[".repeat(100_000)));
        assertEquals(
                "p.json:1:11: 'schema' is \"access-policy-1\", the only form that this version reads, and this is"
                        + " 'access-policy-2'; a later version of the library may read that",
                refusal("{\"schema\":\"access-policy-2\"}"));
    }

    private static String refusal(String json) {
        return assertThrows(JsonFormatException.class, () -> parse(json)).getMessage();
    }

    @Test
    void whatEditorsPutInFrontIsNoPartOfIt() {
        assertEquals("n", parse("\ufeff" + HEAD + "]}").name());
    }

    @Test
    void whatCannotBeReadIsNamed() {
        IOException e = assertThrows(IOException.class, () -> Policies.load(folder));
        assertTrue(e.getMessage().startsWith(folder + ": "), e.getMessage());
        IOException missing = assertThrows(IOException.class, () -> Policies.load(folder.resolve("no.json")));
        assertTrue(missing.getMessage().contains("no.json"), missing.getMessage());
    }

    @Test
    void theLineIsCounted() {
        JsonFormatException e = assertThrows(
                JsonFormatException.class, () -> parse("{\n  \"schema\": \"access-policy-1\",\n  \"nam\": \"x\"\n}\n"));
        assertEquals("p.json:3:3: no key of a policy is called 'nam'; near: name", e.getMessage());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "{}",
                "{\"schema\":\"access-policy-2\"}",
                "null",
                "{\"schema\":\"access-policy-1\",\"name\":\"x\"}"
            })
    void whatIsNoPolicyIsRefused(String json) {
        assertThrows(JsonFormatException.class, () -> parse(json));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "modules  | cx*             | no vendor module is called 'cx*'",
                "modules  | cxl_mem         | 'cxl_mem' is a driver; its module is cxl",
                "modules  | cxI             | no vendor module is called 'cxI'",
                "modules  | cxk             | there is no module 'cxk'; near: cxl",
                "drivers  | cxl-mem         | there is no driver 'cxl-mem'; near: cxl_mem",
                "drivers  | \"cxl_mem \" | no driver is called 'cxl_mem '",
                "drivers  | cxl             | 'cxl' is a module; its drivers are cxl_mem",
                "commands | cxl.get-featur  | near: cxl.get-feature",
                "commands | cxl.reset-*     | the module cxl has no command 'cxl.reset-*'",
                "commands | get-feature     | has no dot",
                "commands | \"cxl.get-feature \" | no command is called",
                "devices  | \"0000:3a:00.0 \" | no device is called"
            })
    void aRuleThatCanMatchNothingIsRefused(String key, String name, String reason) {
        for (String kind : List.of("allow", "refuse")) {
            String json = "{\"schema\":\"access-policy-1\",\"name\":\"x\",\"rules\":[{\"" + kind + "\":\"why\",\"" + key
                    + "\":[\"" + name + "\"]}]}";
            JsonFormatException e = assertThrows(JsonFormatException.class, () -> parse(json));
            assertTrue(e.reason().contains(reason), e.reason());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "modules,acme",
        "drivers,bnxt_en",
        "commands,acme.*",
        "commands,*.get-*",
        "commands,raw-rpc",
        "devices,0000:3A:00.0"
    })
    void whatMayBeKnownElsewhereIsTaken(String key, String name) {
        parse("{\"schema\":\"access-policy-1\",\"name\":\"x\",\"rules\":[{\"refuse\":\"why\",\"" + key + "\":[\"" + name
                + "\"]}]}");
    }

    @Test
    void whatMeansNothingHereIsTold() {
        AccessPolicy policy = Policies.of(
                        "site",
                        AccessPolicy.nothing(),
                        PolicyRule.allow("a").modules("acme"),
                        PolicyRule.refuse("b").drivers("bnxt_en").devices("0000:3A:00.0", "0000:77:00.0"))
                .and(AccessPolicy.configure());
        List<String> found =
                new PolicyLint(KnownNames.of(List.of(new ToyCxlModule())), List.of(TestNodes.NIC)).of(policy);
        assertEquals(
                List.of(
                        "allow \"a\": the vendor module acme is not here",
                        "refuse \"b\": no vendor module here serves the driver bnxt_en",
                        "refuse \"b\": no device here answers to '0000:77:00.0'"),
                found);
    }

    @Test
    void whichRuleDecidesIsExplained() {
        AccessPolicy policy = Policies.of(
                        "site",
                        AccessPolicy.readOnly(),
                        PolicyRule.allow("links").devices("eth0").effects(Effect.IMMEDIATE_CONFIGURATION_CHANGE),
                        PolicyRule.refuse("not at night").devices("mem*"))
                .and(AccessPolicy.configure());
        Effects changes = Effects.of(Effects.Source.DEVICE, Effect.IMMEDIATE_CONFIGURATION_CHANGE);
        ToyCommand set = new ToyCommand("toy.set", 2, ToyCommand.SPEC, changes, RpcScope.CONFIGURATION);
        Explanation nic = Policies.explain(policy, TestNodes.NIC, set, ToyCommand.Request.of(1));
        assertTrue(nic.verdict().allowed(), nic.toString());
        assertTrue(nic.steps().contains("    rule allow \"links\": allows it"), nic.toString());
        Explanation cxl = Policies.explain(policy, TestNodes.CXL, set, ToyCommand.Request.of(1));
        assertFalse(cxl.verdict().allowed());
        assertTrue(cxl.steps().contains("    rule refuse \"not at night\": refuses it"), cxl.toString());
        assertTrue(cxl.steps().contains("    rule allow \"links\": is not about this device and command"));
    }

    @Test
    void tooLongAFileIsRefused() {
        assertThrows(JsonFormatException.class, () -> parse("big", new byte[(1 << 20) + 1]));
    }

    /** A damaged file is refused, or is still a policy of the published form: never anything else. */
    @Test
    void noDamagedFileIsMisread() throws IOException {
        JsonSchema schema = schema();
        byte[] good = example().getBytes(StandardCharsets.UTF_8);
        long seed = Long.getLong("dev.fwctl.seed", 20261006);
        SplittableRandom random = new SplittableRandom(seed);
        int refused = 0;
        for (int i = 0; i < 3000; i++) {
            byte[] bad = good.clone();
            for (int n = random.nextInt(1, 4); n > 0; n--) {
                bad[random.nextInt(bad.length)] = (byte) random.nextInt(256);
            }
            try {
                parse("damaged", bad);
                String text = new String(bad, StandardCharsets.UTF_8);
                assertTrue(schema.validate(text, InputFormat.JSON).isEmpty(), "seed " + seed + ": " + text);
            } catch (JsonFormatException e) {
                refused++;
            }
        }
        assertTrue(refused > 1000, refused + " refused");
    }

    /** The schema refuses what the loader refuses, apart from the order of keys. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"allow\":\"x\",\"efects\":[\"unknown\"]}",
                "{\"allow\":\"x\",\"fromScope\":\"DEBUG_WRITE\"}",
                "{\"allow\":\"x\",\"refuse\":\"x\"}",
                "{\"allow\":\"\"}",
                "{\"refuse\":\"x\",\"commands\":[]}",
                "{\"refuse\":\"x\",\"undocumented\":false}",
                "{\"refuse\":\"x\",\"effects\":[\"background abort supported\"]}",
            })
    void theSchemaAgrees(String rule) throws IOException {
        assertFalse(schema().validate(HEAD + rule + "]}", InputFormat.JSON).isEmpty());
        assertThrows(JsonFormatException.class, () -> parse(HEAD + rule + "]}"));
    }
}
