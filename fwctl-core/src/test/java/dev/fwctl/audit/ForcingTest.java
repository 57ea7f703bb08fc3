// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fwctl.FakeKernel;
import dev.fwctl.FwctlDevice;
import dev.fwctl.ObserverRefusedException;
import dev.fwctl.ToyCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A long file reaches the disk little by little, by the log's own thread: no caller waits for all of it once it is full. */
class ForcingTest {
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

    private AuditLog log(Durability durability) throws IOException {
        return AuditLog.in(folder)
                .series("app")
                .durability(durability)
                .opener(disk)
                .open();
    }

    private long forced() {
        return disk.done.stream().filter("force"::equals).count();
    }

    /** Writes lines until the file has so many bytes more. */
    private static void write(AuditLog log, FwctlDevice device, long bytes) throws IOException {
        long until = Files.size(log.file()) + bytes;
        for (int i = 0; Files.size(log.file()) < until; i++) {
            device.call(ToyCommand.READ, ToyCommand.Request.of(i % 100));
        }
    }

    @Test
    void littleByLittle() throws Exception {
        try (AuditLog log = log(Durability.WRITTEN);
                FwctlDevice device = kernel.fwctl().withObserver(log).open("fwctl0")) {
            long header = forced();
            write(log, device, Series.FORCED_EVERY / 2);
            assertEquals(header, forced(), "a short file is not worth a sync");
            write(log, device, Series.FORCED_EVERY);
            LogThread.await(() -> forced() == header + 1, "nobody forced the file");
            write(log, device, Series.FORCED_EVERY);
            LogThread.await(() -> forced() == header + 2, "nobody forced the file again");
        }
        assertTrue(AuditVerifier.verify(List.of(folder), List.of()).get(0).intact());
    }

    /** Each line is on the disk already. */
    @Test
    void nothingIsLeftToForceWhereEachLineIs() throws Exception {
        try (AuditLog log = log(Durability.SYNCED);
                FwctlDevice device = kernel.fwctl().withObserver(log).open("fwctl0")) {
            long before = forced();
            write(log, device, 100_000);
            assertEquals(before + countOfLines(log) - 1, forced());
        }
    }

    private static long countOfLines(AuditLog log) throws IOException {
        try (var lines = Files.lines(log.file())) {
            return lines.count();
        }
    }

    /** A disk that fails is a failure of the log, whoever asked it; nothing is lost by it. */
    @Test
    void aDiskThatFailsIsNoticed() throws Exception {
        AuditLog log = log(Durability.WRITTEN);
        try (log;
                FwctlDevice device = kernel.fwctl().withObserver(log).open("fwctl0")) {
            disk.forcesToFail.set(3);
            write(log, device, Series.FORCED_EVERY);
            LogThread.await(() -> refused(device), "a failing disk is no reason to refuse");
            LogThread.await(() -> !refused(device), "the log never recovered");
            write(log, device, 1000);
        }
        assertEquals(0, log.lost());
        assertEquals(0, disk.forcesToFail.get());
        assertTrue(AuditVerifier.verify(List.of(folder), List.of()).get(0).intact());
    }

    /** A line that is being written while the sync fails says nothing about what the sync was for. */
    @Test
    void aFailureDuringATurnStays() throws Exception {
        CountDownLatch written = new CountDownLatch(1);
        CountDownLatch turn = new CountDownLatch(1);
        try (AuditLog log = log(Durability.WRITTEN);
                FwctlDevice device = kernel.fwctl().withObserver(log).open("fwctl0")) {
            disk.beforeForce = () -> {
                written.countDown();
                awaitUnchecked(turn);
            };
            disk.forcesToFail.set(Integer.MAX_VALUE);
            write(log, device, Series.FORCED_EVERY);
            awaitUnchecked(written);
            disk.beforeLook = file -> {
                turn.countDown();
                awaitFailed();
            };
            device.call(ToyCommand.READ, ToyCommand.Request.of(1));
            disk.beforeLook = file -> {};
            assertTrue(refused(device), "the sync's failure was forgotten");
            disk.forcesToFail.set(0);
            LogThread.await(() -> !refused(device), "the log never recovered");
        }
        assertTrue(AuditVerifier.verify(List.of(folder), List.of()).get(0).intact());
    }

    private static void awaitUnchecked(CountDownLatch latch) {
        try {
            assertTrue(latch.await(30, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Until a sync has failed, and the log's thread waits for its next try. */
    private void awaitFailed() {
        try {
            LogThread.await(() -> disk.forcesToFail.get() < Integer.MAX_VALUE && LogThread.waits(), "no sync failed");
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static boolean refused(FwctlDevice device) {
        try {
            device.call(ToyCommand.READ, ToyCommand.Request.of(1));
            return false;
        } catch (ObserverRefusedException e) {
            assertTrue(e.getMessage().contains("Input/output error"), e.getMessage());
            return true;
        }
    }
}
