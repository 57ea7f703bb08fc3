// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.testkit.loom;

import dev.fwctl.AccessPolicy;
import dev.fwctl.FwctlDevice;
import dev.fwctl.settings.Settings;
import dev.fwctl.testkit.kernel.Placement;
import dev.fwctl.testkit.kernel.SimulatedKernel;
import java.util.List;

/** A Loom device of the simulated kernel, opened, and its settings. */
final class LoomBench implements AutoCloseable {
    final LoomFirmware firmware = new LoomFirmware();
    final SimulatedKernel kernel = SimulatedKernel.create();
    final FwctlDevice device;
    final Settings settings;

    LoomBench(AccessPolicy policy) {
        kernel.plug(Placement.pci("0000:07:00.0", 0x1234, 0x5678), firmware.driver());
        device = kernel.fwctl()
                .withModules(List.of(new LoomModule()))
                .withPolicy(policy)
                .open("fwctl0");
        settings = Settings.of(device);
    }

    static LoomBench create() {
        return new LoomBench(AccessPolicy.debug());
    }

    @Override
    public void close() {
        device.close();
        kernel.close();
    }
}
