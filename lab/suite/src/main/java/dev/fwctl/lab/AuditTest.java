// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fwctl.Fwctl;
import dev.fwctl.FwctlDevice;
import dev.fwctl.ObserverRefusedException;
import dev.fwctl.RpcScope;
import dev.fwctl.audit.AuditFilter;
import dev.fwctl.audit.AuditLog;
import dev.fwctl.audit.AuditReader;
import dev.fwctl.audit.AuditVerifier;
import dev.fwctl.audit.SeriesReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The audit log of real RPCs, with a real kill and a really full disk. */
class AuditTest {
    private static final int KILLS = Integer.getInteger("dev.fwctl.lab.kills", 100);
    private static final int AT_ONCE = 2;
    private static final UUID VENDOR_FEATURE = new UUID(-1, -1);

    @TempDir
    Path folder;

    private static boolean read(FwctlDevice device) {
        try {
            RawCxl.getFeature(device, VENDOR_FEATURE, 0, 4, 0, RpcScope.CONFIGURATION);
            return true;
        } catch (ObserverRefusedException e) {
            return false;
        }
    }

    private static long sent(Path log) throws IOException {
        AtomicInteger sent = new AtomicInteger();
        AuditReader.read(List.of(log), AuditFilter.all(), line -> sent.addAndGet(line.sent() ? 1 : 0));
        return sent.get();
    }

    /** Several processes at once write to one folder, and are killed with SIGKILL, again and again. */
    @Test
    @Timeout(value = 30, unit = TimeUnit.MINUTES)
    void killedInMidWriteEveryFileVerifies() throws Exception {
        SplittableRandom random = new SplittableRandom(4711);
        int torn = 0;
        for (int killed = 0; killed < KILLS; killed += AT_ONCE) {
            Path round = Files.createDirectory(folder.resolve("round" + killed));
            List<Process> writers = new ArrayList<>();
            for (int i = 0; i < AT_ONCE; i++) {
                writers.add(
                        new ProcessBuilder(Guest.java(List.of(), List.of(), Writer.class.getName(), round.toString()))
                                .redirectErrorStream(true)
                                .redirectOutput(folder.resolve("out" + i).toFile())
                                .start());
            }
            while (bytes(round) < AT_ONCE * 10_000) {
                assertTrue(writers.stream().allMatch(Process::isAlive), "a writer ended by itself");
                Thread.sleep(5);
            }
            Thread.sleep(random.nextInt(50));
            for (Process writer : writers) {
                assertTrue(writer.isAlive(), "the writer ended by itself");
                writer.destroyForcibly();
            }
            for (Process writer : writers) {
                assertEquals(128 + 9, writer.waitFor());
            }
            List<SeriesReport> reports = AuditVerifier.verify(List.of(round), List.of());
            assertTrue(
                    !reports.isEmpty() && reports.size() <= AT_ONCE, "one series for each process that came to write");
            for (SeriesReport report : reports) {
                assertEquals(List.of(), report.findings());
                torn += report.tornBytes() > 0 ? 1 : 0;
            }
        }
        System.out.println("        " + KILLS + " kills, " + torn + " of them within a line");
    }

    private static long bytes(Path round) {
        try (var files = Files.list(round)) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads a Feature and records it, for ever. */
    static final class Writer {
        private Writer() {}

        public static void main(String[] args) throws IOException {
            AuditLog log = AuditLog.in(Path.of(args[0])).open();
            FwctlDevice device =
                    Fwctl.system().withPolicy(RawCxl.POLICY).withObserver(log).open("mem0");
            while (true) {
                read(device);
            }
        }
    }

    /** A file system of 16 KiB fills up; what is refused does not reach the firmware; with more room, it goes on. */
    @Test
    void aFullDiskKeepsRpcsFromTheFirmware() throws Exception {
        mount("mount", "-t", "tmpfs", "-o", "size=16k", "tmpfs");
        try {
            int before = Mock.mem(0).seen("commands");
            try (AuditLog log = AuditLog.in(folder).open();
                    FwctlDevice device = Fwctl.system()
                            .withPolicy(RawCxl.POLICY)
                            .withObserver(log)
                            .open("mem0")) {
                Guest.await("the disk is full", () -> !read(device));
                int full = Mock.mem(0).seen("commands");
                for (int i = 0; i < 10; i++) {
                    assertTrue(!read(device));
                }
                assertEquals(full, Mock.mem(0).seen("commands"));
                mount("mount", "-o", "remount,size=1m");
                Guest.await("the disk has room again", () -> read(device));
                assertEquals(0, log.lost());
            }
            assertEquals(
                    List.of(),
                    AuditVerifier.verify(List.of(folder), List.of()).get(0).findings());
            assertEquals(
                    Mock.mem(0).seen("commands") - before, sent(folder), "whatever reached the firmware is recorded");
        } finally {
            mount("umount");
        }
    }

    private void mount(String... command) {
        List<String> words = new ArrayList<>(List.of(command));
        words.add(folder.toString());
        Guest.Result result = Guest.run(words);
        assertEquals(0, result.status(), result.output());
    }
}
