// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.lab.audit;

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
import dev.fwctl.lab.guest.Guest;
import dev.fwctl.lab.guest.Mock;
import dev.fwctl.lab.guest.RawCxl;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The audit log of real RPCs, with a real kill and a really full disk. */
class AuditTest {
    private static final int KILLS = Integer.getInteger("dev.fwctl.lab.kills", 100);
    private static final int AT_ONCE = 4;
    /** A file is this long, or longer, when its writer is killed: the header and some lines. */
    private static final long FIRST_MARK = 5_000;

    private static final long LAST_MARK = 50_000;
    /** All that a victim needs; each further jar costs its start time. */
    private static final List<String> JARS =
            List.of("lab-suite", "fwctl-core", "jackson-", "jna-", "slf4j-", "jspecify-");

    @TempDir
    Path folder;

    private final long begun = System.nanoTime();
    private final AtomicInteger killed = new AtomicInteger();
    private final AtomicLong longest = new AtomicLong();

    private static boolean read(FwctlDevice device) {
        try {
            RawCxl.getFeature(device, RawCxl.VENDOR_FEATURE, 0, 4, 0, RpcScope.CONFIGURATION);
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

    /**
     * Processes that write one series, each going on where the one before was killed. A thread of its own watches each:
     * a writer that is not killed in time writes without end, and the longer its file, the longer it takes to verify.
     */
    private final class Victims implements Callable<Integer> {
        private final String series;
        private final SplittableRandom random;
        private final int kills;

        Victims(int number, SplittableRandom random) {
            this.series = "victim" + number;
            this.random = random;
            this.kills = KILLS / AT_ONCE + (number < KILLS % AT_ONCE ? 1 : 0);
        }

        private Path file(int number) {
            return logs().resolve(String.format(Locale.ROOT, "%s.%06d.jsonl", series, number));
        }

        /** Returns how many were killed within a line. */
        @Override
        public Integer call() throws Exception {
            int torn = 0;
            for (int number = 1; number <= kills; number++) {
                kill(number);
                List<Path> last = number == 1 ? List.of(file(1)) : List.of(file(number - 1), file(number));
                SeriesReport report = AuditVerifier.verify(last, List.of()).get(0);
                assertEquals(List.of(), report.findings(), file(number).toString());
                assertTrue(!report.closed() && report.rpcs() > 0, report.toString());
                torn += report.tornBytes() > 0 ? 1 : 0;
            }
            return torn;
        }

        /** Kills a writer once its file has grown to a random length, wherever in a line that is. */
        private void kill(int number) throws Exception {
            long mark = random.nextLong(FIRST_MARK, LAST_MARK);
            Process writer = run(series);
            try {
                while (file(number).toFile().length() < mark) {
                    assertTrue(writer.isAlive(), () -> series + " ended by itself: " + said(series));
                    Thread.sleep(10);
                }
            } finally {
                writer.destroyForcibly();
            }
            assertTrue(writer.waitFor(1, TimeUnit.MINUTES));
            assertEquals(128 + 9, writer.exitValue(), () -> said(series));
            longest.accumulateAndGet(file(number).toFile().length(), Math::max);
            int done = killed.incrementAndGet();
            if (done % 10 == 0) {
                System.out.printf(
                        Locale.ROOT,
                        "        %d killed after %d s, the longest file %d bytes%n",
                        done,
                        secondsSince(begun),
                        longest.get());
            }
        }
    }

    private Path logs() {
        return folder.resolve("logs");
    }

    private Path archive() {
        return folder.resolve("victim.jsa");
    }

    private String said(String name) {
        try {
            return Files.readString(folder.resolve(name + ".out"));
        } catch (IOException e) {
            return e.toString();
        }
    }

    private Process run(String... arguments) throws IOException {
        boolean first = !Files.exists(archive());
        // Interpreted: an emulated processor translates anew whatever a just-in-time compiler writes.
        List<String> command = new ArrayList<>(Guest.java(
                List.of(),
                List.of(
                        (first ? "-XX:ArchiveClassesAtExit=" : "-XX:SharedArchiveFile=") + archive(),
                        "-XX:+UseSerialGC",
                        "-XX:-UsePerfData",
                        "-Xmx64m",
                        "-Xint"),
                AuditVictim.class.getName(),
                logs().toString()));
        int classPath = command.indexOf("-cp") + 1;
        command.set(
                classPath,
                Arrays.stream(command.get(classPath).split(File.pathSeparator))
                        .filter(jar -> JARS.stream()
                                .anyMatch(Path.of(jar).getFileName().toString()::startsWith))
                        .collect(Collectors.joining(File.pathSeparator)));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(arguments[0] + ".out").toFile())
                .start();
    }

    private void writeAndClose(String series) throws Exception {
        Process writer = run(series, "5");
        assertTrue(writer.waitFor(3, TimeUnit.MINUTES), () -> said(series));
        assertEquals(0, writer.exitValue(), () -> said(series));
        assertTrue(Files.exists(archive()));
    }

    private static long secondsSince(long begun) {
        return TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begun);
    }

    /**
     * Four processes at once write into one folder. Each is killed with SIGKILL, its file is verified, and another goes on
     * with its series.
     */
    @Test
    @Timeout(value = 15, unit = TimeUnit.MINUTES)
    void killedInMidWriteEveryFileVerifies() throws Exception {
        Files.createDirectory(logs());
        // One ends by itself, and leaves an archive of its classes, which spares the others most of their start.
        writeAndClose("example0");
        long archived = System.nanoTime();
        writeAndClose("example1");
        assertEquals("", said("example1"));
        System.out.printf(
                Locale.ROOT,
                "        a writer that makes the archive: %d ms; with the archive: %d ms%n",
                TimeUnit.NANOSECONDS.toMillis(archived - begun),
                TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - archived));

        SplittableRandom random = new SplittableRandom(begun);
        List<Callable<Integer>> victims = new ArrayList<>();
        for (int i = 0; i < AT_ONCE; i++) {
            victims.add(new Victims(i, random.split()));
        }
        int torn = 0;
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
        try {
            for (Future<Integer> result : threads.invokeAll(victims)) {
                torn += result.get();
            }
        } finally {
            threads.shutdownNow();
        }
        int files = 0;
        for (SeriesReport report : AuditVerifier.verify(List.of(logs()), List.of())) {
            assertEquals(List.of(), report.findings());
            files += report.files().size();
        }
        assertEquals(KILLS + 4, files);
        System.out.printf(
                Locale.ROOT,
                "        %d kills in %d s, %d of them within a line; seed %d%n",
                KILLS,
                secondsSince(begun),
                torn,
                begun);
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
