// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditTest {
    @TempDir
    Path folder;

    /** A log from its beginning to the change that is found in it. */
    @Test
    void aLogIsRecordedVerifiedShownAndReplayed() throws Exception {
        ProgramRun record = ProgramRun.of(Audit.class, "record", folder.toString(), "--simulated");
        assertEquals(0, record.status(), record::toString);
        String head = record.out()
                .lines()
                .filter(line -> line.startsWith("head: "))
                .findFirst()
                .orElseThrow()
                .substring(6);

        ProgramRun verify = ProgramRun.of(Audit.class, "verify", folder.toString(), "--head", head, "--json");
        assertEquals(0, verify.status(), verify::toString);
        assertTrue(verify.out().contains("\"intact\" : true"), verify::toString);

        ProgramRun show = ProgramRun.of(
                Audit.class, "show", folder.toString(), "--command", "cxl.get-supp*", "--device", "cxl-*-0x2a");
        assertEquals(0, show.status(), show::toString);
        assertEquals(1, show.out().lines().count(), show::toString);
        assertTrue(show.out().contains("cxl.get-supported-features at FWCTL_RPC_CONFIGURATION"), show::toString);

        ProgramRun replay = ProgramRun.of(Audit.class, "replay", folder.toString(), "--simulated");
        assertEquals(0, replay.status(), replay::toString);
        assertTrue(replay.out().matches("replayed: \\{SAME=\\d+}\n"), replay::toString);
        ProgramRun real = ProgramRun.of(Audit.class, "replay", folder.toString());
        assertEquals(2, real.status(), "never on a real device");

        Path file = only(folder);
        Files.writeString(file, Files.readString(file).replaceFirst("cxl.get-feature", "cxl.set-feature"));
        ProgramRun changed = ProgramRun.of(Audit.class, "verify", file.toString());
        assertEquals(1, changed.status(), changed::toString);
        assertTrue(changed.out().contains("the line was changed"), changed::toString);
    }

    /** What a newcomer gets wrong is told in a line, and is no stack trace. */
    @Test
    void aWrongFileIsToldInALine() throws Exception {
        Path text = Files.writeString(folder.resolve("notes.txt"), "hello\n");
        Path packed = Files.writeString(folder.resolve("app.000001.jsonl.gz"), "\u001f");
        Path none = folder.resolve("none");
        Path empty = Files.createDirectory(folder.resolve("empty"));
        refused("there is no such file or folder", "verify", none.toString());
        refused("there is no such file or folder", "show", none.toString());
        refused("the log named it, SERIES.NNNNNN.jsonl", "verify", text.toString());
        refused("is compressed; unpack it first", "show", packed.toString());
        refused("there is no audit log in", "verify", empty.toString());
        refused("no line matches", "show", empty.toString());
        refused("no line matches", "replay", empty.toString(), "--simulated");
        refused("needs a folder that is there", "record", none.toString(), "--simulated");
        refused("is not SERIES:NUMBER:HASH", "verify", empty.toString(), "--head", "x");
        Files.writeString(empty.resolve("app.000001.jsonl"), "hello\n");
        refused("this line is no JSON object", "show", empty.toString());
        assertEquals(
                2, ProgramRun.of(Audit.class, "show", "x", "--from", "today").status());
        ProgramRun effect = ProgramRun.of(Audit.class, "show", "x", "--effect", "data");
        assertEquals(2, effect.status());
        assertTrue(effect.err().contains("immediate data change"), effect::toString);
    }

    private static void refused(String why, String... arguments) {
        ProgramRun run = ProgramRun.of(Audit.class, arguments);
        assertEquals(1, run.status(), run::toString);
        assertTrue(run.err().contains(why), run::toString);
        assertFalse(run.err().contains("\tat "), run::toString);
    }

    /** The script in docs/audit-log.md, which needs no part of this library. */
    @Test
    void theManualsScriptChecksALog() throws Exception {
        assertEquals(
                0,
                ProgramRun.of(Audit.class, "record", folder.toString(), "--simulated")
                        .status());
        String manual = Files.readString(Path.of("..", "docs", "audit-log.md"));
        int from = manual.indexOf("```sh\n") + 6;
        String script = manual.substring(from, manual.indexOf("```", from));
        Path file = only(folder);
        assertEquals("", shell(script, file));
        Files.writeString(file, Files.readString(file).replaceFirst("\"pid\":", "\"pid\":1"));
        assertTrue(shell(script, file).startsWith("changed: "));
    }

    @Test
    void theBridgeNeedsNeitherLibrary() {
        ProgramRun run = ProgramRun.of(ObserverBridge.class, "--simulated");
        assertEquals(0, run.status(), run::toString);
        assertTrue(run.out().contains("cxl.get-supported-features done: 2"), run::toString);
        assertFalse(run.out().contains("failed"), run::toString);
    }

    private static Path only(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.findFirst().orElseThrow();
        }
    }

    private static String shell(String script, Path file) throws Exception {
        ProcessBuilder builder = new ProcessBuilder("sh", "-c", script).redirectErrorStream(true);
        builder.environment().put("file", file.toString());
        Process process = builder.start();
        process.getOutputStream().close();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(60, TimeUnit.SECONDS));
        return out;
    }
}
