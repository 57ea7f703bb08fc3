// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.testkit;

import dev.fwctl.testkit.contract.Plug;
import dev.fwctl.testkit.cxl.CxlDriver;
import dev.fwctl.testkit.kernel.Placement;
import dev.fwctl.testkit.kernel.PluggedDevice;
import dev.fwctl.testkit.kernel.SimulatedDriver;
import dev.fwctl.testkit.kernel.SimulatedKernel;

/** A simulated kernel with one device, of CXL if nothing else is said, that can be unplugged and plugged in again. */
public final class SimulatedBench implements Plug {
    public final SimulatedKernel kernel = SimulatedKernel.create();
    private final Placement place;
    private final SimulatedDriver driver;
    private PluggedDevice plugged;

    public SimulatedBench(SimulatedDriver driver) {
        this(CxlDriver.place("mem0", "0000:35:00.0", 1), driver);
    }

    public SimulatedBench(Placement place, SimulatedDriver driver) {
        this.place = place;
        this.driver = driver;
        plug();
    }

    @Override
    public void plug() {
        plugged = kernel.plug(place, driver);
    }

    @Override
    public void unplug() {
        plugged.unplug();
    }
}
