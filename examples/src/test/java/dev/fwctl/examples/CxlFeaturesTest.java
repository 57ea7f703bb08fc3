// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Runs the list of Features as a user would: a process of its own. */
class CxlFeaturesTest {
    private static final Set<String> SCOPES = Set.of(
            "FWCTL_RPC_CONFIGURATION",
            "FWCTL_RPC_DEBUG_READ_ONLY",
            "FWCTL_RPC_DEBUG_WRITE",
            "FWCTL_RPC_DEBUG_WRITE_FULL");

    private static ProgramRun run(String... args) {
        return ProgramRun.of(CxlFeatures.class, args);
    }

    private static JsonNode json(ProgramRun run) throws Exception {
        assertEquals(0, run.status(), run::toString);
        return new ObjectMapper().readTree(run.out());
    }

    private static List<JsonNode> features(JsonNode document) {
        List<JsonNode> all = new ArrayList<>();
        document.get("devices").forEach(device -> device.path("features").forEach(all::add));
        return all;
    }

    @Test
    void printsOneDocument() throws Exception {
        JsonNode document = json(run("--simulated", "--json"));
        assertTrue(document.get("simulated").asBoolean());
        for (JsonNode device : document.get("devices")) {
            assertTrue(device.has("name") && device.has("key"), device::toString);
        }
        List<JsonNode> features = features(document);
        assertTrue(features.size() >= 12, "12 Features or more, not " + features.size());
        for (JsonNode feature : features) {
            JsonNode scope = feature.get("leastSetScope");
            assertTrue(scope.isNull() || SCOPES.contains(scope.asText()), feature::toString);
            assertTrue(feature.get("value").asText().matches("([0-9a-f]{2})*"), feature::toString);
            assertEquals(
                    feature.get("getSize").asInt() * 2,
                    feature.get("value").asText().length(),
                    feature::toString);
        }
    }

    @Test
    void showsTheKernelsOwnVendorFeature() throws Exception {
        // tools/testing/cxl/test/mem.c: the vendor test Feature, 4 bytes, 0xdeadbeef little-endian
        JsonNode vendor = features(json(run("--simulated", "--json"))).stream()
                .filter(feature -> feature.get("uuid").asText().equals("ffffffff-ffff-ffff-ffff-ffffffffffff"))
                .findFirst()
                .orElseThrow();
        assertEquals("efbeadde", vendor.get("value").asText());
        assertEquals("FWCTL_RPC_DEBUG_WRITE", vendor.get("leastSetScope").asText());
        assertEquals(
                "configuration change after cold reset",
                vendor.get("effects").get(0).asText());
    }

    @Test
    void talksToPeople() {
        ProgramRun run = run("--simulated");
        assertEquals(0, run.status(), run::toString);
        assertTrue(run.out().contains("Device Patrol Scrub Control"), run::toString);
        assertTrue(run.out().contains("least scope") || run.out().contains("not to be set"), run::toString);
        assertEquals(1, run("--simulated", "--device", "eth2").status(), "a network card has none");
    }
}
