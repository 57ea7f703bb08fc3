// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.testkit.contract;

import dev.fwctl.seam.Syscalls;
import dev.fwctl.testkit.SimulatedBench;
import dev.fwctl.testkit.cxl.CxlDriver;
import dev.fwctl.testkit.cxl.CxlFirmware;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;

/** The simulated kernel keeps the rules of a seam. */
class SimulatedSyscallsContractTest implements SyscallsContract {
    final SimulatedBench bench = bench();

    SimulatedBench bench() {
        return new SimulatedBench(CxlDriver.of(CxlFirmware.demonstration()));
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
