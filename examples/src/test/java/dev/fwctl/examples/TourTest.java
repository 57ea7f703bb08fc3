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
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Runs the tour as a user would: a process of its own, whose stdout must be one JSON document. */
class TourTest {
    private static ProgramRun tour(String... args) {
        return ProgramRun.of(Tour.class, args);
    }

    private static JsonNode json(ProgramRun run) throws Exception {
        assertEquals(0, run.status(), run::toString);
        return new ObjectMapper().readTree(run.out());
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
    }

    @Test
    void showsWhatDiffersFromItsDefaultAndWhatWaits() throws Exception {
        for (JsonNode device : json(tour("--simulated", "--json")).get("devices")) {
            for (String key : List.of("name", "key", "type", "driver", "parent", "path", "module")) {
                assertTrue(device.has(key), key + " in " + device);
            }
            for (JsonNode one : device.path("settings")) {
                assertTrue(
                        one.get("waits").asBoolean()
                                || one.get("differsFromDefault").asBoolean(),
                        one::toString);
            }
        }
        JsonNode nic = json(tour("--simulated", "--json", "--device", "eth2"))
                .get("devices")
                .get(0);
        JsonNode vfs = nic.get("settings").get("NUM_OF_VFS");
        assertEquals(
                List.of("8", "16", "0"), List.of(text(vfs, "current"), text(vfs, "pending"), text(vfs, "default")));
        List<String> waiting = new ArrayList<>();
        nic.get("settings").properties().forEach(one -> {
            if (one.getValue().get("waits").asBoolean()) {
                waiting.add(one.getKey());
            }
        });
        assertTrue(waiting.contains("LINK_TYPE_P2"), waiting::toString);
        assertEquals(waiting.size(), nic.get("counts").get("waiting").asInt(), nic::toString);
        assertTrue(nic.get("counts").get("settings").asInt() > 300, nic::toString);
        assertFalse(nic.get("settings").has("NUM_OF_PF"), "it has its default");
    }

    private static String text(JsonNode setting, String state) {
        return setting.get(state).get("text").asText();
    }

    @Test
    void readsOnlyUnlessToldToWrite() throws Exception {
        assertFalse(json(tour("--simulated", "--json")).has("written"));
        JsonNode written = json(tour("--simulated", "--json", "--write")).get("written");
        assertEquals(written.get("before"), written.get("restored"));
        assertFalse(written.get("before").equals(written.get("changed")), written::toString);
        assertTrue(written.get("transaction").isTextual(), written::toString);
    }

    /** Each vendor's device by itself, too. */
    @Test
    void changesOneSettingOfWhicheverVendorHasAHarmlessOne() throws Exception {
        for (String device : List.of("eth2", "eth4")) {
            JsonNode written = json(tour("--simulated", "--json", "--write", "--device", device))
                    .get("written");
            assertEquals(written.get("before"), written.get("restored"), written::toString);
            assertFalse(written.get("before").equals(written.get("changed")), written::toString);
        }
    }

    @Test
    void talksToPeople() {
        ProgramRun run = tour("--simulated", "--write");
        assertEquals(0, run.status(), run::toString);
        for (String line : List.of(
                "* counts after a reset, which the device names once it is written: NUM_OF_VFS, ",
                "vendor module bnxt, 104 commands",
                "no vendor module here serves it: FWCTL_INFO and raw RPCs only",
                "no module here brings settings for it",
                "of 14 the default is not told",
                "read back, and restored to")) {
            assertTrue(run.out().contains(line), () -> line + " is missing in " + run);
        }
        assertEquals(
                List.of(), run.out().lines().filter(line -> line.length() > 100).toList());
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
