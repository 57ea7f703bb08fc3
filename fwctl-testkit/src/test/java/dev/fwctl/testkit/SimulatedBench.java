// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.testkit;

/** A simulated kernel with one device, of CXL if nothing else is said, that can be unplugged and plugged in again. */
final class SimulatedBench implements Plug {
    final SimulatedKernel kernel = SimulatedKernel.create();
    private final Placement place;
    private final SimulatedDriver driver;
    private PluggedDevice plugged;

    SimulatedBench(SimulatedDriver driver) {
        this(Placement.cxl("mem0", "0000:35:00.0", 1), driver);
    }

    SimulatedBench(Placement place, SimulatedDriver driver) {
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
