// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.testkit.contract;

import dev.fwctl.Fwctl;
import dev.fwctl.VendorModule;
import dev.fwctl.testkit.kernel.Placement;
import dev.fwctl.testkit.kernel.SimulatedKernel;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;

/** A module that keeps all rules. */
class ToyModuleContractTest implements VendorModuleContract {
    private final SimulatedKernel kernel = SimulatedKernel.create();
    private final ToyModule module = toy();

    ToyModuleContractTest() {
        kernel.plug(Placement.platform("toy.0"), new ToyDriver());
    }

    ToyModule toy() {
        return new ToyModule();
    }

    @Override
    public VendorModule module() {
        return module;
    }

    @Override
    public List<Sample<?, ?>> samples() {
        return module.samples();
    }

    @Override
    public List<RoundTrip<?>> roundTrips() {
        return module.roundTrips();
    }

    @Override
    public List<KnownPayload<?>> knownPayloads() {
        return module.knownPayloads();
    }

    @Override
    public Optional<Fwctl> fwctl() {
        return Optional.of(kernel.fwctl());
    }

    @AfterEach
    void close() {
        kernel.close();
    }
}
