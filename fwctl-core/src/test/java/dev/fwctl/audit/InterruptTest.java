// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fwctl.FakeKernel;
import dev.fwctl.FwctlDevice;
import dev.fwctl.ToyCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An interrupt is a message to a thread; no thread's message stops the log, or weakens what it promises. */
class InterruptTest {
    @TempDir
    Path root;

    private Path folder;
    private FakeKernel kernel;

    @BeforeEach
    void system() throws IOException {
        folder = Files.createDirectory(root.resolve("log"));
        kernel = new FakeKernel(root.resolve("kernel"), ToyCommand::firmware);
    }

    @AfterEach
    void forget() {
        Thread.interrupted();
    }

    @Test
    void theLogsThreadIsInterrupted() throws IOException {
        try (AuditLog log = AuditLog.in(folder).open();
                FwctlDevice device = kernel.fwctl().withObserver(log).open("fwctl0")) {
            List<Thread> own = Thread.getAllStackTraces().keySet().stream()
                    .filter(thread -> thread.getName().equals("fwctl-audit"))
                    .toList();
            assertTrue(!own.isEmpty());
            for (int i = 0; i < 200; i++) {
                own.forEach(Thread::interrupt);
                device.call(ToyCommand.READ, ToyCommand.Request.of(i));
            }
            assertEquals(0, log.lost());
        }
        assertEquals(200, AuditLogTest.verified(folder).rpcs());
    }

    /** The caller's flag is set all the time: what the log promises of a line when the call returns holds, at each. */
    @ParameterizedTest
    @EnumSource(Durability.class)
    void theCallersAreInterrupted(Durability durability) throws IOException {
        AuditLog log = AuditLog.in(folder)
                .durability(durability)
                .queue(1, Duration.ofSeconds(30))
                .rotate(4096, Duration.ofDays(1))
                .open();
        try (log;
                FwctlDevice device = kernel.fwctl().withObserver(log).open("fwctl0")) {
            Thread.currentThread().interrupt();
            for (int i = 0; i < 40; i++) {
                device.call(ToyCommand.READ, ToyCommand.Request.of(i));
                assertTrue(durability == Durability.BUFFERED || log.head().sequence() > i, "RPC " + i);
            }
            assertTrue(Thread.currentThread().isInterrupted(), "the flag is the caller's, and stays");
        }
        assertTrue(Thread.interrupted());
        assertEquals(40, AuditLogTest.verified(folder).rpcs());
    }

    /** Opening, going on, reading and verifying, all with the flag set. */
    @Test
    void filesAreReadAlike() throws IOException {
        Thread.currentThread().interrupt();
        for (int run = 0; run < 3; run++) {
            AuditLog.in(folder)
                    .series("app")
                    .durability(Durability.SYNCED)
                    .open()
                    .close();
        }
        assertEquals(6, AuditLogTest.records(folder).size());
        SeriesReport report = AuditLogTest.verified(folder);
        assertTrue(Thread.interrupted());
        assertEquals(3, report.files().size());
        assertTrue(AuditLogTest.records(folder).stream()
                .filter(line -> line.kind().equals("header"))
                .noneMatch(line -> "unknown".equals(line.members().get("boot"))));
    }
}
