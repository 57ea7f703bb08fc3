// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.bench.jmh;

import dev.fwctl.AccessPolicy;
import dev.fwctl.Fwctl;
import dev.fwctl.FwctlDevice;
import dev.fwctl.mlx5.Mlx5Device;
import dev.fwctl.mlx5.nv.NvConfig;
import dev.fwctl.testkit.demo.Demo;
import dev.fwctl.testkit.kernel.SimulatedKernel;
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

/** Reading every parameter of an mlx5 device: {@code sim}, or a real one, as in {@code -p device=fwctl0}. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5)
@Measurement(iterations = 10)
@Fork(1)
public class ParametersBenchmark {
    /** Where the simulated kernel's mlx5 device is. */
    private static final String DEMO_PLACE = "0000:03:00.0";

    /** {@code sim} for that of the simulated kernel, else the node's name. */
    @Param("sim")
    public String device = "sim";

    private @Nullable SimulatedKernel kernel;
    private @Nullable FwctlDevice open;
    private @Nullable NvConfig parameters;

    /** Opens the device, to read only. */
    @Setup
    public void open() {
        if (device.equals("sim")) {
            kernel = Demo.kernel();
            open = open(kernel.fwctl(), DEMO_PLACE);
        } else {
            open = open(Fwctl.system(), device);
        }
        parameters = Mlx5Device.of(open).configuration();
    }

    private static FwctlDevice open(Fwctl fwctl, String name) {
        return fwctl.withPolicy(AccessPolicy.readOnly()).open(name);
    }

    /** Closes it. */
    @TearDown
    public void close() {
        if (open != null) {
            open.close();
        }
        if (kernel != null) {
            kernel.close();
        }
    }

    /** All parameters. */
    @Benchmark
    public Object readAll() {
        return parameters.readAll();
    }
}
