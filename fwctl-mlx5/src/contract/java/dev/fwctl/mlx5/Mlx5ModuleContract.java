// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.mlx5;


import java.util.Arrays;
import dev.fwctl.AccessPolicy;
import dev.fwctl.Fwctl;
import dev.fwctl.FwctlDevice;
import dev.fwctl.FwctlNode;
import dev.fwctl.VendorModule;
import dev.fwctl.mlx5.capability.CapabilitySamples;
import dev.fwctl.mlx5.command.CommandSamples;
import dev.fwctl.mlx5.command.Diagnostics;
import dev.fwctl.mlx5.command.Mlx5Commands;
import dev.fwctl.mlx5.register.RegisterSamples;
import dev.fwctl.testkit.contract.RoundTrip;
import dev.fwctl.testkit.contract.Sample;
import dev.fwctl.testkit.contract.VendorModuleContract;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;

/** The trials of the mlx5 module, wherever the device is: here on the simulated kernel, in the lab on the real one. */
public abstract class Mlx5ModuleContract implements VendorModuleContract {
    private static final List<Integer> COUNTERS =
            List.of(0x0401, 0x0403, 0x0404, 0x0407, 0x0c00, 0x0c05, 0x1001, 0x1c03);

    private final Mlx5Module module = new Mlx5Module();
    private FwctlDevice device;

    /** For the classes that say where. */
    protected Mlx5ModuleContract() {}

    /** The system with the device. */
    protected abstract Fwctl system();

    /** The device. What it is set to need not be restored: its firmware starts anew. */
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
        List<Sample<?, ?>> samples = new ArrayList<>(RegisterSamples.all());
        samples.addAll(CapabilitySamples.all());
        Set<String> typed =
                samples.stream().map(sample -> sample.command().name()).collect(Collectors.toSet());
        samples.addAll(CommandSamples.all(typed));
        return samples;
    }

    /** The kernel lets them pass, and no public header has their layout. */
    @Override
    public Set<String> undocumented() {
        return CommandSamples.withoutLayout();
    }

    /** One more has a layout, and nobody says what it does to whom. */
    @Override
    public Set<String> unknownEffects() {
        Set<String> names = new HashSet<>(undocumented());
        names.add("mlx5.delegate-vhca-management");
        return names;
    }

    /** What SET_DIAGNOSTIC_PARAMS sends, QUERY_DIAGNOSTIC_PARAMS gets. */
    @Override
    public List<RoundTrip<?>> roundTrips() {
        return List.of(new RoundTrip<>(
                "diagnostic parameters",
                Mlx5ModuleContract::parameters,
                parameters -> {
                    commands().setDiagnosticParameters(parameters);
                    return new byte[0];
                },
                sent -> commands().diagnosticParameters()));
    }

    private static Diagnostics.Parameters parameters(SplittableRandom random) {
        return new Diagnostics.Parameters(
                Arrays.stream(Diagnostics.Mode.values())
                        .filter(mode -> random.nextBoolean())
                        .collect(Collectors.toSet()),
                random.nextInt(11),
                random.nextInt(256),
                COUNTERS.subList(0, random.nextInt(COUNTERS.size() + 1)));
    }

    private Mlx5Commands commands() {
        if (device == null) {
            device = system().withPolicy(AccessPolicy.debug()).open(node());
        }
        return Mlx5Commands.of(device);
    }

    @AfterEach
    void close() {
        if (device != null) {
            device.close();
        }
        shutDown();
    }

    /** Called when everything is closed. */
    protected void shutDown() {}
}
