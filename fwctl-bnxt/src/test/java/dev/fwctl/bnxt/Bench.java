// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.bnxt;

import dev.fwctl.AccessPolicy;
import dev.fwctl.Fwctl;
import dev.fwctl.FwctlDevice;
import dev.fwctl.RpcScope;
import dev.fwctl.testkit.bnxt.BnxtDriver;
import dev.fwctl.testkit.bnxt.BnxtFirmware;
import dev.fwctl.testkit.contract.Plug;
import dev.fwctl.testkit.kernel.Placement;
import dev.fwctl.testkit.kernel.PluggedDevice;
import dev.fwctl.testkit.kernel.SimulatedKernel;

/** A card with two functions on the simulated kernel, the first of which can be unplugged and plugged in again. */
public final class Bench implements Plug, AutoCloseable {
    public static final String FIRST = "0000:3b:00.0";
    public static final String SECOND = "0000:3b:00.1";

    public final SimulatedKernel kernel = SimulatedKernel.create();
    public final BnxtFirmware firmware = BnxtFirmware.create();
    public final BnxtDriver driver = BnxtDriver.of(firmware, 0);
    public final Fwctl fwctl;
    private PluggedDevice first;

    public Bench() {
        first = plugFirst();
        kernel.plug(Placement.pci(SECOND, 0x14e4, 0x1760), BnxtDriver.of(firmware, 1));
        fwctl = kernel.fwctl().withPolicy(AccessPolicy.debug().withUndocumented(RpcScope.DEBUG_WRITE_FULL));
    }

    public FwctlDevice open(String address) {
        return fwctl.open(address);
    }

    private PluggedDevice plugFirst() {
        return kernel.plug(Placement.pci(FIRST, 0x14e4, 0x1760), driver);
    }

    @Override
    public void unplug() {
        first.unplug();
    }

    @Override
    public void plug() {
        first = plugFirst();
    }

    @Override
    public void close() {
        kernel.close();
    }
}
