// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.bench.jmh;

import dev.fwctl.FwctlDevice;
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
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/** RPCs per microsecond by threads: on one open device, and on a device of each thread's own. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class ThreadsBenchmark {
    /** As in {@link RpcBenchmark}. */
    @Param("host")
    public String device = "host";

    private final Opened opened = new Opened();
    private @Nullable FwctlDevice shared;

    /** Opens the device that threads share. */
    @Setup
    public void open() {
        opened.open(device, "jna");
        shared = opened.device(Policies.RAW, null);
    }

    /** Closes all. */
    @TearDown
    public void close() {
        opened.close();
    }

    /** What one thread has for itself. */
    @State(Scope.Thread)
    public static class Own {
        Task onShared;
        Task onOwn;

        /** A slot on the shared device, and a device of its own. */
        @Setup
        public void prepare(ThreadsBenchmark benchmark) {
            onShared = Library.raw(benchmark.shared, benchmark.opened.target(), Outcomes.fatal());
            synchronized (benchmark.opened) {
                onOwn = Library.raw(
                        benchmark.opened.device(Policies.RAW, null), benchmark.opened.target(), Outcomes.fatal());
            }
        }
    }

    /** One device, one thread. */
    @Benchmark
    @Threads(1)
    public long oneDevice01(Own own) {
        return own.onShared.run(1);
    }

    /** One device, two threads. */
    @Benchmark
    @Threads(2)
    public long oneDevice02(Own own) {
        return own.onShared.run(1);
    }

    /** One device, four threads. */
    @Benchmark
    @Threads(4)
    public long oneDevice04(Own own) {
        return own.onShared.run(1);
    }

    /** One device, eight threads. */
    @Benchmark
    @Threads(8)
    public long oneDevice08(Own own) {
        return own.onShared.run(1);
    }

    /** One device, sixteen threads. */
    @Benchmark
    @Threads(16)
    public long oneDevice16(Own own) {
        return own.onShared.run(1);
    }

    /** A device each, four threads. */
    @Benchmark
    @Threads(4)
    public long ownDevice04(Own own) {
        return own.onOwn.run(1);
    }

    /** A device each, sixteen threads. */
    @Benchmark
    @Threads(16)
    public long ownDevice16(Own own) {
        return own.onOwn.run(1);
    }
}
