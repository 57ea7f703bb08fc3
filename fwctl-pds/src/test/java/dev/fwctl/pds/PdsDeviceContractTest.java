// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.pds;

import dev.fwctl.Fwctl;
import dev.fwctl.testkit.kernel.Placement;
import dev.fwctl.testkit.kernel.SimulatedKernel;
import dev.fwctl.testkit.pds.PdsDriver;
import dev.fwctl.testkit.pds.PdsFirmware;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;

/** The modelled device keeps the rules of a device, by the trials that the lab makes on the kernel's own driver. */
class PdsDeviceContractTest implements PdsDeviceContract {
    private final SimulatedKernel kernel = SimulatedKernel.create();

    PdsDeviceContractTest() {
        kernel.plug(Placement.pci("0000:b5:00.0", 0x1dd8, 0x100c), PdsDriver.of(PdsFirmware.lab()));
    }

    @AfterEach
    void close() {
        kernel.close();
    }

    @Override
    public Fwctl fwctl() {
        return kernel.fwctl();
    }

    @Override
    public Optional<String> device() {
        return Optional.of("fwctl0");
    }

    @Override
    public String place() {
        return fwctl().syscalls().name() + "+pds";
    }
}
