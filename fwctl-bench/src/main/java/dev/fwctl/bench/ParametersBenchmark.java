// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.bench;

import dev.fwctl.AccessPolicy;
import dev.fwctl.Fwctl;
import dev.fwctl.FwctlDevice;
import dev.fwctl.mlx5.Mlx5Device;
import dev.fwctl.mlx5.NvConfig;
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

/** Reading every parameter of an mlx5 device: a real one, or the lab's, as in {@code -p device=fwctl11}. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5)
@Measurement(iterations = 10)
@Fork(1)
public class ParametersBenchmark {
    /** The node's name. */
    @Param("")
    public String device = "";

    private @Nullable FwctlDevice open;
    private @Nullable NvConfig parameters;

    /** Opens the device, to read only. */
    @Setup
    public void open() {
        if (device.isEmpty()) {
            throw new IllegalStateException("this needs an mlx5 device: give -p device=fwctl0, or run it in the lab");
        }
        open = Fwctl.system().withPolicy(AccessPolicy.readOnly()).open(device);
        parameters = Mlx5Device.of(open).configuration();
    }

    /** Closes it. */
    @TearDown
    public void close() {
        if (open != null) {
            open.close();
        }
    }

    /** All parameters. */
    @Benchmark
    public Object readAll() {
        return parameters.readAll();
    }
}
