// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fwctl.audit.proof.ConsistencyProof;
import dev.fwctl.audit.proof.InclusionProof;
import dev.fwctl.audit.proof.SignedNote;
import dev.fwctl.audit.proof.VerifierKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
                Audit.class, "show", folder.toString(), "--command", "cxl.get-supp*", "--device", "pci-*-0x2a");
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
            return files.filter(file -> file.toString().endsWith(".jsonl"))
                    .findFirst()
                    .orElseThrow();
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

    /** A key, two signed runs of one series, and what they prove; a changed line proves nothing. */
    @Test
    void aLogIsSignedAndProved() throws Exception {
        Path key = folder.resolve("key");
        Path log = Files.createDirectory(folder.resolve("log"));
        ProgramRun made = ProgramRun.of(Audit.class, "key", key.toString(), "--name", "example.com/log");
        assertEquals(0, made.status(), made::toString);
        String vkey = made.out().strip();
        for (int run = 0; run < 2; run++) {
            ProgramRun record = ProgramRun.of(
                    Audit.class, "record", log.toString(), "--simulated", "--series", "app", "--sign", key.toString());
            assertEquals(0, record.status(), record::toString);
        }
        Path file = log.resolve("app.000002.jsonl");
        Path old = log.resolve("app.000001.checkpoint");
        ProgramRun verify =
                ProgramRun.of(Audit.class, "verify", log.toString(), "--checkpoint", old.toString(), "--key", vkey);
        assertEquals(0, verify.status(), verify::toString);
        assertTrue(verify.out().contains("is signed by example.com/log"), verify::toString);

        List<String> lines = Files.readAllLines(file);
        String last = lines.get(lines.size() - 1);
        String number = last.replaceFirst("^.\"seq\":(\\d+),.*", "$1");
        ProgramRun prove = ProgramRun.of(Audit.class, "prove", file.toString(), "--line", number);
        assertEquals(0, prove.status(), prove::toString);
        InclusionProof.parse(prove.out())
                .verify(last.getBytes(StandardCharsets.US_ASCII), List.of(VerifierKey.parse(vkey)));
        ProgramRun step = ProgramRun.of(Audit.class, "checkpoint", log.toString(), "--old", old.toString());
        assertEquals(0, step.status(), step::toString);
        ConsistencyProof.parse(step.out())
                .verify(SignedNote.parse(Files.readAllBytes(old)).checkpoint());
        ProgramRun first = ProgramRun.of(
                Audit.class,
                "checkpoint",
                log.toString(),
                "--old",
                folder.resolve("none").toString());
        assertTrue(first.out().startsWith("old 0\n\nexample.com/log\n"), first::toString);

        Files.writeString(file, Files.readString(file).replaceFirst("cxl_mem", "cxl_meM"));
        ProgramRun changed = ProgramRun.of(Audit.class, "prove", file.toString(), "--line", number);
        assertEquals(1, changed.status(), changed::toString);
        ProgramRun other =
                ProgramRun.of(Audit.class, "key", folder.resolve("other").toString(), "--name", "example.com/log");
        ProgramRun untrusted = ProgramRun.of(
                Audit.class,
                "verify",
                log.toString(),
                "--checkpoint",
                old.toString(),
                "--key",
                other.out().strip());
        assertEquals(1, untrusted.status(), untrusted::toString);
    }
}
