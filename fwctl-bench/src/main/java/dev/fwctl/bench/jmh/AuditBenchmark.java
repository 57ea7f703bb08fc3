// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.bench.jmh;

import dev.fwctl.FwctlDevice;
import dev.fwctl.audit.AuditLog;
import dev.fwctl.audit.Durability;
import dev.fwctl.bench.rival.Policies;
import dev.fwctl.bench.rival.Query;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The cost of the audit log per RPC: a typed call without it, and with it at each durability. Called in a loop, the
 * log's thread is the bottleneck, and the queue, at most 1024 lines, makes the callers wait for it: so {@code BUFFERED}
 * shows the throughput of the whole log here, and {@code -p pauseMicros=200}, about the time that a device takes for a
 * command, shows what one RPC feels of it (subtract the pause, which {@code off} has as well).
 *
 * <p>{@code -p folder=/var/tmp} for the disk that matters; {@code -t 4} for threads.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 3,
        jvmArgsAppend = {"--add-opens=java.base/jdk.internal.misc=ALL-UNNAMED"})
public class AuditBenchmark {
    /** What the RPCs go to: see {@link RpcBenchmark}. */
    @Param("sim")
    public String device = "sim";

    /** What carries them to this machine's kernel. */
    @Param("jna")
    public String seam = "jna";

    /** Without a log, or with one of that durability. */
    @Param({"off", "BUFFERED", "WRITTEN", "SYNCED"})
    public String log = "off";

    /** How long a caller does something else after each RPC. */
    @Param({"0", "200"})
    public int pauseMicros;

    /** Where the log goes; empty for the place of temporary files. */
    @Param("")
    public String folder = "";

    private final Opened opened = new Opened();
    private @Nullable Path logs;
    private @Nullable AuditLog audit;
    private @Nullable FwctlDevice typed;
    private Query.@Nullable Request request;

    /** Opens the device, with the log if there is to be one. */
    @Setup
    public void open() throws IOException {
        opened.open(device, seam);
        if (!log.equals("off")) {
            logs = folder.isEmpty()
                    ? Files.createTempDirectory("audit-benchmark")
                    : Files.createTempDirectory(Path.of(folder), "audit-benchmark");
            audit = AuditLog.in(logs)
                    .durability(Durability.valueOf(log))
                    .queue(1024, Duration.ofSeconds(10))
                    .open();
        }
        typed = opened.device(Policies.TYPED, audit);
        request = Query.Request.of(opened.target());
    }

    /** Closes everything, and deletes the log. */
    @TearDown
    public void close() throws IOException {
        opened.close();
        if (audit != null && logs != null) {
            audit.close();
            try (DirectoryStream<Path> files = Files.newDirectoryStream(logs)) {
                for (Path file : files) {
                    Files.delete(file);
                }
            }
            Files.delete(logs);
        }
    }

    /** A command, encoded, sent, decoded and recorded. */
    @Benchmark
    public Object typedCall() {
        Object reply = typed.call(Query.COMMAND, request);
        if (pauseMicros > 0) {
            long until = System.nanoTime() + pauseMicros * 1000L;
            while (System.nanoTime() < until) {
                Thread.onSpinWait();
            }
        }
        return reply;
    }

    /** The same by eight threads at once, which share writes and syncs: the time of one line. */
    @Benchmark
    @Threads(8)
    @OperationsPerInvocation(8)
    public Object typedCallsOfEight() {
        return typedCall();
    }
}
