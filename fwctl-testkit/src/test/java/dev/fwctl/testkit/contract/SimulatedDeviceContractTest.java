// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.testkit.contract;

import dev.fwctl.Fwctl;
import dev.fwctl.FwctlNode;
import dev.fwctl.testkit.SimulatedBench;
import dev.fwctl.testkit.cxl.CxlDriver;
import dev.fwctl.testkit.cxl.CxlFirmware;
import dev.fwctl.testkit.kernel.SimulatedDriver;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;

/** A device of the simulated kernel keeps the rules of a device. */
class SimulatedDeviceContractTest implements FwctlDeviceContract {
    final SimulatedBench bench = new SimulatedBench(driver());

    SimulatedDriver driver() {
        return CxlDriver.of(CxlFirmware.demonstration());
    }

    @Override
    public Fwctl fwctl() {
        return bench.kernel.fwctl();
    }

    @Override
    public Optional<String> device() {
        return Optional.of("cxl:mem0");
    }

    @Override
    public Sample<?, ?> read() {
        return HexCommand.get(0, 4);
    }

    @Override
    public List<Sample<?, ?>> otherReads() {
        return List.of(HexCommand.get(1, 3), HexCommand.get(2, 2), HexCommand.get(3, 1));
    }

    @Override
    public Optional<Sample<?, ?>> write() {
        return Optional.of(HexCommand.set());
    }

    @Override
    public Optional<Sample<?, ?>> refused() {
        return Optional.of(HexCommand.getUnknown());
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

    @AfterEach
    void close() {
        bench.kernel.close();
    }
}
