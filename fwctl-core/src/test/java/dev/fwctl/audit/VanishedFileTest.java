// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fwctl.FakeKernel;
import dev.fwctl.FwctlDevice;
import dev.fwctl.ObserverRefusedException;
import dev.fwctl.ToyCommand;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The file is deleted, renamed, cut or replaced below the log that writes it. */
class VanishedFileTest {
    private static final int BEFORE = 10;

    /** What somebody does to a file. */
    private interface Harm {
        void to(Path file) throws IOException;
    }

    @TempDir
    Path root;

    private Path folder;
    private FakeKernel kernel;

    @BeforeEach
    void system() throws IOException {
        folder = Files.createDirectory(root.resolve("log"));
        kernel = new FakeKernel(root.resolve("kernel"), ToyCommand::firmware);
    }

    private static void call(FwctlDevice device, int times) {
        for (int i = 0; i < times; i++) {
            device.call(ToyCommand.READ, ToyCommand.Request.of(i));
        }
    }

    /** Does harm after some RPCs, waits until the log has noticed, and makes as many more. */
    private List<AuditRecord> after(Harm harm, int kept, String told) throws Exception {
        AuditLog log = AuditLog.in(folder)
                .series("app")
                .durability(Durability.WRITTEN)
                .onFailure(OnFailure.CONTINUE)
                .open();
        Path first = log.file();
        try (log;
                FwctlDevice device = kernel.fwctl().withObserver(log).open("fwctl0")) {
            call(device, BEFORE);
            harm.to(first);
            call(device, BEFORE);
            for (int i = 0; log.file().equals(first); i++) {
                assertTrue(i < 3000, "the log never began another file");
                Thread.sleep(10);
            }
        }
        assertEquals(BEFORE - kept, log.lost());
        List<AuditRecord> lines = AuditLogTest.records(folder.resolve("app.000002.jsonl"));
        assertEquals(
                BEFORE, lines.stream().filter(line -> line.kind().equals("rpc")).count());
        Map<?, ?> gone = (Map<?, ?>) lines.get(0).members().get("gone");
        assertEquals(1, gone.get("file"));
        assertTrue(gone.get("what").toString().contains(told), gone::toString);
        assertFalse(AuditVerifier.verify(List.of(folder), List.of()).get(0).intact());
        return lines;
    }

    @Test
    void deleted() throws Exception {
        after(Files::delete, 0, "deleted");
        try (AuditLog log = AuditLog.in(folder).series("app").open()) {
            assertEquals("app.000003.jsonl", log.file().getFileName().toString(), "it does not begin again at 1");
        }
    }

    @Test
    void renamed() throws Exception {
        after(file -> Files.move(file, root.resolve("taken.jsonl")), 0, "deleted or renamed");
    }

    @Test
    void cut() throws Exception {
        after(
                file -> {
                    try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
                        open.setLength(open.length() - 50);
                    }
                },
                BEFORE - 1,
                "50 bytes shorter");
    }

    @Test
    void replacedByACopy() throws Exception {
        after(
                file -> {
                    Path copy = Files.copy(file, root.resolve("copy"));
                    Files.delete(file);
                    Files.move(copy, file);
                },
                BEFORE,
                "replaced");
    }

    @Test
    void addedTo() throws Exception {
        after(
                file -> Files.writeString(file, "{}\n", java.nio.file.StandardOpenOption.APPEND),
                BEFORE,
                "3 bytes longer");
    }

    /** Between the last look for an RPC and the last line: the next file has that line, and what was lost counts. */
    @Test
    void deletedWhileTheLogEnds() throws Exception {
        BoundedDisk disk = new BoundedDisk();
        disk.beforeLook = file -> {
            boolean ends = StackWalker.getInstance()
                    .walk(frames ->
                            frames.anyMatch(frame -> frame.getClassName().equals(Ending.class.getName())));
            if (ends && file.endsWith("app.000001.jsonl")) {
                assertTrue(file.toFile().delete());
            }
        };
        AuditLog log = AuditLog.in(folder)
                .series("app")
                .opener(disk)
                .durability(Durability.WRITTEN)
                .open();
        try (log;
                FwctlDevice device = kernel.fwctl().withObserver(log).open("fwctl0")) {
            call(device, BEFORE);
        }
        assertEquals(BEFORE, log.lost());
        SeriesReport report = AuditVerifier.verify(List.of(folder), List.of()).get(0);
        assertTrue(report.closed(), () -> report.findings().toString());
        assertEquals(BEFORE, report.lost());
    }

    private static boolean isRefused(FwctlDevice device) {
        try {
            call(device, 1);
            return false;
        } catch (ObserverRefusedException e) {
            return true;
        }
    }

    /** The owner who wants no RPC unrecorded sees refusals until the log goes on in another file. */
    @Test
    void anOwnerWhoRefusesSeesRefusals() throws Exception {
        AuditLog log =
                AuditLog.in(folder).series("app").durability(Durability.WRITTEN).open();
        try (log;
                FwctlDevice device = kernel.fwctl().withObserver(log).open("fwctl0")) {
            call(device, 1);
            Path moved = Files.move(folder, root.resolve("moved"));
            call(device, 1);
            ObserverRefusedException e = assertThrows(ObserverRefusedException.class, () -> call(device, 1));
            assertTrue(e.getMessage().contains("deleted or renamed"), e.getMessage());
            int sent = kernel.rpcs.get();
            assertThrows(ObserverRefusedException.class, () -> call(device, 1));
            assertEquals(sent, kernel.rpcs.get());
            Files.createDirectory(folder);
            for (int i = 0; isRefused(device); i++) {
                assertTrue(i < 3000, "the log never began another file");
                Thread.sleep(10);
            }
            assertEquals(
                    1,
                    AuditLogTest.records(moved).stream()
                            .filter(line -> line.kind().equals("rpc"))
                            .count());
        }
        assertEquals(3, kernel.rpcs.get(), "one in the file that was moved, one that found it gone, one after that");
        List<String> outcomes = AuditLogTest.records(folder).stream()
                .filter(AuditRecord::sent)
                .map(AuditRecord::outcome)
                .toList();
        assertEquals(List.of("done", "done"), outcomes);
    }
}
