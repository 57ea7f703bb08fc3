// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.mlx5;

import dev.fwctl.mlx5.capability.GeneralCapabilities;
import dev.fwctl.mlx5.capability.NicFlowTables;
import dev.fwctl.mlx5.command.Congestion;
import dev.fwctl.mlx5.command.Diagnostics;
import dev.fwctl.mlx5.command.VuidQuery;
import dev.fwctl.mlx5.report.DefaultTimeouts;
import dev.fwctl.mlx5.report.DeviceText;
import dev.fwctl.mlx5.report.FirmwareComponent;
import dev.fwctl.mlx5.report.FirmwareReset;
import dev.fwctl.mlx5.report.IcmUsage;
import dev.fwctl.mlx5.report.Mgir;
import dev.fwctl.mlx5.report.ModuleMemory;
import dev.fwctl.mlx5.report.ModuleReport;
import dev.fwctl.mlx5.report.PcieLink;
import dev.fwctl.mlx5.report.PortCounters;
import dev.fwctl.mlx5.report.PortSpeed;
import dev.fwctl.mlx5.report.PortState;
import dev.fwctl.mlx5.report.ResetReason;
import dev.fwctl.mlx5.report.Temperature;
import java.util.List;
import java.util.function.Function;

/** Every typed read that this module has. */
final class TypedReads {
    static final List<Function<Mlx5Device, Object>> ALL = List.of(
            device -> device.commands().adapter(),
            device -> device.commands().issi(),
            device -> device.commands().vuids(VuidQuery.withVfs(0)),
            device -> device.commands().eswFunctions(),
            device -> device.commands().congestionStatus(Congestion.Protocol.ROCE_ECN_RP, 0),
            device -> device.commands().congestionParameters(Congestion.Protocol.ROCE_ECN_RP),
            device -> device.commands().diagnosticParameters(),
            device -> device.commands().diagnosticSamples(new Diagnostics.SampleQuery(2, 0, 2)),
            Mgir::read,
            Temperature::readAll,
            device -> PortState.read(device, 1),
            device -> PortSpeed.read(device, 1, PortSpeed.Protocol.ETHERNET),
            device -> PortCounters.read(device, 1, PortCounters.Group.PHYSICAL_LAYER),
            PcieLink::read,
            device -> PcieLink.counters(device, PcieLink.CounterGroup.PERFORMANCE),
            device -> ModuleReport.read(device, 1),
            device -> ModuleMemory.read(device, ModuleMemory.Location.of(0, 0, 0), 256),
            FirmwareReset::read,
            FirmwareReset::options,
            device -> ResetReason.read(device, 0),
            FirmwareComponent::readAll,
            device -> DeviceText.MODEL_NAME.read(device),
            DefaultTimeouts::read,
            device -> IcmUsage.read(device, 1),
            device -> device.capabilities().current(GeneralCapabilities.TYPE),
            device -> device.capabilities().current(NicFlowTables.TYPE),
            device -> device.configuration().read("NUM_OF_VFS"),
            device -> device.resourceDump().menu());

    private TypedReads() {}
}
