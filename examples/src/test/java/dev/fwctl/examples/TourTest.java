// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Runs the tour as a user would: a process of its own, whose stdout must be one JSON document. */
class TourTest {
    private static final Set<String> SCOPES = Set.of(
            "FWCTL_RPC_CONFIGURATION",
            "FWCTL_RPC_DEBUG_READ_ONLY",
            "FWCTL_RPC_DEBUG_WRITE",
            "FWCTL_RPC_DEBUG_WRITE_FULL");

    private static ProgramRun tour(String... args) {
        return ProgramRun.of(Tour.class, args);
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

    /** One of each driver, and one that nobody knows. */
    @Test
    void showsEveryVendor() throws Exception {
        Map<String, String> modules = new TreeMap<>();
        for (JsonNode device : json(tour("--simulated", "--json")).get("devices")) {
            modules.put(device.get("driver").asText(), device.get("module").asText());
            assertTrue(device.path("error").isMissingNode(), device::toString);
        }
        assertEquals(
                Map.of("cxl_mem", "cxl", "mlx5_core", "mlx5", "bnxt_en", "bnxt", "pds_core", "pds", "acme_fw", "null"),
                modules);
        String text = tour("--simulated").out();
        assertTrue(text.contains("served by the vendor module bnxt, 104 commands; what can be set"), text);
        assertTrue(text.contains("served by the vendor module pds, 2 commands; no setting of it is public"), text);
    }

    @Test
    void printsOneDocument() throws Exception {
        JsonNode document = json(tour("--simulated", "--json"));
        assertTrue(document.get("simulated").asBoolean());
        for (JsonNode device : document.get("devices")) {
            for (String key : List.of("name", "type", "driver", "parent")) {
                assertTrue(device.has(key), key + " in " + device);
            }
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
        JsonNode vendor = features(json(tour("--simulated", "--json"))).stream()
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
    void readsOnlyUnlessToldToWrite() throws Exception {
        assertFalse(json(tour("--simulated", "--json")).has("written"));
        JsonNode written = json(tour("--simulated", "--json", "--write")).get("written");
        assertEquals(written.get("before"), written.get("restored"));
        assertFalse(written.get("before").equals(written.get("changed")), written::toString);
    }

    @Test
    void talksToPeople() {
        ProgramRun run = tour("--simulated");
        assertEquals(0, run.status(), run::toString);
        assertTrue(run.out().contains("Device Patrol Scrub Control"), run::toString);
        assertTrue(run.err().contains("on the simulated kernel"), run::toString);
    }

    @Test
    void wrongUseEndsWithTwoAndSaysHow() {
        ProgramRun run = tour("--simulatd");
        assertEquals(2, run.status(), run::toString);
        assertTrue(run.err().contains("no option --simulatd"), run::toString);
        assertTrue(run.err().contains("--simulated"), run::toString);
    }

    @Test
    void anUnknownDeviceEndsWithOneAndNamesThoseThereAre() {
        ProgramRun run = tour("--simulated", "--device", "eth99");
        assertEquals(1, run.status(), run::toString);
        assertTrue(run.err().contains("eth99"), run::toString);
        assertTrue(run.err().contains("fwctl0"), run::toString);
    }
}
