// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.settings.lock;

import dev.fwctl.FwctlDevice;
import dev.fwctl.testkit.kernel.Answer;
import dev.fwctl.testkit.kernel.Placement;
import dev.fwctl.testkit.kernel.SimulatedDriver;
import dev.fwctl.testkit.kernel.SimulatedKernel;

/** A simulated card with two PCI functions. */
final class StressCard {
    private StressCard() {}

    static FwctlDevice[] functions() {
        SimulatedKernel kernel = SimulatedKernel.create();
        FwctlDevice[] functions = new FwctlDevice[2];
        for (int function = 0; function < functions.length; function++) {
            String name = kernel.plug(
                            Placement.pci("0000:05:00." + function, 1, 2),
                            SimulatedDriver.of("acme", 9, (scope, request, room) -> Answer.of(request)))
                    .name();
            functions[function] = kernel.fwctl().open(name);
        }
        return functions;
    }
}
