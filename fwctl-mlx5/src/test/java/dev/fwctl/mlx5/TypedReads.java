// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.mlx5;

import java.util.List;
import java.util.function.Consumer;

/** Every typed read that this module has. */
final class TypedReads {
    static final List<Consumer<Mlx5Device>> ALL = List.of(
            Mlx5Device::adapter,
            Mlx5Device::issi,
            device -> device.vuids(VuidQuery.withVfs(0)),
            Mlx5Device::eswFunctions,
            device -> device.congestionStatus(Congestion.Protocol.ROCE_ECN_RP, 0),
            device -> device.congestionParameters(Congestion.Protocol.ROCE_ECN_RP),
            Mlx5Device::diagnosticParameters,
            device -> device.diagnosticSamples(new Diagnostics.SampleQuery(2, 0, 2)),
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
