// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The list: whole, with a sentence for everything, as text, as JSON and as Redfish's registry. */
class KnobsTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @TempDir
    Path folder;

    private static JsonNode list(String... options) throws Exception {
        String[] args = new String[options.length + 1];
        args[0] = "--json";
        System.arraycopy(options, 0, args, 1, options.length);
        ProgramRun run = ProgramRun.of(Knobs.class, args);
        assertEquals(0, run.status(), run::err);
        return MAPPER.readTree(run.out());
    }

    @Test
    void everyKnobSaysWhatItDoesAndWhatAChangeDoes() throws Exception {
        JsonNode all = list();
        Map<String, Integer> vendors = new TreeMap<>();
        for (JsonNode knob : all.get("knobs")) {
            vendors.merge(knob.get("vendor").asText(), 1, Integer::sum);
            for (String key : List.of(
                    "vendor",
                    "name",
                    "group",
                    "theme",
                    "summary",
                    "kind",
                    "values",
                    "bounds",
                    "applyTime",
                    "effects",
                    "source",
                    "kernelInterface",
                    "dependsOn",
                    "specification")) {
                assertTrue(knob.has(key), () -> key + " of " + knob);
            }
            String summary = knob.get("summary").asText();
            assertTrue(summary.length() > 10 && summary.length() <= 140, knob::toString);
            assertEquals(3, knob.get("effects").size(), knob::toString);
            assertEquals(
                    knob.get("applyTime").asText().equals("unknown"),
                    knob.get("source").asText().isEmpty(),
                    knob::toString);
        }
        assertEquals(808, vendors.get("mlx5"));
        assertEquals(28, vendors.get("mlx5-switch"));
        assertEquals(68, vendors.get("cxl"));
        assertEquals(8, vendors.get("bnxt"));
        assertEquals(all.get("count").asInt(), all.get("knobs").size());
    }

    @Test
    void aKnobIsFoundByNameGroupAndSentence() throws Exception {
        JsonNode vfs = list("--vendor", "mlx5", "--grep", "most vfs for each pf, the same");
        assertEquals(1, vfs.get("count").asInt());
        JsonNode knob = vfs.get("knobs").get(0);
        assertEquals("NUM_OF_VFS", knob.get("name").asText());
        assertEquals("virtualization", knob.get("theme").asText());
        assertEquals("integer", knob.get("kind").asText());
        assertEquals(65535, knob.get("bounds").get("upper").asInt());
        assertEquals("firmwareResetAndRescan", knob.get("applyTime").asText());
        assertTrue(knob.get("kernelInterface").toString().contains("total_vfs"));
        assertEquals(
                "[\"CONFIGURATION_CHANGE_AFTER_COLD_RESET\",\"CONFIGURATION_CHANGE_AFTER_CONVENTIONAL_RESET\"]",
                knob.get("writeEffects").toString());

        assertEquals(63, list("--theme", "boot").get("count").asInt());
        ProgramRun text = ProgramRun.of(Knobs.class, "--grep", "WOL_MAGIC_EN");
        assertEquals("""
                WOL_MAGIC_EN (mlx5, firmwareReset)
                    Lets a magic packet, which anyone on the local network can send, switch the server on.
                1 setting
                """, text.out().replace(System.lineSeparator(), "\n"));
        assertEquals(1, ProgramRun.of(Knobs.class, "--vendor", "nobody").status());
        assertEquals(0, list("--vendor", "pds").get("count").asInt(), "a module that knows no setting");
        assertEquals(1, ProgramRun.of(Knobs.class, "--theme", "nothing").status());
    }

    @Test
    void aDevicesValuesStandBesideItsSettings() throws Exception {
        JsonNode all = list("--simulated", "--device", "eth2");
        assertEquals("pci-0000:03:00.0", all.get("device").asText());
        JsonNode vfs = onDevice(all, "mlx5", "NUM_OF_VFS");
        assertEquals(1, vfs.size(), vfs::toString);
        assertEquals("NUM_OF_VFS", vfs.get(0).get("name").asText());
        assertEquals(8, vfs.get(0).get("current").get("raw").asInt(), vfs::toString);
        assertTrue(vfs.get(0).get("differsFromDefault").asBoolean(), vfs::toString);
        JsonNode ports = onDevice(all, "mlx5", "LINK_TYPE");
        assertEquals(
                List.of("LINK_TYPE_P1", "LINK_TYPE_P2"),
                ports.findValuesAsText("name"),
                "a setting of each port has a value of each port");
        assertEquals(0, onDevice(all, "cxl", "patrol-scrub.cycle-hours").size(), "it is another vendor's");
        assertFalse(list().has("device"));
        assertFalse(list().get("knobs").get(0).has("onDevice"));
    }

    @Test
    void whatDiffersFromTheDefaultIsMarked() {
        ProgramRun run = ProgramRun.of(
                Knobs.class, "--simulated", "--device", "eth2", "--vendor", "mlx5", "--grep", "num_of_vfs");
        assertEquals(0, run.status(), run::err);
        assertTrue(run.out().contains("  * NUM_OF_VFS: current 8, pending 16, default 0"), run::out);
        ProgramRun absent = ProgramRun.of(Knobs.class, "--simulated", "--device", "eth9");
        assertEquals(1, absent.status());
        assertTrue(absent.err().contains("eth9"), absent::err);
    }

    private static JsonNode onDevice(JsonNode all, String vendor, String name) {
        for (JsonNode knob : all.get("knobs")) {
            if (knob.get("vendor").asText().equals(vendor)
                    && knob.get("name").asText().equals(name)) {
                return knob.get("onDevice");
            }
        }
        throw new AssertionError("the list has no " + name);
    }

    @Test
    void dependenciesAreInTheNamesOfTheList() throws Exception {
        JsonNode knob = list("--grep", "FORCE_ETH_PCI_SUBCLASS").get("knobs").get(0);
        assertTrue(knob.get("dependsOn").asText().contains("ADVANCED_PCI_SETTINGS"), knob::toString);
        for (JsonNode each : list().get("knobs")) {
            assertFalse(each.get("dependsOn").asText().contains("$"), each::toString);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"mlx5", "mlx5-switch", "cxl", "bnxt"})
    void theRegistryRefersOnlyToWhatItHolds(String vendor) throws Exception {
        JsonNode entries = registry(vendor).get("RegistryEntries");
        Map<String, JsonNode> attributes = new HashMap<>();
        for (JsonNode attribute : entries.get("Attributes")) {
            assertNull(attributes.put(attribute.get("AttributeName").asText(), attribute), "two of a name");
        }
        Set<String> grayed = new TreeSet<>();
        attributes.forEach((name, attribute) -> {
            if (attribute.path("GrayOut").asBoolean()) {
                grayed.add(name);
            }
        });
        Set<String> woken = new TreeSet<>();
        for (JsonNode each : entries.get("Dependencies")) {
            JsonNode dependency = each.get("Dependency");
            woken.add(dependency.get("MapToAttribute").asText());
            Set<String> from = new TreeSet<>();
            for (JsonNode term : dependency.get("MapFrom")) {
                String name = term.get("MapFromAttribute").asText();
                from.add(name);
                JsonNode on = attributes.get(name);
                assertNotNull(on, name);
                JsonNode value = term.get("MapFromValue");
                switch (on.get("Type").asText()) {
                    case "Boolean" -> assertTrue(value.isBoolean(), term::toString);
                    case "Enumeration" -> assertTrue(value.isTextual(), term::toString);
                    default -> assertTrue(value.isIntegralNumber(), term::toString);
                }
            }
            assertTrue(from.contains(each.get("DependencyFor").asText()), each::toString);
        }
        assertEquals(grayed, woken, "what is gray and what can wake");
    }

    @Test
    void theRegistryHoldsTheTwinsAndOpensTheBrackets() throws Exception {
        JsonNode entries = registry("mlx5").get("RegistryEntries");
        JsonNode twin = null;
        for (JsonNode attribute : entries.get("Attributes")) {
            if (attribute.get("AttributeName").asText().equals("nv_memic_cap__memic_atomic_supported")) {
                twin = attribute;
            }
        }
        assertNotNull(twin);
        assertTrue(twin.get("ReadOnly").asBoolean() && twin.get("Hidden").asBoolean(), twin::toString);
        long alternatives = 0;
        for (JsonNode each : entries.get("Dependencies")) {
            if (each.get("Dependency").get("MapToAttribute").asText().equals("MEMIC_ATOMIC")) {
                alternatives++;
                assertEquals(
                        "[{\"MapFromAttribute\":\"nv_memic_cap__memic_atomic_supported\","
                                + "\"MapFromProperty\":\"CurrentValue\",\"MapFromCondition\":\"EQU\",\"MapFromValue\":true}]",
                        each.get("Dependency").get("MapFrom").toString());
            }
        }
        assertEquals(1, alternatives);
    }

    /** Each run is a process of its own, with a seed of its own for maps without an order. */
    @Test
    void theRegistryIsTheSameBytesEachTime() throws Exception {
        registry("mlx5-switch");
        String first = Files.readString(folder.resolve("mlx5-switch.json"));
        for (int i = 0; i < 3; i++) {
            registry("mlx5-switch");
            assertEquals(first, Files.readString(folder.resolve("mlx5-switch.json")));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"mlx5", "mlx5-switch", "cxl", "bnxt"})
    void theRegistryKeepsDmtfsSchema(String vendor) throws Exception {
        String schemas = System.getenv("FWCTL_REDFISH_SCHEMAS");
        assumeTrue(
                schemas != null,
                "FWCTL_REDFISH_SCHEMAS names no folder with DMTF's schemas: the registry was not compared with them");
        Path dmtf = Path.of(schemas);
        JsonSchemaFactory factory = JsonSchemaFactory.getInstance(
                SpecVersion.VersionFlag.V7,
                builder -> builder.schemaLoaders(loaders -> loaders.schemas(uri -> {
                    String name = uri.substring(uri.lastIndexOf('/') + 1);
                    Path file = dmtf.resolve(
                            name.startsWith("odata")
                                    ? "odata-v4.json"
                                    : name.replaceFirst("^Resource.*", "Resource.json"));
                    return Files.exists(file) ? read(file) : null;
                })));
        var schema = factory.getSchema(MAPPER.readTree(read(dmtf.resolve("AttributeRegistry.v1_4_0.json"))));
        assertEquals(Set.of(), schema.validate(registry(vendor)));
        var spoiled = (ObjectNode) registry(vendor);
        spoiled.remove("OwningEntity");
        assertFalse(schema.validate(spoiled).isEmpty(), "the schema bites");
    }

    /** DMTF's schemas are of draft 7, with a meta-schema of their own that adds annotations. */
    private static String read(Path file) {
        try {
            return Files.readString(file)
                    .replace(
                            "http://redfish.dmtf.org/schemas/v1/redfish-schema-v1.json",
                            "http://json-schema.org/draft-07/schema#");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private JsonNode registry(String vendor) throws Exception {
        Path file = folder.resolve(vendor + ".json");
        ProgramRun run = ProgramRun.of(Knobs.class, "--vendor", vendor, "--redfish", file.toString());
        assertEquals(0, run.status(), run::err);
        return MAPPER.readTree(file.toFile());
    }
}
