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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** While lines come, nobody pays for waking the log's thread; and no line waits for longer than it has to. */
class RoundsTest {
    private static final int QUEUE = 64;

    @TempDir
    Path root;

    private Path folder;
    private FakeKernel kernel;
    private final BoundedDisk disk = new BoundedDisk();

    @BeforeEach
    void system() throws IOException {
        folder = Files.createDirectory(root.resolve("log"));
        kernel = new FakeKernel(root.resolve("kernel"), ToyCommand::firmware);
    }

    private AuditLog log(Duration round) throws IOException {
        return AuditLog.in(folder)
                .queue(QUEUE, Duration.ofSeconds(30))
                .lookEvery(round)
                .opener(disk)
                .open();
    }

    private static void call(FwctlDevice device, int times) {
        for (int i = 0; i < times; i++) {
            device.call(ToyCommand.READ, ToyCommand.Request.of(i));
        }
    }

    private long writes() {
        return disk.done.stream().filter("write"::equals).count();
    }

    /** A first line wakes the thread, which writes it and begins a round. */
    private void beginRound(FwctlDevice device) throws InterruptedException {
        long before = writes();
        call(device, 1);
        LogThread.await(() -> writes() == before + 1 && LogThread.waits(), "a first line was not written");
    }

    private long lines(AuditLog log) {
        try (var lines = Files.lines(log.file())) {
            return lines.count();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void linesWaitForTheEndOfTheRoundAndAreWrittenTogether() throws Exception {
        AuditLog log = log(Duration.ofHours(1));
        try (FwctlDevice device = kernel.fwctl().withObserver(log).open("fwctl0")) {
            beginRound(device);
            long before = writes();
            call(device, QUEUE / 2 - 1);
            assertEquals(before, writes(), "a line woke the thread");
            log.close();
            assertEquals(before + 2, writes(), "one write of what waited, one of the last line");
        }
        assertEquals(0, log.lost());
        assertTrue(AuditVerifier.verify(List.of(folder), List.of()).get(0).intact());
    }

    @Test
    void halfAQueueEndsTheRound() throws Exception {
        try (AuditLog log = log(Duration.ofHours(1));
                FwctlDevice device = kernel.fwctl().withObserver(log).open("fwctl0")) {
            beginRound(device);
            call(device, QUEUE / 2);
            LogThread.await(
                    () -> lines(log) == 2 + QUEUE / 2, "the queue became half full, and nobody woke the thread");
        }
    }

    /** A line that woke the thread would be there at once; on a machine that is busy for that long, it may be later. */
    @Test
    void theClockEndsTheRound() throws Exception {
        Duration round = Duration.ofSeconds(2);
        try (AuditLog log = log(round);
                FwctlDevice device = kernel.fwctl().withObserver(log).open("fwctl0")) {
            long before = System.nanoTime();
            beginRound(device);
            call(device, 1);
            LogThread.await(() -> lines(log) == 3, "the thread did not look by the clock");
            assertTrue(System.nanoTime() - before >= round.toNanos(), "the line did not wait for the end of the round");
        }
    }

    /** Rounds of no length are over without waiting: a thread that waits after them sleeps, and has to be woken. */
    @Test
    void aLineWakesAThreadThatSleeps() throws Exception {
        try (AuditLog log = log(Duration.ZERO);
                FwctlDevice device = kernel.fwctl().withObserver(log).open("fwctl0")) {
            for (int i = 1; i <= 3; i++) {
                beginRound(device);
            }
            assertEquals(4, lines(log));
        }
    }
}
