// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.testkit;

import dev.fwctl.AccessPolicy;
import dev.fwctl.Fwctl;
import dev.fwctl.FwctlDevice;
import dev.fwctl.RpcScope;

/** A simulated kernel with one device that echoes, and faults to order. */
final class EchoBench implements AutoCloseable {
    static final Placement PLACE =
            Placement.pci("0000:03:00.0", 0x1234, 0x5678).withNetDevices("eth2").withInfinibandDevices("acme_0");

    final SimulatedKernel kernel = SimulatedKernel.create();
    final FaultyDriver driver = FaultyDriver.around(
            SimulatedDriver.of("acme_fw", 5, (scope, request, outLength) -> Answer.of(request)), 42);
    final PluggedDevice plugged = kernel.plug(PLACE, driver);
    final Fwctl fwctl = kernel.fwctl().withPolicy(AccessPolicy.debug().withUndocumented(RpcScope.DEBUG_WRITE_FULL));

    FwctlDevice open() {
        return fwctl.open(plugged.name());
    }

    @Override
    public void close() {
        kernel.close();
    }
}
