// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fwctl.FakeKernel;
import dev.fwctl.FwctlDevice;
import dev.fwctl.ObserverRefusedException;
import dev.fwctl.RpcEvent;
import dev.fwctl.RpcObserver;
import dev.fwctl.ToyCommand;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Logs under everything at once, for as long as is wanted: {@code mvn -pl fwctl-core test -Dtest=SoakTest
 * -Ddev.fwctl.audit.soak=3600} for an hour of each. {@code dev.fwctl.seed} draws the rounds anew; the
 * seed of a failure is in its message. After each round the account
 * has to be even: each RPC is in the log, or counted as lost.
 */
class SoakTest {
    private static final long NANOS = TimeUnit.SECONDS.toNanos(Integer.getInteger("dev.fwctl.audit.soak", 4));
    private static final long SEED = Long.getLong("dev.fwctl.seed", 20261126);
    private static final int THREADS = 3;
    private static final int CALLS = 60;

    @TempDir
    Path root;

    private final long begun = System.nanoTime();

    private boolean isTimeLeft() {
        return System.nanoTime() - begun < NANOS;
    }

    /** What happened in a round. */
    private static final class Round {
        final Path folder;
        final SplittableRandom random;
        final SplittableRandom harmful;
        final long seed;
        final AtomicInteger events = new AtomicInteger();
        final BoundedDisk disk = new BoundedDisk();
        int interrupts;
        int fills;
        int harms;

        Round(Path folder, long seed) {
            this.folder = folder;
            this.seed = seed;
            this.random = new SplittableRandom(seed);
            this.harmful = random.split();
        }

        AuditLog.WhenFull whenFull() {
            OnFailure onFailure = random.nextBoolean() ? OnFailure.REFUSE : OnFailure.CONTINUE;
            return new AuditLog.WhenFull(onFailure, Duration.ofMillis(random.nextInt(5)));
        }

        SeriesReport run(boolean withHarm) throws Exception {
            if (withHarm) {
                disk.beforeLook = this::harm;
            }
            Durability[] all = Durability.values();
            AuditLog.WhenFull whenFull = whenFull();
            AuditLog log = AuditLog.in(folder)
                    .series("app")
                    .opener(disk)
                    .durability(all[random.nextInt(all.length)])
                    .onFailure(whenFull.onFailure())
                    .queue(1 + random.nextInt(40), whenFull.patience())
                    .rotate(2048 + random.nextInt(60_000), Duration.ofDays(1))
                    .closeWait(Duration.ofMinutes(10))
                    .firmware(node -> "")
                    .open();
            RpcObserver counting = new RpcObserver() {
                @Override
                public void finished(RpcEvent event) {
                    events.incrementAndGet();
                }
            };
            Path kernel = Files.createTempDirectory(folder.getParent(), "kernel");
            try (log;
                    FwctlDevice device = new FakeKernel(kernel, ToyCommand::firmware)
                            .fwctl()
                            .withObserver(log.and(counting))
                            .open("fwctl0")) {
                List<Thread> callers = new ArrayList<>();
                for (int t = 0; t < THREADS; t++) {
                    callers.add(new Thread(() -> call(device)));
                }
                callers.forEach(Thread::start);
                while (callers.stream().anyMatch(Thread::isAlive)) {
                    disturb(callers);
                }
                disk.free.set(BoundedDisk.PLENTY);
            }
            SeriesReport report =
                    AuditVerifier.verify(List.of(folder), List.of()).get(0);
            assertTrue(withHarm || report.intact(), () -> report.findings() + ", seed " + seed);
            assertTrue(report.closed(), () -> "not closed, seed " + seed);
            assertEquals(
                    events.get(), report.rpcs() + log.lost(), () -> "the account of seed " + seed + " is not even");
            return report;
        }

        private static void call(FwctlDevice device) {
            for (int i = 0; i < CALLS; i++) {
                try {
                    device.call(ToyCommand.READ, ToyCommand.Request.of(i));
                } catch (ObserverRefusedException e) {
                    Thread.yield();
                }
            }
        }

        private void disturb(List<Thread> callers) {
            int what = random.nextInt(50);
            if (what < 20) {
                callers.get(what % THREADS).interrupt();
                interrupts++;
            } else if (what < 30) {
                Thread.getAllStackTraces().keySet().stream()
                        .filter(thread -> thread.getName().equals("fwctl-audit"))
                        .forEach(Thread::interrupt);
                interrupts++;
            } else if (what < 35) {
                disk.free.set(random.nextInt(3000));
                fills++;
            } else {
                disk.free.set(BoundedDisk.PLENTY);
            }
        }

        /** Once in a while, and never the same: by the log's own threads, so never two at once. */
        private void harm(Path file) {
            if (harmful.nextInt(20) != 0) {
                return;
            }
            harms++;
            try {
                harmNow(file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private void harmNow(Path file) throws IOException {
            switch (harmful.nextInt(3)) {
                case 0 -> Files.deleteIfExists(file);
                case 1 -> {
                    if (Files.exists(file)) {
                        Files.move(
                                file,
                                Files.createTempDirectory(folder.getParent(), "moved")
                                        .resolve("x"));
                    }
                }
                default -> {
                    if (Files.exists(file)) {
                        try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
                            open.setLength(Math.max(0, open.length() - harmful.nextInt(2000)));
                        }
                    }
                }
            }
        }
    }

    private void rounds(boolean withHarm) throws Exception {
        int rounds = 0;
        long events = 0;
        long recorded = 0;
        long interrupts = 0;
        long fills = 0;
        long harms = 0;
        SplittableRandom seeds = new SplittableRandom(SEED);
        while (isTimeLeft()) {
            Round round = new Round(
                    Files.createDirectories(root.resolve("round" + rounds).resolve("log")), seeds.nextLong());
            recorded += round.run(withHarm).rpcs();
            rounds++;
            events += round.events.get();
            interrupts += round.interrupts;
            fills += round.fills;
            harms += round.harms;
        }
        System.err.printf(
                Locale.ROOT,
                "%d rounds: %d RPCs, %d recorded and the rest counted; %d interrupts, %d full disks, %d files harmed%n",
                rounds,
                events,
                recorded,
                interrupts,
                fills,
                harms);
        assertTrue(rounds > 0);
    }

    @Test
    void interruptsAndFullDisks() throws Exception {
        rounds(false);
    }

    @Test
    void andFilesThatSomebodyHarms() throws Exception {
        rounds(true);
    }

    /**
     * A process at WRITTEN, some of its threads interrupted all the time, is killed again and again. What a call returned
     * from is in the log; the counter that says so is in memory that outlives the process.
     */
    @Test
    void kills() throws Exception {
        Path folder = Files.createDirectory(root.resolve("log"));
        SplittableRandom random = new SplittableRandom(SEED);
        long promised = 0;
        int kills = 0;
        while (kills == 0 || isTimeLeft()) {
            Path counters = root.resolve("counters" + kills);
            Process writer = new ProcessBuilder(
                            ProcessHandle.current().info().command().orElseThrow(),
                            "-Xshare:auto",
                            "-XX:+UseSerialGC",
                            "-cp",
                            System.getProperty("java.class.path"),
                            Victim.class.getName(),
                            folder.toString(),
                            root.resolve("kernel" + kills).toString(),
                            counters.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(root.resolve("out").toFile())
                    .start();
            while (writer.isAlive() && counted(counters) < 1 + random.nextInt(400)) {
                Thread.sleep(2);
            }
            assertTrue(writer.isAlive(), () -> "the writer ended by itself: " + out());
            writer.destroyForcibly();
            assertTrue(writer.waitFor(30, TimeUnit.SECONDS));
            kills++;
            promised += counted(counters);
        }
        SeriesReport report = AuditVerifier.verify(List.of(folder), List.of()).get(0);
        assertEquals(List.of(), report.findings(), "seed " + begun);
        assertTrue(
                report.rpcs() >= promised,
                promised + " calls returned, and " + report.rpcs() + " are in the log; seed " + begun);
        System.err.printf(Locale.ROOT, "%d kills: %d calls returned, %d recorded%n", kills, promised, report.rpcs());
    }

    private String out() {
        try {
            return Files.readString(root.resolve("out"));
        } catch (IOException e) {
            return e.toString();
        }
    }

    private static long counted(Path counters) throws IOException {
        if (!Files.exists(counters) || Files.size(counters) < 8L * THREADS) {
            return 0;
        }
        MappedByteBuffer map = map(counters);
        long sum = 0;
        for (int t = 0; t < THREADS; t++) {
            sum += map.getLong(8 * t);
        }
        return sum;
    }

    private static MappedByteBuffer map(Path counters) throws IOException {
        try (FileChannel channel = FileChannel.open(
                counters, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            return channel.map(FileChannel.MapMode.READ_WRITE, 0, 8L * THREADS);
        }
    }

    /** Writes until it is killed, and counts what returned. */
    static final class Victim {
        private Victim() {}

        public static void main(String[] args) throws Exception {
            AuditLog log = AuditLog.in(Path.of(args[0]))
                    .series("app")
                    .durability(Durability.WRITTEN)
                    .rotate(200_000, Duration.ofDays(1))
                    .open();
            FwctlDevice device = new FakeKernel(Path.of(args[1]), ToyCommand::firmware)
                    .fwctl()
                    .withObserver(log)
                    .open("fwctl0");
            MappedByteBuffer counters = map(Path.of(args[2]));
            for (int t = 0; t < THREADS; t++) {
                int own = t;
                new Thread(() -> {
                            for (long done = 1; ; done++) {
                                if (own > 0) {
                                    Thread.currentThread().interrupt();
                                }
                                device.call(ToyCommand.READ, ToyCommand.Request.of((int) (done % 900)));
                                counters.putLong(8 * own, done);
                            }
                        })
                        .start();
            }
        }
    }
}
