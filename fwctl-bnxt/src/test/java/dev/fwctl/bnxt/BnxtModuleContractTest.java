// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.bnxt;

import dev.fwctl.Command;
import dev.fwctl.Fwctl;
import dev.fwctl.FwctlNode;
import dev.fwctl.VendorModule;
import dev.fwctl.bnxt.command.BnxtCommands;
import dev.fwctl.bnxt.command.HwrmRequest;
import dev.fwctl.bnxt.command.NamedSamples;
import dev.fwctl.bnxt.nvm.NvmSamples;
import dev.fwctl.bnxt.report.ReportSamples;
import dev.fwctl.testkit.contract.KnownPayload;
import dev.fwctl.testkit.contract.Sample;
import dev.fwctl.testkit.contract.VendorModuleContract;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;

/** The module keeps the contract of all vendor modules, on the simulated card. */
class BnxtModuleContractTest implements VendorModuleContract {
    private final Bench bench = new Bench();
    private final BnxtModule module = new BnxtModule();

    @AfterEach
    void close() {
        bench.close();
    }

    @Override
    public VendorModule module() {
        return module;
    }

    @Override
    public Optional<Fwctl> fwctl() {
        return Optional.of(bench.fwctl);
    }

    @Override
    public Optional<FwctlNode> node(Fwctl system) {
        return Optional.of(system.node(Bench.FIRST));
    }

    @Override
    public List<Sample<?, ?>> samples() {
        List<Sample<?, ?>> samples = new ArrayList<>();
        samples.addAll(ReportSamples.all());
        samples.addAll(NvmSamples.all());
        samples.addAll(NamedSamples.all(
                samples.stream().map(sample -> sample.command().name()).collect(Collectors.toSet())));
        return samples;
    }

    /** The driver lets them through, and the kernel's header has no structure for them. */
    @Override
    public Set<String> undocumented() {
        return module.commands().stream()
                .filter(command -> !command.specification().isPublic())
                .map(Command::name)
                .collect(Collectors.toSet());
    }

    @Override
    public Set<String> unknownEffects() {
        return BnxtCommands.named().stream()
                .filter(command ->
                        command.effects(new HwrmRequest(new byte[8], 16)).isUnknown())
                .map(Command::name)
                .collect(Collectors.toSet());
    }

    @Override
    public List<KnownPayload<?>> knownPayloads() {
        return NvmSamples.known();
    }
}
