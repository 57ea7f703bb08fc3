// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.testkit.contract;

import dev.fwctl.testkit.SimulatedBench;
import dev.fwctl.testkit.kernel.Placement;
import dev.fwctl.testkit.mlx5.Mlx5Driver;
import dev.fwctl.testkit.mlx5.Mlx5Firmware;

/** The simulated kernel keeps the rules of a seam over the other driver's checks and lengths, too. */
class Mlx5SyscallsContractTest extends SimulatedSyscallsContractTest {
    @Override
    SimulatedBench bench() {
        return new SimulatedBench(
                Placement.pci("0000:03:00.0", 0x15b3, 0x1021), Mlx5Driver.of(Mlx5Firmware.connectX7()));
    }

    @Override
    public String place() {
        return super.place() + "+mlx5";
    }
}
