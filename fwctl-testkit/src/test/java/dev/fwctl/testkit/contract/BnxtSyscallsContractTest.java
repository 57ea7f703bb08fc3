// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.testkit.contract;

import dev.fwctl.testkit.SimulatedBench;
import dev.fwctl.testkit.bnxt.BnxtDriver;
import dev.fwctl.testkit.bnxt.BnxtFirmware;
import dev.fwctl.testkit.kernel.Placement;

/** The simulated kernel keeps the rules of a seam over the bnxt driver, which takes memory by address. */
class BnxtSyscallsContractTest extends SimulatedSyscallsContractTest {
    @Override
    SimulatedBench bench() {
        return new SimulatedBench(
                Placement.pci("0000:3b:00.0", 0x14e4, 0x1760), BnxtDriver.of(BnxtFirmware.create(), 0));
    }

    @Override
    public String place() {
        return super.place() + "+bnxt";
    }
}
