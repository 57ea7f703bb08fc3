// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fwctl.FakeKernel;
import dev.fwctl.FwctlDevice;
import dev.fwctl.ObserverRefusedException;
import dev.fwctl.ToyCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A log on a disk that fills up. */
class FullDiskTest {
    @TempDir
    Path root;

    private Path folder;
    private FakeKernel kernel;
    private final BoundedDisk disk = new BoundedDisk();

    @BeforeEach
    void system() throws IOException {
        folder = Files.createDirectory(root.resolve("log"));
        kernel = new FakeKernel(root, ToyCommand::firmware);
    }

    private static void until(BooleanSupplier condition) throws InterruptedException {
        for (int i = 0; !condition.getAsBoolean(); i++) {
            assertTrue(i < 1000, "this takes too long");
            Thread.sleep(10);
        }
    }

    @Test
    void aFullDiskRefusesRpcsUntilThereIsRoom() throws Exception {
        try (AuditLog log = AuditLog.in(folder).opener(disk).open();
                FwctlDevice device = kernel.fwctl().withObserver(log).open("fwctl0")) {
            device.call(ToyCommand.READ, ToyCommand.Request.of(1));
            until(() -> log.head().sequence() == 1);
            disk.free.set(100);
            device.call(ToyCommand.READ, ToyCommand.Request.of(2));
            until(() -> refuses(device));
            int sent = kernel.rpcs.get();
            ObserverRefusedException e = assertThrows(
                    ObserverRefusedException.class, () -> device.call(ToyCommand.READ, ToyCommand.Request.of(3)));
            assertTrue(e.getMessage().contains("No space left on device"), e.getMessage());
            assertEquals(sent, kernel.rpcs.get(), "a refused RPC never reaches the kernel");
            disk.free.set(1 << 20);
            until(() -> !refuses(device));
            assertEquals(0, log.lost());
        }
        List<AuditRecord> lines = AuditLogTest.records(folder);
        long sent = lines.stream().filter(AuditRecord::sent).count();
        assertEquals(kernel.rpcs.get(), sent, "whatever reached the kernel is in the log");
        assertTrue(AuditLogTest.verified(folder).closed());
    }

    private static boolean refuses(FwctlDevice device) {
        try {
            device.call(ToyCommand.READ, ToyCommand.Request.of(5));
            return false;
        } catch (ObserverRefusedException e) {
            return true;
        }
    }

    @Test
    void aFullDiskCountsWhatIsLost() throws Exception {
        try (AuditLog log = AuditLog.in(folder)
                        .opener(disk)
                        .onFailure(OnFailure.CONTINUE)
                        .queue(4, Duration.ofMillis(200))
                        .open();
                FwctlDevice device = kernel.fwctl().withObserver(log).open("fwctl0")) {
            disk.free.set(100);
            for (int i = 0; i < 50; i++) {
                device.call(ToyCommand.READ, ToyCommand.Request.of(i));
            }
            assertTrue(log.lost() >= 40, log.lost() + " lost");
            disk.free.set(1 << 20);
            until(() -> log.head().sequence() > 4);
            device.call(ToyCommand.READ, ToyCommand.Request.of(99));
        }
        SeriesReport report = AuditLogTest.verified(folder);
        assertEquals(51, kernel.rpcs.get());
        assertEquals(51, report.rpcs() + report.lost(), "every RPC is recorded or counted");
        assertTrue(report.lost() >= 40 && report.closed());
    }

    /** The file that rotation wants cannot be created for a while. */
    @Test
    void aFailingRotationLosesNothing() throws Exception {
        try (AuditLog log = AuditLog.in(folder)
                        .opener(disk)
                        .rotate(2048, Duration.ofDays(1))
                        .open();
                FwctlDevice device = kernel.fwctl().withObserver(log).open("fwctl0")) {
            Path first = log.file();
            Files.writeString(folder.resolve(first.getFileName().toString().replace("000001", "000002")), "");
            until(() -> refuses(device));
            Files.delete(folder.resolve(first.getFileName().toString().replace("000001", "000002")));
            until(() -> !refuses(device));
        }
        long sent =
                AuditLogTest.records(folder).stream().filter(AuditRecord::sent).count();
        assertEquals(kernel.rpcs.get(), sent);
        assertTrue(AuditLogTest.verified(folder).files().size() >= 2);
    }

    @Test
    void aLogThatCannotBeWrittenCanBeClosed() throws Exception {
        AuditLog log =
                AuditLog.in(folder).opener(disk).onFailure(OnFailure.CONTINUE).open();
        try (FwctlDevice device = kernel.fwctl().withObserver(log).open("fwctl0")) {
            disk.free.set(10);
            device.call(ToyCommand.READ, ToyCommand.Request.of(1));
        }
        long start = System.nanoTime();
        log.close();
        assertTrue(System.nanoTime() - start < Duration.ofSeconds(20).toNanos());
        assertEquals(1, log.lost());
        SeriesReport report = AuditLogTest.verified(folder);
        assertEquals(1, report.lines());
        assertEquals(false, report.closed());
    }

    /** A line is on the disk only if the name of its file is: each file's header, and its name, come first. */
    @Test
    void whatIsSyncedIncludesTheNamesOfFiles() throws Exception {
        try (AuditLog log = AuditLog.in(folder)
                        .opener(disk)
                        .durability(Durability.SYNCED)
                        .rotate(1024, Duration.ofDays(1))
                        .open();
                FwctlDevice device = kernel.fwctl().withObserver(log).open("fwctl0")) {
            for (int i = 0; i < 3; i++) {
                device.call(ToyCommand.READ, ToyCommand.Request.of(i));
            }
        }
        List<String> begun = List.of("create", "write", "force", "name");
        List<String> line = List.of("write", "force");
        assertEquals(4, Collections.frequency(disk.done, "create"), disk.done::toString);
        for (int at = 0; at < disk.done.size(); at++) {
            if (disk.done.get(at).equals("create")) {
                assertEquals(begun, disk.done.subList(at, at + 4));
            } else if (disk.done.get(at).equals("write")) {
                assertEquals(line, disk.done.subList(at, at + 2));
            }
        }
    }
}
