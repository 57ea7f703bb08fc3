// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.bnxt;

import dev.fwctl.Fwctl;
import dev.fwctl.FwctlNode;
import dev.fwctl.testkit.contract.Plug;
import java.util.Optional;
import java.util.OptionalInt;
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
    public Optional<Plug> plug() {
        return Optional.of(bench);
    }

    @Override
    public OptionalInt openDescriptors(FwctlNode node) {
        String path = node.path().toString();
        return OptionalInt.of(
                (int) bench.kernel.openFiles().stream().filter(path::equals).count());
    }

    @Override
    public OptionalInt ioctls() {
        return OptionalInt.of((int) bench.kernel.ioctlCount());
    }

    @Override
    public String place() {
        return fwctl().syscalls().name() + "+bnxt";
    }
}
