// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.testkit.demo;

import dev.fwctl.testkit.kernel.SimulatedKernel;
import java.util.Comparator;
import java.util.ServiceLoader;

/**
 * A simulated kernel with devices to try the SDK on: {@code mem0}, a CXL device with the standard Features, fourteen of a
 * vendor's, and a vendor debug log; {@code mem1}, one with a vendor Feature alone; a device of a driver that the SDK has
 * never heard of; a network card, {@code eth2} and {@code mlx5_0}; a Broadcom card with two functions, {@code eth4} and
 * {@code eth5}; a Pensando device; and what other jars on the path bring as
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
     * A new kernel with all devices plugged in. Those of this jar come first, in the order in which it lists them, so that
     * their nodes have the same names whatever else is on the path; others follow in the order of their class names.
     *
     * @return a kernel that the caller closes
     */
    public static SimulatedKernel kernel() {
        SimulatedKernel kernel = SimulatedKernel.create();
        ServiceLoader.load(DemoDevices.class).stream()
                .sorted(Comparator.comparing(Demo::rank))
                .forEach(provider -> provider.get().plugInto(kernel));
        return kernel;
    }

    /** The same for all of ours, and sorting keeps the order of equals. */
    private static String rank(ServiceLoader.Provider<DemoDevices> provider) {
        String name = provider.type().getName();
        return name.startsWith(OURS) ? "" : name;
    }
}
