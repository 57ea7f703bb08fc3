// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.mlx5;

import dev.fwctl.AccessPolicy;
import dev.fwctl.FwctlDevice;
import dev.fwctl.Progress;
import dev.fwctl.RpcCall;
import dev.fwctl.RpcScope;
import dev.fwctl.mlx5.capability.CapabilityPage;
import dev.fwctl.mlx5.catalog.ParameterCatalog;
import dev.fwctl.mlx5.catalog.ParameterName;
import dev.fwctl.mlx5.catalog.RegisterType;
import dev.fwctl.mlx5.nv.ParameterRefusedException;
import dev.fwctl.mlx5.report.DefaultTimeouts;
import dev.fwctl.mlx5.report.FirmwareComponent;
import dev.fwctl.mlx5.report.FirmwareReset;
import dev.fwctl.mlx5.report.Mgir;
import dev.fwctl.mlx5.report.ModuleMemory;
import dev.fwctl.mlx5.report.PcieLink;
import dev.fwctl.mlx5.report.PortSpeed;
import dev.fwctl.mlx5.report.PortState;
import dev.fwctl.mlx5.report.Temperature;
import dev.fwctl.testkit.contract.EntryPointsContract;
import dev.fwctl.testkit.mlx5.Mlx5Firmware;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;

/** Whatever is handed to this module that makes no sense is refused by name, on every way in. */
class Mlx5EntryPointsTest implements EntryPointsContract {
    private final Bench bench =
            Bench.over(Mlx5Firmware.connectX7(), AccessPolicy.debug().withUndocumented(RpcScope.DEBUG_WRITE_FULL));

    @AfterEach
    void close() {
        bench.close();
    }

    @Override
    public Class<?> inModule() {
        return Mlx5Device.class;
    }

    @Override
    public List<Object> instances() {
        FwctlDevice device = bench.device();
        Mlx5Device mlx5 = bench.mlx5;
        CapabilityPage general = mlx5.capabilities().current("GENERAL");
        List<Object> all = new ArrayList<>(List.of(
                device,
                device.node(),
                mlx5,
                mlx5.commands(),
                mlx5.registers(),
                mlx5.registers().register("PAOS"),
                mlx5.registers().read("MGIR"),
                mlx5.configuration(),
                mlx5.configuration().read("NUM_OF_VFS"),
                mlx5.capabilities(),
                general,
                mlx5.resourceDump(),
                ParameterCatalog.host(),
                ParameterName.parse("NUM_OF_VFS"),
                ParameterName.parse("NUM_OF_VFS").parameter(),
                Mgir.read(mlx5),
                FirmwareReset.read(mlx5),
                FirmwareComponent.readAll(mlx5).get(0),
                DefaultTimeouts.read(mlx5),
                PcieLink.read(mlx5),
                PortState.read(mlx5, 1),
                PortSpeed.read(mlx5, 1, PortSpeed.Protocol.ETHERNET),
                Temperature.readAll(mlx5).get(0)));
        all.add(Progress.NONE);
        all.add(RegisterType.MGIR);
        all.add(new RpcCall(device.node(), "mlx5.access-reg", 0x805, RpcScope.DEBUG_READ_ONLY));
        all.addAll(mlx5.resourceDump().menu());
        return all;
    }

    @Override
    public Map<String, Object> arguments() {
        return Map.of("page", "GENERAL", "register", "PAOS", "path", "log_max_qp", "parameter", "NUM_OF_VFS");
    }

    @Override
    public Set<Class<? extends Exception>> documented() {
        return Set.of(ParameterRefusedException.class, ModuleMemory.UnreadableModuleException.class);
    }

    @Override
    public String place() {
        return "";
    }
}
