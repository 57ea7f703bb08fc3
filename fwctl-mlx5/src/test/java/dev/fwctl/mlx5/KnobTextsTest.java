// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.mlx5;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.fwctl.mlx5.catalog.Parameter;
import dev.fwctl.mlx5.catalog.ParameterCatalog;
import dev.fwctl.settings.knobs.KernelInterface;
import dev.fwctl.settings.knobs.Knob;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said of the parameters: of each of them, in words that are explained, from sources that are named. */
class KnobTextsTest {
    private static JsonNode json(String resource) throws IOException {
        try (InputStream in = KnobTextsTest.class.getResourceAsStream(resource)) {
            assertNotNull(in, resource);
            return new ObjectMapper().readTree(in);
        }
    }

    /** Public name to whether its TLV can only be read. */
    private static Set<String> named(JsonNode catalog, boolean readOnly) {
        Set<String> names = new TreeSet<>();
        catalog.get("tlvs")
                .forEach(tlv -> tlv.get("fields").forEach(field -> {
                    if (field.has("public") && tlv.path("readOnly").asBoolean() == readOnly) {
                        names.add(field.get("public").textValue());
                    }
                }));
        return names;
    }

    private static Set<String> keys(JsonNode object) {
        Set<String> names = new TreeSet<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    @ParameterizedTest
    @CsvSource({"parameters, knobs, 808", "switch-parameters, switch-knobs, 28"})
    void everyNamedParameterHasItsSentenceAndNothingElseHas(String parameters, String knobs, int count)
            throws IOException {
        JsonNode catalog = json("/dev-fwctl-mlx5/" + parameters + ".json");
        JsonNode texts = json("/dev-fwctl-mlx5/" + knobs + ".json");
        Set<String> all = named(catalog, false);
        all.addAll(named(catalog, true));
        assertEquals(count, all.size());
        assertEquals(all, keys(texts.get("knobs")));

        Set<String> readOnly = new TreeSet<>();
        texts.get("knobs").properties().forEach(knob -> {
            if (knob.getValue().get("applyTime").textValue().startsWith("readOnly/")) {
                readOnly.add(knob.getKey());
            }
        });
        assertEquals(named(catalog, true), readOnly, "what cannot be set");
    }

    @ParameterizedTest
    @CsvSource({
        "knobs, dev-fwctl-core/knobs",
        "switch-knobs, dev-fwctl-core/knobs",
        "switch-parameters, dev-fwctl-mlx5/parameters"
    })
    void theFilesKeepTheirSchemas(String file, String schema) throws IOException {
        assertEquals(
                Set.of(),
                JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                        .getSchema(json("/" + schema + ".schema.json"))
                        .validate(json("/dev-fwctl-mlx5/" + file + ".json")));
    }

    @ParameterizedTest
    @CsvSource({"knobs", "switch-knobs"})
    void everyWordSourceAndInterfaceIsExplained(String file) throws IOException {
        JsonNode words = json("/dev-fwctl-core/knob-words.json");
        JsonNode texts = json("/dev-fwctl-mlx5/" + file + ".json");
        Set<String> interfaces = new TreeSet<>();
        texts.get("knobs").forEach(knob -> {
            assertTrue(words.get("themes").has(knob.get("theme").textValue()), knob::toString);
            for (String effect : new String[] {"applyTime", "loses", "unusable", "security"}) {
                String[] said = knob.get(effect).textValue().split("/");
                assertTrue(words.get(effect).has(said[0]), knob::toString);
                assertTrue(said.length == 1 || texts.get("sources").has(said[1]), knob::toString);
                if (effect.equals("unusable") && !said[0].equals("none") && !said[0].equals("unknown")) {
                    assertTrue(words.get("waysOut").has(said[0]), () -> "how to get out of " + knob);
                }
            }
            knob.path("kernel").forEach(name -> interfaces.add(name.textValue()));
        });
        assertEquals(keys(texts.get("kernel")), interfaces, "interfaces that knobs name");
    }

    @Test
    void theKernelsDevlinkParametersAreNotTakenForTheSameBits() {
        for (String name : List.of("PF_NUM_OF_VF", "NUM_OF_VFS", "PF_NUM_OF_VF_VALID")) {
            Knob knob = ParameterCatalog.host().knobs().find(name).orElseThrow();
            KernelInterface vfs = knob.kernelInterfaces().stream()
                    .filter(one -> one.use().contains("total_vfs"))
                    .findFirst()
                    .orElseThrow();
            assertEquals(
                    new KernelInterface.Origin("drivers/net/ethernet/mellanox/mlx5/core/lib/nv_param.c", "6.18"),
                    vfs.origin(),
                    name);
            assertTrue(vfs.compared().difference().startsWith("Not simply the same bits."), name);
        }
    }

    @Test
    void programsReadTheTextsWithTheParameters() {
        for (ParameterCatalog catalog : List.of(ParameterCatalog.host(), ParameterCatalog.switches())) {
            assertEquals(
                    catalog.named().stream().map(Parameter::name).collect(Collectors.toSet()),
                    catalog.knobs().knobs().stream().map(Knob::name).collect(Collectors.toSet()));
        }
        Knob vfs = ParameterCatalog.host().knobs().find("NUM_OF_VFS").orElseThrow();
        assertEquals("virtualization", vfs.theme());
        assertEquals("firmwareResetAndRescan", vfs.applyTime().word());
        assertTrue(vfs.applyTime().source().contains("mlx5.rst"));
    }
}
