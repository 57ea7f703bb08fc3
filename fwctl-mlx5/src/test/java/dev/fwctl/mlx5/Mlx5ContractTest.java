// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.mlx5;

import dev.fwctl.Command;
import dev.fwctl.Fwctl;
import dev.fwctl.spi.VendorModule;
import dev.fwctl.testkit.Mlx5Driver;
import dev.fwctl.testkit.Mlx5Firmware;
import dev.fwctl.testkit.Placement;
import dev.fwctl.testkit.Sample;
import dev.fwctl.testkit.SimulatedKernel;
import dev.fwctl.testkit.VendorModuleContract;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;

/** The module keeps the rules for every vendor's module. */
class Mlx5ContractTest implements VendorModuleContract {
    private final SimulatedKernel kernel = SimulatedKernel.create();

    Mlx5ContractTest() {
        kernel.plug(Placement.pci("0000:03:00.0", 0x15b3, 0x1021), Mlx5Driver.of(Mlx5Firmware.connectX7()));
    }

    @Override
    public VendorModule module() {
        return new Mlx5VendorModule();
    }

    @Override
    public List<Sample<?, ?>> samples() {
        List<Sample<?, ?>> samples = new ArrayList<>(List.of(
                new Sample<>(Mlx5Commands.QUERY_ADAPTER, Empty.EMPTY),
                new Sample<>(Mlx5Commands.QUERY_ISSI, Empty.EMPTY),
                new Sample<>(Mlx5Commands.QUERY_VUID, VuidQuery.of(0)),
                new Sample<>(Mlx5Commands.QUERY_VUID, VuidQuery.withVfs(0)),
                new Sample<>(Mlx5Commands.QUERY_ESW_FUNCTIONS, Empty.EMPTY),
                new Sample<>(
                        Mlx5Commands.QUERY_CONG_STATUS, new Congestion.Subject(Congestion.Protocol.ROCE_ECN_RP, 3)),
                new Sample<>(
                        Mlx5Commands.MODIFY_CONG_STATUS,
                        new Congestion.Change(
                                new Congestion.Subject(Congestion.Protocol.ROCE_ECN_NP, 3),
                                new Congestion.Status(true, false))),
                new Sample<>(Mlx5Commands.QUERY_CONG_PARAMS, Congestion.Protocol.ROCE_ECN_RP),
                new Sample<>(Mlx5Commands.QUERY_DIAGNOSTIC_PARAMS, Empty.EMPTY),
                new Sample<>(
                        Mlx5Commands.SET_DIAGNOSTIC_PARAMS,
                        new Diagnostics.Parameters(false, true, false, true, true, true, 4, 6, List.of(0x401, 0x403))),
                new Sample<>(Mlx5Commands.QUERY_DIAGNOSTIC_COUNTERS, new Diagnostics.SampleQuery(2, 0, 2)),
                new Sample<>(
                        Mlx5Commands.QUERY_HCA_CAP, new HcaCapabilityCommands.Query(0, true, FunctionTarget.own())),
                new Sample<>(
                        Mlx5Commands.SET_HCA_CAP,
                        new HcaCapabilityCommands.Change(0, FunctionTarget.function(1), new byte[4096])),
                new Sample<>(Mlx5Commands.ACCESS_REG, RegisterAccess.read("MGIR", 0x9020, new byte[160])),
                new Sample<>(Mlx5Commands.ACCESS_REG, RegisterAccess.write("PAOS", 0x5006, new byte[16]))));
        for (Command<?, ?> command : module().commands()) {
            if (command instanceof NamedCommand named) {
                samples.add(new Sample<>(named, new RawRequest(1, new byte[8], 8)));
                samples.add(new Sample<>(named, new RawRequest(1, new byte[100], 256)));
            }
        }
        return samples;
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
