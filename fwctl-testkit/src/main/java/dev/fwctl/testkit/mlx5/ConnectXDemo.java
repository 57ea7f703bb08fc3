// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.testkit.mlx5;

import dev.fwctl.testkit.demo.DemoDevices;
import dev.fwctl.testkit.kernel.Placement;
import dev.fwctl.testkit.kernel.SimulatedKernel;

/** The demonstration's network card: a ConnectX-7 with {@code eth2} and {@code mlx5_0}. */
public final class ConnectXDemo implements DemoDevices {
    /** For {@link java.util.ServiceLoader}. */
    public ConnectXDemo() {}

    @Override
    public void plugInto(SimulatedKernel kernel) {
        kernel.plug(
                Placement.pci("0000:03:00.0", 0x15b3, 0x1021)
                        .withNetDevices("eth2")
                        .withInfinibandDevices("mlx5_0"),
                Mlx5Driver.of(Mlx5Firmware.connectX7()));
    }
}
