// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.bench.jmh;

import dev.fwctl.layout.LayoutCatalog;
import dev.fwctl.mlx5.Mlx5Device;
import dev.fwctl.mlx5.Mlx5Module;
import dev.fwctl.mlx5.catalog.ParameterCatalog;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.AuxCounters;
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

/** The first use of a catalog in a fresh JVM: how long it takes, and how much of the heap it keeps. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 0)
@Measurement(iterations = 1)
@Fork(10)
public class CatalogBenchmark {
    /** One of fwctl-mlx5's. */
    @Param({"registers", "parameters", "capabilities", "command-layouts", "commands"})
    public String catalog = "registers";

    private @Nullable Object read;

    /** What is kept. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.EVENTS)
    public static class Heap {
        /** KiB that are still there after a collection. */
        public long keptKib;

        private long before;

        /** Before the catalog. */
        @Setup
        public void before() {
            before = used();
        }

        private static long used() {
            for (int i = 0; i < 3; i++) {
                System.gc();
            }
            Runtime runtime = Runtime.getRuntime();
            return runtime.totalMemory() - runtime.freeMemory();
        }
    }

    /** Reads the catalog, by asking it for something. */
    @Benchmark
    public Object firstUse() {
        read = switch (catalog) {
            case "parameters" -> ParameterCatalog.host().named();
            case "commands" -> new Mlx5Module().commands();
            default -> {
                LayoutCatalog layouts =
                        LayoutCatalog.resource(Mlx5Device.class, "/dev-fwctl-mlx5/" + catalog + ".json");
                layouts.names();
                yield layouts;
            }
        };
        return read;
    }

    /** Counts what the catalog keeps. */
    @TearDown
    public void after(Heap heap) {
        heap.keptKib = (Heap.used() - heap.before) / 1024;
        if (read == null) {
            throw new IllegalStateException("nothing was read");
        }
    }
}
