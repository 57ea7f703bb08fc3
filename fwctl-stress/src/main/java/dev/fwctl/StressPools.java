// SPDX-License-Identifier: Apache-2.0
package dev.fwctl;

import dev.fwctl.internal.Handle;
import dev.fwctl.testkit.kernel.Answer;
import dev.fwctl.testkit.kernel.Placement;
import dev.fwctl.testkit.kernel.SimulatedDriver;
import dev.fwctl.testkit.kernel.SimulatedKernel;

/** Pools of slots on a simulated device. */
final class StressPools {
    private static final int PLACES = 16;

    private StressPools() {}

    static SlotPool withOnePlaceLeft() {
        SimulatedKernel kernel = SimulatedKernel.create();
        kernel.plug(
                Placement.pci("0000:05:00.0", 1, 2),
                SimulatedDriver.of("acme", 9, (scope, request, room) -> Answer.of(request)));
        FwctlNode node = kernel.fwctl().nodes().get(0);
        int fd = kernel.open(node.path().toString(), 2);
        SlotPool pool = new SlotPool(kernel, node, new Handle(kernel, fd, node.name()));
        for (int place = 1; place < PLACES; place++) {
            pool.borrow(16, 16, 0);
        }
        return pool;
    }
}
