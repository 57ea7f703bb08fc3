// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.mlx5.command;

import dev.fwctl.mlx5.internal.Empty;
import dev.fwctl.testkit.contract.Sample;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A request for each command of this room. */
public final class CommandSamples {
    private CommandSamples() {}

    /**
     * Samples of the typed commands, and of those that have no type.
     *
     * @param elsewhere names of commands that are typed in another room
     */
    public static List<Sample<?, ?>> all(Set<String> elsewhere) {
        Congestion.Subject subject = new Congestion.Subject(Congestion.Protocol.ROCE_ECN_RP, 3);
        List<Sample<?, ?>> samples = new ArrayList<>(List.of(
                new Sample<>(Mlx5Commands.QUERY_ADAPTER, Empty.EMPTY),
                new Sample<>(Mlx5Commands.QUERY_ISSI, Empty.EMPTY),
                new Sample<>(Mlx5Commands.QUERY_VUID, VuidQuery.of(0)),
                new Sample<>(Mlx5Commands.QUERY_VUID, VuidQuery.withVfs(0)),
                new Sample<>(Mlx5Commands.QUERY_ESW_FUNCTIONS, Empty.EMPTY),
                new Sample<>(Mlx5Commands.QUERY_CONG_STATUS, subject),
                new Sample<>(
                        Mlx5Commands.MODIFY_CONG_STATUS,
                        new Congestion.Change(subject, Congestion.Status.of(Congestion.Function.ENABLE))),
                new Sample<>(Mlx5Commands.QUERY_CONG_PARAMS, Congestion.Protocol.ROCE_ECN_NP),
                new Sample<>(
                        Mlx5Commands.SET_DIAGNOSTIC_PARAMS,
                        new Diagnostics.Parameters(
                                Set.of(Diagnostics.Mode.SINGLE, Diagnostics.Mode.SYNC, Diagnostics.Mode.ON_DEMAND), 3, 7, List.of(0x0401))),
                new Sample<>(Mlx5Commands.QUERY_DIAGNOSTIC_PARAMS, Empty.EMPTY),
                new Sample<>(Mlx5Commands.QUERY_DIAGNOSTIC_COUNTERS, new Diagnostics.SampleQuery(2, 0, 3))));
        Set<String> typed = new HashSet<>(elsewhere);
        samples.forEach(sample -> typed.add(sample.command().name()));
        Mlx5Commands.named().stream()
                .filter(command -> !typed.contains(command.name()))
                // op_mod 1: for registers a read, and no other command minds.
                .forEach(command -> samples.add(new Sample<>(command, new RawRequest(1, new byte[56], 56))));
        return samples;
    }

    /** Names of the commands that have no type, and whose layout no public header has. */
    public static Set<String> withoutLayout() {
        Set<String> names = new HashSet<>();
        for (CommandEntry entry : CommandCatalog.ofKernel().byName().values()) {
            if (entry.request().isEmpty()) {
                names.add(new NamedCommand(entry).name());
            }
        }
        Mlx5Commands.typed().forEach(command -> names.remove(command.name()));
        return names;
    }
}
