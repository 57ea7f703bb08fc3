// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fwctl.AccessPolicy;
import dev.fwctl.FakeKernel;
import dev.fwctl.FwctlDevice;
import dev.fwctl.ToyCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files of a log: series, rotation, durability, many writers, and the end. */
class AuditFilesTest {
    @TempDir
    Path root;

    private Path folder;

    @BeforeEach
    void folder() throws IOException {
        folder = Files.createDirectory(root.resolve("log"));
    }

    private FwctlDevice open(AuditLog log, AccessPolicy policy) {
        return new FakeKernel(root, ToyCommand::firmware)
                .fwctl()
                .withPolicy(policy)
                .withObserver(log)
                .open("fwctl0");
    }

    @Test
    void theChainGoesOnFromFileToFile() throws IOException {
        try (AuditLog log = AuditLog.in(folder).rotate(4096, Duration.ofDays(1)).open();
                FwctlDevice device = open(log, AccessPolicy.readOnly())) {
            for (int i = 0; i < 40; i++) {
                device.call(ToyCommand.READ, ToyCommand.Request.of(i));
            }
        }
        SeriesReport report = AuditLogTest.verified(folder);
        assertTrue(report.files().size() > 5, report.files().size() + " files");
        assertEquals(40, report.rpcs());
        for (Path file : report.files()) {
            assertTrue(Files.size(file) <= 4096 + 200, file + " has " + Files.size(file));
        }
        List<Object> numbers = new ArrayList<>();
        AuditReader.read(
                List.of(folder),
                AuditFilter.all().device("toy_*"),
                line -> numbers.add(
                        ((Map<?, ?>) ((Map<?, ?>) line.members().get("request")).get("values")).get("number")));
        assertEquals(IntStream.range(0, 40).boxed().toList(), numbers);
    }

    @Test
    void filesRotateByAge() throws Exception {
        try (AuditLog log = AuditLog.in(folder)
                        .rotate(1 << 20, Duration.ofMillis(20))
                        .open();
                FwctlDevice device = open(log, AccessPolicy.readOnly())) {
            device.call(ToyCommand.READ, ToyCommand.Request.of(1));
            Thread.sleep(50);
            device.call(ToyCommand.READ, ToyCommand.Request.of(2));
        }
        assertTrue(AuditLogTest.verified(folder).files().size() >= 2);
    }

    @Test
    void manyThreadsShareOneLog() throws Exception {
        int threads = 8;
        int each = 200;
        var pool = Executors.newFixedThreadPool(threads);
        try (AuditLog log =
                        AuditLog.in(folder).queue(16, Duration.ofSeconds(30)).open();
                FwctlDevice device = open(log, AccessPolicy.readOnly())) {
            List<Future<?>> done = new ArrayList<>();
            for (int t = 0; t < threads; t++) {
                int first = t * 1000 % 900;
                done.add(pool.submit(() -> {
                    for (int i = 0; i < each; i++) {
                        device.call(ToyCommand.READ, ToyCommand.Request.of(first + i % 90));
                    }
                }));
            }
            for (Future<?> one : done) {
                one.get();
            }
            assertEquals(0, log.lost());
        } finally {
            pool.shutdown();
        }
        assertEquals(threads * each, AuditLogTest.verified(folder).rpcs());
    }

    @Test
    void aLogIsAsDurableAsItPromises() throws IOException {
        for (Durability durability : List.of(Durability.WRITTEN, Durability.SYNCED)) {
            Path own = Files.createDirectory(folder.resolve(durability.name()));
            try (AuditLog log = AuditLog.in(own).durability(durability).open();
                    FwctlDevice device = new FakeKernel(root.resolve(durability.name()), ToyCommand::firmware)
                            .fwctl()
                            .withObserver(log)
                            .open("fwctl0")) {
                for (int i = 1; i <= 20; i++) {
                    device.call(ToyCommand.READ, ToyCommand.Request.of(i));
                    assertEquals(i, log.head().sequence(), "the line is in the file when the call returns");
                    assertEquals(i + 1, Files.readAllLines(log.file()).size());
                }
            }
        }
    }

    /** Two logs in one folder, as two processes have; and one series twice, which is refused. */
    @Test
    void logsOfOneFolderDoNotMeet() throws IOException {
        try (AuditLog a = AuditLog.in(folder).open();
                AuditLog b = AuditLog.in(folder).open()) {
            assertFalse(a.file().equals(b.file()));
        }
        assertEquals(2, AuditVerifier.verify(List.of(folder), List.of()).size());
        try (AuditLog named = AuditLog.in(folder).series("named").open()) {
            IOException e = assertThrows(
                    IOException.class, () -> AuditLog.in(folder).series("named").open());
            assertTrue(e.getMessage().contains("is being written"), e.getMessage());
            assertEquals(0, named.head().sequence());
        }
        assertThrows(IllegalArgumentException.class, () -> AuditLog.in(folder).series("../etc"));
    }

    @Test
    void aNamedSeriesGoesOn() throws IOException {
        for (int run = 0; run < 3; run++) {
            try (AuditLog log = AuditLog.in(folder).series("app").open();
                    FwctlDevice device = new FakeKernel(root.resolve("run" + run), ToyCommand::firmware)
                            .fwctl()
                            .withObserver(log)
                            .open("fwctl0")) {
                device.call(ToyCommand.READ, ToyCommand.Request.of(run));
            }
        }
        SeriesReport report = AuditLogTest.verified(folder);
        assertEquals(3, report.files().size());
        assertEquals(9, report.lines());
        assertEquals(8, report.head().sequence());
    }

    @Test
    void aClosedLogRefusesOrCounts() throws IOException {
        AuditLog strict = AuditLog.in(folder).open();
        AuditLog lenient = AuditLog.in(folder).onFailure(OnFailure.CONTINUE).open();
        FakeKernel kernel = new FakeKernel(root, ToyCommand::firmware);
        strict.close();
        strict.close();
        lenient.close();
        try (FwctlDevice device = kernel.fwctl().withObserver(strict).open("fwctl0")) {
            assertThrows(
                    dev.fwctl.ObserverRefusedException.class,
                    () -> device.call(ToyCommand.READ, ToyCommand.Request.of(1)));
            assertEquals(0, kernel.rpcs.get(), "nothing was sent");
        }
        try (FwctlDevice device = kernel.fwctl().withObserver(lenient).open("fwctl0")) {
            device.call(ToyCommand.READ, ToyCommand.Request.of(1));
        }
        assertEquals(1, lenient.lost());
    }
}
