// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.pds;

import dev.fwctl.testkit.contract.Plug;
import dev.fwctl.testkit.kernel.Placement;
import dev.fwctl.testkit.kernel.PluggedDevice;
import dev.fwctl.testkit.kernel.SimulatedKernel;
import dev.fwctl.testkit.pds.PdsDriver;
import dev.fwctl.testkit.pds.PdsFirmware;

/** A device with the lab's operations on the simulated kernel, to be unplugged and plugged in again. */
final class Bench implements Plug, AutoCloseable {
    final SimulatedKernel kernel = SimulatedKernel.create();
    final PdsFirmware firmware = PdsFirmware.lab();
    private final PdsDriver driver = PdsDriver.of(firmware);
    private PluggedDevice plugged = plugged();

    private PluggedDevice plugged() {
        return kernel.plug(Placement.pci("0000:b5:00.0", 0x1dd8, 0x100c), driver);
    }

    @Override
    public void unplug() {
        plugged.unplug();
    }

    @Override
    public void plug() {
        plugged = plugged();
    }

    @Override
    public void close() {
        kernel.close();
    }
}
