// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.testkit.demo;

import dev.fwctl.testkit.kernel.SimulatedKernel;
import java.util.Comparator;
import java.util.ServiceLoader;

/**
 * A simulated kernel with devices to try the SDK on: {@code mem0}, a CXL device with the standard Features, fourteen of a
 * vendor's, and a vendor debug log; {@code mem1}, one with a vendor Feature alone; a device of a driver that the SDK has
 * never heard of; a network card, {@code eth2} and {@code mlx5_0}; and what other jars on the path bring as
 * {@link DemoDevices}.
 *
 * <pre>{@code
 * try (SimulatedKernel kernel = Demo.kernel();
 *         FwctlDevice device = kernel.fwctl().open("mem0")) {
 *     ...
 * }
 * }</pre>
 */
public final class Demo {
    private static final String OURS = "dev.fwctl.";

    private Demo() {}

    /**
     * A new kernel with all devices plugged in. Those of this jar come first, so that their nodes have the same names
     * whatever else is on the path; providers of each sort are asked in the order of their class names.
     *
     * @return a kernel that the caller closes
     */
    public static SimulatedKernel kernel() {
        SimulatedKernel kernel = SimulatedKernel.create();
        ServiceLoader.load(DemoDevices.class).stream()
                .sorted(Comparator.<ServiceLoader.Provider<DemoDevices>, Boolean>comparing(
                                provider -> !provider.type().getName().startsWith(OURS))
                        .thenComparing(provider -> provider.type().getName()))
                .forEach(provider -> provider.get().plugInto(kernel));
        return kernel;
    }
}
