// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.bnxt;

import dev.fwctl.Fwctl;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;

/** The modelled card keeps the rules of a device, by the trials that the lab makes on the kernel's own driver. */
class BnxtDeviceContractTest implements BnxtDeviceContract {
    private final Bench bench = new Bench();

    @AfterEach
    void close() {
        bench.close();
    }

    @Override
    public Fwctl fwctl() {
        return bench.fwctl;
    }

    @Override
    public Optional<String> device() {
        return Optional.of(Bench.FIRST);
    }

    @Override
    public String place() {
        return fwctl().syscalls().name() + "+bnxt";
    }
}
