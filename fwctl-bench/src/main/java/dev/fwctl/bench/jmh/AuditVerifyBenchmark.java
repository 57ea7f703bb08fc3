// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.bench.jmh;

import dev.fwctl.FwctlDevice;
import dev.fwctl.audit.AuditLog;
import dev.fwctl.audit.AuditVerifier;
import dev.fwctl.bench.rival.Policies;
import dev.fwctl.bench.rival.Query;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** A log of 20,000 lines verified, chain and tree, beside {@code sha256sum} of the same file. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(
        value = 1,
        jvmArgsAppend = {"--add-opens=java.base/jdk.internal.misc=ALL-UNNAMED"})
public class AuditVerifyBenchmark {
    private static final int LINES = 20_000;

    private @Nullable Path logs;
    private Path file = Path.of("");

    /** Writes the log. */
    @Setup
    public void write() throws IOException {
        logs = Files.createTempDirectory("audit-verify");
        Opened opened = new Opened();
        opened.open("sim", "jna");
        try (AuditLog log =
                AuditLog.in(logs).queue(1024, Duration.ofSeconds(10)).open()) {
            file = log.file();
            FwctlDevice device = opened.device(Policies.TYPED, log);
            Query.Request request = Query.Request.of(opened.target());
            for (int i = 0; i < LINES; i++) {
                device.call(Query.COMMAND, request);
            }
        }
        opened.close();
    }

    /** Deletes it. */
    @TearDown
    public void delete() throws IOException {
        if (logs != null) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(logs)) {
                for (Path each : files) {
                    Files.delete(each);
                }
            }
            Files.delete(logs);
        }
    }

    /** Every line, its hash and its place in the tree. */
    @Benchmark
    public boolean verify() throws IOException {
        boolean intact = AuditVerifier.verify(List.of(file), List.of()).get(0).intact();
        if (!intact) {
            throw new IllegalStateException("the log that was just written is not intact");
        }
        return true;
    }

    /** A process of {@code sha256sum}, which begins and ends within the measured time. */
    @Benchmark
    public int sha256sum() throws IOException, InterruptedException {
        Process process = new ProcessBuilder("sha256sum", file.toString())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        int status = process.waitFor();
        if (status != 0) {
            throw new IllegalStateException("sha256sum ended with " + status);
        }
        return status;
    }
}
