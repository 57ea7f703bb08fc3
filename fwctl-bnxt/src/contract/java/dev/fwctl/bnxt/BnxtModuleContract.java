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

/** The trials of the bnxt module, wherever the card is: on the simulated kernel, or in the lab on the real one. */
public abstract class BnxtModuleContract implements VendorModuleContract {
    private final BnxtModule module = new BnxtModule();

    /** For the classes that say where. */
    protected BnxtModuleContract() {}

    /** The system with the card. */
    protected abstract Fwctl system();

    /** The card's first function. What it is set to need not be restored. */
    protected abstract FwctlNode node();

    @Override
    public VendorModule module() {
        return module;
    }

    @Override
    public Optional<Fwctl> fwctl() {
        return Optional.of(system());
    }

    @Override
    public Optional<FwctlNode> node(Fwctl system) {
        return Optional.of(node());
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
