// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the settings as a user would, in processes of their own. */
class SettingsTest {
    private static final String NIC = "0000:03:00.0";

    @TempDir
    Path folder;

    private static ProgramRun run(String... args) {
        List<String> all = new ArrayList<>(List.of("--simulated"));
        all.addAll(List.of(args));
        return ProgramRun.of(Settings.class, all.toArray(new String[0]));
    }

    private static JsonNode json(ProgramRun run, int status) throws Exception {
        assertEquals(status, run.status(), run::toString);
        return new ObjectMapper().readTree(run.out());
    }

    @Test
    void readsByNameOnWhicheverDeviceKnowsIt() throws Exception {
        JsonNode vfs = null;
        for (JsonNode device : json(run("read", "NUM_OF_VFS", "--json"), 0).get("devices")) {
            assertTrue(device.has("name") && device.has("key"), device::toString);
            assertTrue(device.get("settings").has("NUM_OF_VFS"), () -> "listed without it: " + device);
            vfs = vfs == null ? device.get("settings").get("NUM_OF_VFS") : vfs;
        }
        assertEquals(8, vfs.get("current").get("raw").asInt(), vfs::toString);
        assertEquals("16", vfs.get("pending").get("text").asText());
        assertEquals("integer", vfs.get("kind").asText());
        assertTrue(vfs.get("waits").asBoolean() && vfs.get("offered").asBoolean());
    }

    @Test
    void aBroadcomCardAndADeviceWithoutSettings() throws Exception {
        JsonNode bnxt = json(run("read", "--device", "eth4", "--json"), 0)
                .get("devices")
                .get(0);
        assertEquals(8, bnxt.get("settings").size());
        assertEquals(
                "128",
                bnxt.get("settings")
                        .get("MSIX_VEC_PER_PF_MAX")
                        .get("pending")
                        .get("text")
                        .asText());
        ProgramRun changed = run("apply", "MSIX_VEC_PER_PF_MAX=200", "--device", "eth4");
        assertTrue(changed.out().contains("MSIX_VEC_PER_PF_MAX: changed, 200"), changed::toString);
        ProgramRun pds = run("read", "--device", "0000:b5:00.0");
        assertTrue(pds.out().contains("no module here brings settings for it"), pds::toString);
    }

    @Test
    void aPlanSaysAllThatIsWrong() throws Exception {
        JsonNode plan = json(run("plan", "NUM_OF_VFS=200", "SRIOV_ENN=1", "--device", NIC, "--json"), 1);
        assertEquals(2, plan.get("problems").size(), plan::toString);
        assertFalse(plan.get("applyable").asBoolean());
    }

    @Test
    void aPlanOnPaperIsApplied() throws Exception {
        ProgramRun plan = run("plan", "NUM_OF_VFS=32", "--device", NIC, "--json");
        assertEquals(
                "NUM_OF_VFS", json(plan, 2).get("changes").get(0).get("name").asText());
        Path paper = folder.resolve("plan.json");
        Files.writeString(paper, plan.out());
        JsonNode device =
                json(run("apply", paper.toString(), "--json"), 0).get("devices").get(0);
        assertEquals(
                "changed",
                device.get("settings").get("NUM_OF_VFS").get("result").asText());
        assertTrue(device.get("transaction").isTextual() && device.has("reset"), device::toString);
    }

    @Test
    void statusesTellDriftFromErrors() {
        assertEquals(0, run("drift", "NUM_OF_VFS=16", "--device", NIC).status(), "it waits");
        assertEquals(2, run("drift", "NUM_OF_VFS=17", "--device", NIC).status());
        assertEquals(1, run("drift", "NUM_OF_VFSS=17", "--device", NIC).status());
        assertEquals(1, run("conquer").status());
        assertEquals(0, run("plan", "NUM_OF_VFS=16", "--device", NIC).status());
        assertEquals(0, run("recover").status());
        assertEquals(1, run("rollback", "no-such-transaction").status());
        assertEquals(1, run("abandon", "no-such-transaction").status());
    }

    @Test
    void tablesFitAHundredColumns() {
        ProgramRun all = run("read");
        assertEquals(0, all.status(), all::toString);
        assertTrue(all.out().lines().allMatch(line -> line.length() <= 100));
        assertTrue(run("list", "VF").out().lines().allMatch(line -> line.length() <= 100));
    }

    @Test
    void secretsComeFromAFile() throws Exception {
        String secret = "0123456789abcdef0123456789abcdef";
        Path file = folder.resolve("secrets");
        Files.writeString(file, "NUM_OF_VFS=32\n\n");
        ProgramRun planned = run("plan", "SRIOV_EN=true", "--secrets", file.toString(), "--device", NIC, "--json");
        assertEquals(
                "NUM_OF_VFS", json(planned, 2).get("changes").get(0).get("name").asText(), "as if it were given");
        Files.writeString(file, secret);
        ProgramRun wrong = run("plan", "SRIOV_EN=true", "--secrets", file.toString(), "--device", NIC);
        assertEquals(1, wrong.status(), wrong::toString);
        assertFalse(wrong.err().contains(secret), wrong::toString);
    }
}
