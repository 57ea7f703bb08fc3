// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.bench.jmh;

import dev.fwctl.bench.rival.Nodes;
import dev.fwctl.bench.rival.Outcomes;
import dev.fwctl.bench.rival.Task;
import dev.fwctl.bench.worker.Paths;
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

/** Listing a system's nodes, against a loop of java.nio that reads the same files. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class DiscoveryBenchmark {
    /** How many nodes there are. */
    @Param({"1", "100", "4096"})
    public int nodes = 1;

    private @Nullable Nodes all;
    private @Nullable Task library;
    private @Nullable Task plain;

    /** Makes the files. */
    @Setup
    public void create() {
        all = Nodes.create(nodes);
        library = Paths.of("discover", all.target(), Outcomes.fatal()).shared().get();
        plain = Paths.of("discover-plain", all.target(), Outcomes.fatal())
                .shared()
                .get();
    }

    /** Removes them. */
    @TearDown
    public void remove() {
        all.close();
    }

    /** The library. */
    @Benchmark
    public long discover() {
        return library.run(1);
    }

    /** The loop. */
    @Benchmark
    public long plainFiles() {
        return plain.run(1);
    }
}
