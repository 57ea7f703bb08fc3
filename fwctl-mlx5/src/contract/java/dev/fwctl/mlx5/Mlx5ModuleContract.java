// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.mlx5;

import dev.fwctl.AccessPolicy;
import dev.fwctl.Command;
import dev.fwctl.Fwctl;
import dev.fwctl.FwctlDevice;
import dev.fwctl.FwctlNode;
import dev.fwctl.VendorModule;
import dev.fwctl.testkit.RoundTrip;
import dev.fwctl.testkit.Sample;
import dev.fwctl.testkit.VendorModuleContract;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;

/** What the module is tried with, wherever the device is: here on the simulated kernel, in the lab on the real one. */
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
        Congestion.Subject subject = new Congestion.Subject(Congestion.Protocol.ROCE_ECN_RP, 3);
        FunctionTarget other = FunctionTarget.function(2);
        List<Sample<?, ?>> samples = new ArrayList<>(List.of(
                new Sample<>(
                        Mlx5Commands.QUERY_HCA_CAP, new HcaCapabilityCommands.Query(0, true, FunctionTarget.own())),
                new Sample<>(Mlx5Commands.SET_HCA_CAP, new HcaCapabilityCommands.Change(0, other, new byte[4096])),
                new Sample<>(Mlx5Commands.QUERY_ADAPTER, Empty.EMPTY),
                new Sample<>(Mlx5Commands.QUERY_ISSI, Empty.EMPTY),
                new Sample<>(Mlx5Commands.QUERY_VUID, VuidQuery.of(0)),
                new Sample<>(Mlx5Commands.QUERY_VUID, VuidQuery.withVfs(0)),
                new Sample<>(Mlx5Commands.QUERY_ESW_FUNCTIONS, Empty.EMPTY),
                new Sample<>(Mlx5Commands.QUERY_CONG_STATUS, subject),
                new Sample<>(
                        Mlx5Commands.MODIFY_CONG_STATUS,
                        new Congestion.Change(subject, new Congestion.Status(true, false))),
                new Sample<>(Mlx5Commands.QUERY_CONG_PARAMS, Congestion.Protocol.ROCE_ECN_NP),
                new Sample<>(Mlx5Commands.SET_DIAGNOSTIC_PARAMS, parameters(new SplittableRandom(1))),
                new Sample<>(Mlx5Commands.QUERY_DIAGNOSTIC_PARAMS, Empty.EMPTY),
                new Sample<>(Mlx5Commands.QUERY_DIAGNOSTIC_COUNTERS, new Diagnostics.SampleQuery(2, 0, 3)),
                new Sample<>(Mlx5Commands.ACCESS_REG, RegisterAccess.read("MGIR", 0x9020, new byte[160])),
                new Sample<>(Mlx5Commands.ACCESS_REG, RegisterAccess.write("MNVIA", 0x9033, new byte[8]))));
        for (Command<?, ?> command : module.commands()) {
            if (command instanceof NamedCommand named) {
                // op_mod 1: for registers a read, and no other command minds.
                samples.add(new Sample<>(named, new RawRequest(1, new byte[56], 56)));
            }
        }
        return samples;
    }

    /** The kernel lets them pass, and no public header has their layout. */
    @Override
    public Set<String> undocumented() {
        return module.commands().stream()
                .filter(NamedCommand.class::isInstance)
                .filter(command -> ((NamedCommand) command).requestLayout().isEmpty())
                .map(Command::name)
                .collect(Collectors.toSet());
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
                    configurable().call(Mlx5Commands.SET_DIAGNOSTIC_PARAMS, parameters);
                    return new byte[0];
                },
                sent -> configurable().call(Mlx5Commands.QUERY_DIAGNOSTIC_PARAMS, Empty.EMPTY)));
    }

    private static Diagnostics.Parameters parameters(SplittableRandom random) {
        return new Diagnostics.Parameters(
                random.nextBoolean(),
                random.nextBoolean(),
                random.nextBoolean(),
                random.nextBoolean(),
                random.nextBoolean(),
                random.nextBoolean(),
                random.nextInt(11),
                random.nextInt(256),
                COUNTERS.subList(0, random.nextInt(COUNTERS.size() + 1)));
    }

    private FwctlDevice configurable() {
        if (device == null) {
            device = system().withPolicy(AccessPolicy.debug()).open(node());
        }
        return device;
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
