// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.testkit.contract;

import dev.fwctl.seam.Syscalls;
import dev.fwctl.testkit.SimulatedBench;
import dev.fwctl.testkit.cxl.CxlDriver;
import dev.fwctl.testkit.cxl.CxlFirmware;
import dev.fwctl.testkit.fault.Fault;
import dev.fwctl.testkit.fault.FaultyDriver;
import dev.fwctl.testkit.fault.FaultySyscalls;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** A seam that can be made to fail, over a driver that is slow, keeps the rules as long as nothing was ordered. */
class FaultySyscallsContractTest extends SimulatedSyscallsContractTest {
    private final SimulatedBench slow =
            new SimulatedBench(FaultyDriver.around(CxlDriver.of(CxlFirmware.demonstration()), 1)
                    .every(2, Fault.delay(Duration.ofMillis(1))));
    private final FaultySyscalls faulty = FaultySyscalls.around(slow.kernel);

    @Override
    public Syscalls syscalls() {
        return faulty;
    }

    @Override
    public Path root() {
        return slow.kernel.root();
    }

    @Override
    public boolean giveUpRawIo() {
        slow.kernel.rawIo(false);
        return true;
    }

    @Override
    public Optional<Plug> plug() {
        return Optional.of(slow);
    }

    @Override
    void close() {
        super.close();
        slow.kernel.close();
    }
}
