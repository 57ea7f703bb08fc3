// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.testkit.loom;

import static dev.fwctl.testkit.loom.LoomFirmware.ACCOUNT;
import static dev.fwctl.testkit.loom.LoomFirmware.FABRIC;
import static dev.fwctl.testkit.loom.LoomFirmware.TABLE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Real processes on one card, with the kernel's own {@code flock} between them and a real journal; some are killed. */
@Timeout(300)
class TwoProcessesTest {
    private static final int KILLED = 128 + 9;

    @TempDir
    Path root;

    private final List<Process> started = new ArrayList<>();

    /** One that stands still would outlive a test that fails. */
    @AfterEach
    void endAll() {
        started.forEach(Process::destroyForcibly);
    }

    private Process start(Path folder, String... words) throws IOException {
        Process process = LoomProcess.start(folder, words);
        started.add(process);
        return process;
    }

    private static String said(Process process) throws Exception {
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), out);
        return out.strip();
    }

    private static void awaitHalt(Path folder, Process process) throws Exception {
        while (!Files.exists(folder.resolve("halted"))) {
            assertTrue(process.isAlive(), "it ended by itself");
            Thread.sleep(10);
        }
    }

    /** Both settings lie in one unit, which each of the two reads, changes and writes back. */
    @Test
    void twoProcessesOnTwoFunctionsOfACardLoseNoUpdate() throws Exception {
        List<String> lanes = new ArrayList<>(List.of("turns", "LANES"));
        List<String> modes = new ArrayList<>(List.of("turns", "MODE"));
        for (int i = 0; i < 15; i++) {
            lanes.add(String.valueOf(1 + i % 8));
            modes.add(List.of("FAST", "SLOW", "AUTO").get(i % 3));
        }
        Process one = start(root, lanes.toArray(String[]::new));
        Process other = start(root, modes.toArray(String[]::new));
        String first = said(one);
        String second = said(other);
        assertTrue(first.startsWith("DONE") && second.startsWith("DONE"), first + "; " + second);
        byte[] fabric = new LoomFile(root).load().units.get(FABRIC).pending;
        assertEquals(1 + 14 % 8, fabric[2]);
        assertEquals(0, fabric[3], "AUTO");
    }

    @Test
    void aProcessWaitsForAnotherAndSaysForWhomItWaited() throws Exception {
        Process writer = start(root, "halt", "2", "before");
        awaitHalt(root, writer);
        assertEquals("LOCKED", said(start(root, "impatient")));
        Files.createFile(root.resolve("go"));
        assertEquals("DONE", said(writer));
        assertEquals("DONE", said(start(root, "impatient")), "and now it is free");
    }

    /** SIGKILL: nothing of the process runs any more, and the kernel frees its locks. */
    @Test
    void aProcessThatIsKilledWhileItAppliesIsRecoveredByAnother() throws Exception {
        TreeSet<String> ends = new TreeSet<>();
        for (String when : List.of("1 before", "1 after", "2 after", "3 after")) {
            Path folder = Files.createDirectory(root.resolve(when.replace(' ', '-')));
            Process writer = start(folder, "halt", when.split(" ")[0], when.split(" ")[1]);
            awaitHalt(folder, writer);
            writer.destroyForcibly();
            assertEquals(KILLED, writer.waitFor());
            String end = said(start(folder, "recover"));
            assertEquals(state(folder), end, when);
            assertEquals("", said(start(folder, "recover")), "once is enough");
            ends.add(end);
        }
        assertEquals(List.of("ALL_AFTER", "ALL_BEFORE"), List.copyOf(ends));
    }

    private static String state(Path folder) {
        LoomFirmware firmware = new LoomFile(folder).load();
        boolean before = firmware.units.get(FABRIC).pending[2] == 4
                && firmware.units.get(ACCOUNT).pending[4] == 'l'
                && firmware.units.get(TABLE).pending[4] == 9;
        boolean after = firmware.units.get(FABRIC).pending[2] == 8
                && firmware.units.get(ACCOUNT).pending[4] == 's'
                && firmware.units.get(TABLE).pending[4] == 7;
        return before ? "ALL_BEFORE" : after ? "ALL_AFTER" : "HALF";
    }
}
