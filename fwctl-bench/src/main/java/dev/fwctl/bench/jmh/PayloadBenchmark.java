// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.bench.jmh;

import dev.fwctl.bench.rival.Library;
import dev.fwctl.bench.rival.Outcomes;
import dev.fwctl.bench.rival.Policies;
import dev.fwctl.bench.rival.Task;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** A raw RPC that hands over a payload and takes one of the same size back. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class PayloadBenchmark {
    /** {@code host} copies nothing but what the caller does; {@code sim} also what a kernel does. */
    @Param({"host", "sim"})
    public String device = "host";

    /** Bytes each way. */
    @Param({"16", "256", "4096", "65536", "1048576", "2097152"})
    public int bytes = 16;

    private final Opened opened = new Opened();
    private @Nullable Task task;

    /** Opens the device. */
    @Setup
    public void open() {
        opened.open(device, "jna");
        task = Library.copying(opened.device(Policies.RAW, null), bytes, Outcomes.fatal());
    }

    /** Closes it. */
    @TearDown
    public void close() {
        opened.close();
    }

    /** One RPC. */
    @Benchmark
    public long rawRpc() {
        return task.run(1);
    }
}
