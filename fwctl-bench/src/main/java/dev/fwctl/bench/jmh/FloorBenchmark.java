// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.bench.jmh;

import dev.fwctl.bench.rival.HostSystem;
import dev.fwctl.bench.rival.Outcomes;
import dev.fwctl.bench.rival.Seams;
import dev.fwctl.bench.rival.Target;
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
import org.openjdk.jmh.annotations.Warmup;

/** The same request without the library; for C, see {@code fwctl-bench/compare}. {@code ffm} needs JDK 22. */
@State(Scope.Thread)
@BenchmarkMode({Mode.AverageTime, Mode.SampleTime})
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(5)
public class FloorBenchmark {
    /** {@code host}, or the name of a real node. */
    @Param("host")
    public String device = "host";

    /** What makes the call. */
    @Param({"jna-direct", "jna-interface", "jna-structure", "ffm"})
    public String path = "jna-direct";

    private @Nullable HostSystem host;
    private @Nullable Task task;

    /** Opens the device. */
    @Setup
    public void open() {
        if (path.equals("ffm") && !Seams.hasForeign()) {
            throw new IllegalStateException("ffm needs JDK 22 or later; choose others with -p path=jna-direct");
        }
        host = device.equals("host") ? HostSystem.create() : null;
        task = Paths.of(path, host != null ? Target.host(host.root()) : Target.device(device), Outcomes.fatal())
                .shared()
                .get();
    }

    /** Removes the temporary folder. */
    @org.openjdk.jmh.annotations.TearDown
    public void close() {
        if (host != null) {
            host.close();
        }
    }

    /** One ioctl. */
    @Benchmark
    public long ioctl() {
        return task.run(1);
    }
}
