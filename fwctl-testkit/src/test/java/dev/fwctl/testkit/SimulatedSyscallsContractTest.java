// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.testkit;

import dev.fwctl.seam.Syscalls;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;

/** The simulated kernel keeps the rules of a seam. */
class SimulatedSyscallsContractTest implements SyscallsContract {
    final SimulatedBench bench = bench();

    SimulatedBench bench() {
        return new SimulatedBench(CxlDriver.of(CxlFirmware.of(DemoFeatures.vendor())));
    }

    @Override
    public Syscalls syscalls() {
        return bench.kernel;
    }

    @Override
    public Path root() {
        return bench.kernel.root();
    }

    @Override
    public boolean giveUpRawIo() {
        bench.kernel.rawIo(false);
        return true;
    }

    @Override
    public boolean mayTaint() {
        return true;
    }

    @Override
    public Optional<Plug> plug() {
        return Optional.of(bench);
    }

    @AfterEach
    void close() {
        bench.kernel.close();
    }
}
