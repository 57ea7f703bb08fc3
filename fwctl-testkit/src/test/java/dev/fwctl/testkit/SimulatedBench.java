// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.testkit;

/** A simulated kernel with one CXL device that can be unplugged and plugged in again. */
final class SimulatedBench implements Plug {
    final SimulatedKernel kernel = SimulatedKernel.create();
    final Placement place = Placement.cxl("mem0", "0000:35:00.0", 1);
    private final SimulatedDriver driver;
    private PluggedDevice plugged;

    SimulatedBench(SimulatedDriver driver) {
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
