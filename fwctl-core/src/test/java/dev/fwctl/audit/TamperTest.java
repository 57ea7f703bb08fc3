// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fwctl.FakeKernel;
import dev.fwctl.FwctlDevice;
import dev.fwctl.ToyCommand;
import dev.fwctl.audit.file.LogFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is done to a log afterwards is found; what a crash does to it is not taken for that. */
class TamperTest {
    @TempDir
    Path root;

    private Path folder;
    private Path file;
    private Head head;

    @BeforeEach
    void aSmallLog() throws IOException {
        folder = Files.createDirectory(root.resolve("log"));
        write("app", 2, 1 << 20);
        file = folder.resolve("app.000001.jsonl");
    }

    private void write(String series, int rpcs, long fileBytes) throws IOException {
        AuditLog log = AuditLog.in(folder)
                .series(series)
                .rotate(fileBytes, Duration.ofDays(1))
                .open();
        try (log;
                FwctlDevice device = new FakeKernel(Files.createTempDirectory(root, "kernel"), ToyCommand::firmware)
                        .fwctl()
                        .withObserver(log)
                        .open("fwctl0")) {
            for (int i = 0; i < rpcs; i++) {
                device.call(ToyCommand.READ, ToyCommand.Request.of(i));
            }
        }
        head = log.head();
    }

    /** As it is after a crash: the last checkpoint is of lines that were on the disk, and none is of what came after. */
    private void noCheckpoint() throws IOException {
        for (LogFile kept : LogFile.withCheckpoints(folder, "app")) {
            Files.delete(kept.checkpoint());
        }
    }

    private SeriesReport verify(Path... files) throws IOException {
        return AuditVerifier.verify(List.of(files), List.of()).get(0);
    }

    private void write(List<String> lines) throws IOException {
        Files.writeString(
                file, String.join("", lines.stream().map(line -> line + "\n").toList()));
    }

    /** The chain as docs/audit-log.md states it, computed here without the code under test. */
    @Test
    void theChainIsWhatTheManualSays() throws Exception {
        String previous = "0".repeat(64);
        for (String line : Files.readAllLines(file)) {
            int cut = line.lastIndexOf(",\"hash\":\"");
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            String hash = HexFormat.of()
                    .formatHex(sha256.digest((previous + line.substring(0, cut)).getBytes(StandardCharsets.US_ASCII)));
            assertEquals(line.substring(cut), ",\"hash\":\"" + hash + "\"}");
            previous = hash;
        }
        assertEquals(previous, head.hash());
    }

    /** In memory, for there are many of them; the files' own way is the same from there on. */
    private boolean isFound(byte[] bad) throws IOException {
        FileCheck check = FileCheck.of(LogFile.of(file).orElseThrow(), new ByteArrayInputStream(bad), line -> {});
        return !check.findings().isEmpty() || !check.previous().equals("0".repeat(64));
    }

    @Test
    void aChangeOfAnyByteIsFound() throws IOException {
        byte[] good = Files.readAllBytes(file);
        assertTrue(verify(file).intact());
        assertFalse(isFound(good));
        for (int at = 0; at < good.length; at++) {
            for (int change : new int[] {1, 2, 4, 8, 16, 32, 64, 128, good[at] ^ '\n', good[at] ^ ' ', good[at]}) {
                byte[] bad = good.clone();
                bad[at] ^= (byte) change;
                assertTrue(change == 0 || isFound(bad), "byte " + at + " changed by " + change + " was not found");
            }
            if (at % 40 == 0 || at == good.length - 1) {
                byte[] bad = good.clone();
                bad[at] ^= 1;
                Files.write(file, bad);
                assertFalse(verify(file).intact(), "byte " + at);
            }
        }
    }

    @Test
    void aByteMoreOrLessIsFound() throws IOException {
        byte[] good = Files.readAllBytes(file);
        for (int at = 0; at < good.length; at++) {
            byte[] more = new byte[good.length + 1];
            System.arraycopy(good, 0, more, 0, at);
            System.arraycopy(good, at, more, at + 1, good.length - at);
            for (char added : new char[] {'\n', ' ', '0'}) {
                more[at] = (byte) added;
                assertTrue(isFound(more) || Arrays.equals(more, good), "a byte was added at " + at);
            }
            byte[] less = new byte[good.length - 1];
            System.arraycopy(good, 0, less, 0, at);
            System.arraycopy(good, at + 1, less, at, less.length - at);
            // Without its last byte it is what a crash leaves: everyBeginningVerifiesUpToItsLastWholeLine
            assertTrue(at == good.length - 1 || isFound(less), "byte " + at + " was removed");
        }
    }

    /** A crash leaves a beginning: it verifies up to its last whole line, and the head that is known shows the rest. */
    @Test
    void everyBeginningVerifiesUpToItsLastWholeLine() throws IOException {
        byte[] good = Files.readAllBytes(file);
        noCheckpoint();
        for (int length = 0; length < good.length; length += length < 40 || length > good.length - 120 ? 1 : 7) {
            byte[] beginning = Arrays.copyOf(good, length);
            Files.write(file, beginning);
            SeriesReport report = verify(file);
            assertTrue(report.intact(), "cut at " + length + ": " + report.findings());
            long lines = new String(beginning, StandardCharsets.US_ASCII)
                    .chars()
                    .filter(c -> c == '\n')
                    .count();
            assertEquals(lines, report.lines());
            assertFalse(report.closed());
            assertFalse(
                    AuditVerifier.verify(List.of(file), List.of(head)).get(0).intact(), "the head shows what is gone");
        }
    }

    @Test
    void linesThatAreRemovedMovedOrAddedAreFound() throws IOException {
        List<String> good = Files.readAllLines(file);
        for (int i = 0; i < good.size() - 1; i++) {
            List<String> bad = new ArrayList<>(good);
            bad.remove(i);
            write(bad);
            assertFalse(verify(file).intact(), "line " + i + " was removed");
            bad = new ArrayList<>(good);
            Collections.swap(bad, i, i + 1);
            write(bad);
            assertFalse(verify(file).intact(), "line " + i + " was moved");
            bad = new ArrayList<>(good);
            bad.add(i, good.get(i));
            write(bad);
            assertFalse(verify(file).intact(), "line " + i + " was doubled");
        }
        List<String> bad = new ArrayList<>(good);
        bad.remove(2);
        write(bad);
        assertEquals(
                "1 lines before it were removed, numbers 2 to 2",
                verify(file).findings().get(0).what());
    }

    @Test
    void aSeriesIsMoreThanItsFiles() throws IOException {
        write("long", 30, 4096);
        List<Path> files = AuditVerifier.expand(List.of(folder)).stream()
                .filter(log -> log.series().equals("long"))
                .map(LogFile::path)
                .sorted()
                .toList();
        assertTrue(files.size() > 4);
        assertTrue(verify(files.toArray(Path[]::new)).intact());
        SeriesReport tailOnly = verify(files.get(3), files.get(2));
        assertTrue(tailOnly.intact(), "some files verify by themselves: " + tailOnly.findings());
        assertTrue(tailOnly.notes().get(0).contains("begins with file 3"));

        byte[] second = Files.readAllBytes(files.get(1));
        Files.delete(files.get(1));
        assertFalse(verify(folder.resolve("long.000001.jsonl"), files.get(2)).intact(), "a file is missing");
        Files.write(files.get(1), second);

        List<String> lines = Files.readAllLines(files.get(1));
        Files.writeString(files.get(1), String.join("\n", lines.subList(0, lines.size() - 1)) + "\n");
        assertFalse(verify(files.toArray(Path[]::new)).intact(), "a line was cut off in the middle of the series");
        Files.write(files.get(1), second);

        Files.write(files.get(0), second);
        assertFalse(verify(files.toArray(Path[]::new)).intact(), "a file took the place of another");
    }

    /** What a crash left is told by the next file's header, byte for byte; the chain goes on. */
    @Test
    void aSeriesGoesOnAfterACrash() throws IOException {
        byte[] good = Files.readAllBytes(file);
        for (int cut : new int[] {1, 50, 300, good.length - 20, good.length}) {
            Files.write(file, Arrays.copyOf(good, good.length - cut));
            noCheckpoint();
            write("app", 2, 1 << 20);
            Path next = folder.resolve("app.000002.jsonl");
            SeriesReport report = verify(folder);
            assertTrue(report.intact(), "cut " + cut + ": " + report.findings());
            assertTrue(report.closed());
            if (cut > 1) {
                byte[] torn = Files.readAllBytes(file);
                if (torn.length > 0 && torn[torn.length - 1] != '\n') {
                    torn[torn.length - 1] ^= 1;
                    Files.write(file, torn);
                    assertFalse(verify(folder).intact(), "the fragment was changed");
                }
            }
            Files.delete(next);
        }
        noCheckpoint();
        Files.write(file, good);
        byte[] bad = good.clone();
        bad[good.length / 2] ^= 1;
        Files.write(file, bad);
        IOException e = assertThrows(
                AuditFormatException.class,
                () -> AuditLog.in(folder).series("app").open());
        assertTrue(e.getMessage().contains("app.000001.jsonl:"), e.getMessage());
    }

    @Test
    void aRewrittenSeriesIsFoundByAKnownHead() throws IOException {
        Files.delete(file);
        noCheckpoint();
        Head known = head;
        write("app", 4, 1 << 20);
        assertTrue(verify(folder).intact());
        assertFalse(AuditVerifier.verify(List.of(folder), List.of(known)).get(0).intact());
        assertTrue(AuditVerifier.verify(List.of(folder), List.of(head)).get(0).intact());
        assertEquals(known, Head.parse(known.toString()));
    }
}
