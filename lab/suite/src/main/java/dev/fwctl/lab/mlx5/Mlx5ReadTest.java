// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.lab.mlx5;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fwctl.AccessPolicy;
import dev.fwctl.FwctlDevice;
import dev.fwctl.lab.guest.Mlx5Model;
import dev.fwctl.mlx5.Mlx5Device;
import dev.fwctl.mlx5.capability.GeneralCapabilities;
import dev.fwctl.mlx5.command.Congestion;
import dev.fwctl.mlx5.command.VuidQuery;
import dev.fwctl.mlx5.dump.DumpMenuEntry;
import dev.fwctl.mlx5.dump.DumpRequest;
import dev.fwctl.mlx5.dump.DumpSegment;
import dev.fwctl.mlx5.report.DeviceText;
import dev.fwctl.mlx5.report.FirmwareComponent;
import dev.fwctl.mlx5.report.Mgir;
import dev.fwctl.mlx5.report.ModuleMemory;
import dev.fwctl.mlx5.report.ModuleReport;
import dev.fwctl.mlx5.report.PcieLink;
import dev.fwctl.mlx5.report.PortCounters;
import dev.fwctl.mlx5.report.PortSpeed;
import dev.fwctl.mlx5.report.PortState;
import dev.fwctl.mlx5.report.Temperature;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Everything that is read of an mlx5 device, through the kernel's own driver. What is expected is the model's source. */
class Mlx5ReadTest {
    private final Mlx5Model model = Mlx5Model.of(0);
    private FwctlDevice device;
    private Mlx5Device mlx5;

    @BeforeEach
    void open() {
        model.write("next_status", "clear");
        device = model.open(AccessPolicy.readOnly());
        mlx5 = Mlx5Device.of(device);
        model.forgetRpcs();
    }

    @AfterEach
    void nothingNeededMoreThanDebugReadOnly() {
        device.close();
        assertTrue(model.highestScope() <= 1);
    }

    @Test
    void whoItIs() {
        assertNotEquals(0, mlx5.info().uid());
        assertTrue(mlx5.info().toolsResources());
        Mgir mgir = Mgir.read(mlx5);
        assertEquals("28.43.1000", mgir.firmware().toString());
        assertEquals(0x1021, mgir.deviceId());
        assertEquals(0x218, mgir.hwDevId());
        assertEquals("2026-11-22", mgir.date());
        assertEquals("LAB0000000001", mgir.psid());
        assertEquals("LAB0000000001", mlx5.commands().adapter().psid());
        assertEquals(0x0002c9, mlx5.commands().adapter().ieeeVendorId());
        assertEquals(Set.of(0, 1), Set.copyOf(mlx5.commands().issi().supported()));
        assertEquals(1, mlx5.commands().vuids(VuidQuery.of(0)).size());
        assertEquals(5, mlx5.commands().vuids(VuidQuery.withVfs(0)).size());
        assertEquals(4, mlx5.commands().eswFunctions().vfs());
        assertEquals("LAB-CX7-2P", DeviceText.MODEL_NAME.read(mlx5));
        assertTrue(mlx5.capabilities().current(GeneralCapabilities.TYPE).toolsResources());
        assertEquals(
                300L,
                mlx5.commands()
                        .congestionParameters(Congestion.Protocol.ROCE_ECN_RP)
                        .values()
                        .get("rpg_time_reset"));
    }

    @Test
    void portsModulesAndSensors() {
        assertTrue(PortState.read(mlx5, 1).isUp());
        assertFalse(PortState.read(mlx5, 2).isUp());
        assertEquals(
                200_000, PortSpeed.read(mlx5, 1, PortSpeed.Protocol.ETHERNET).dataRateMbps());
        PortCounters counters = PortCounters.read(mlx5, 2, PortCounters.Group.RFC_2863);
        // The model counts port << 40 | group << 32 | priority << 24 | (n + 1) * 1000.
        assertEquals(2L << 40 | 1L << 32 | 1000, counters.counters().get("if_in_octets"));
        assertEquals("FWCTL LAB", ModuleReport.read(mlx5, 1).vendor());
        assertEquals("Cable is unplugged", ModuleReport.read(mlx5, 2).statusMessage());
        assertEquals(0x18, ModuleMemory.read(mlx5, ModuleMemory.Location.of(0, 0, 128), 64)[0]);
        assertEquals(
                3,
                assertThrows(
                                ModuleMemory.UnreadableModuleException.class,
                                () -> ModuleMemory.read(mlx5, ModuleMemory.Location.of(1, 0, 0), 16))
                        .status());
        assertEquals(-5.5, Temperature.read(mlx5, Temperature.FIRST_MODULE + 1).celsius());
        assertEquals(57.375, Temperature.readAll(mlx5).get(0).celsius());
        assertTrue(PcieLink.read(mlx5).widthActive() > 0);
    }

    @Test
    void components() {
        List<FirmwareComponent> components = FirmwareComponent.readAll(mlx5);
        assertEquals(4, components.size());
        assertEquals("28.43.1000", components.get(0).versionText());
        assertEquals(0, components.get(3).status());
    }

    @Test
    void resourceDumps() {
        List<DumpMenuEntry> menu = mlx5.resourceDump().menu();
        assertEquals(
                Set.of("FULL_QPC", "EQ_BUFF", "HCA_CAP", "LINKED_QPC", "SIXTEEN_LETTERS_"),
                menu.stream().map(DumpMenuEntry::name).collect(Collectors.toSet()));
        // Twelve queues of 528 bytes: more steps than seq_num can count without starting anew.
        List<DumpSegment> queues =
                mlx5.resourceDump().dump(DumpRequest.of(0x1000, 5).objects(DumpRequest.ALL));
        assertEquals(
                12, queues.stream().filter(segment -> segment.type() == 0x1000).count());
        DumpSegment error = mlx5.resourceDump().dump(DumpRequest.of(0x4300, 0x99)).stream()
                .filter(segment -> segment.kind() == DumpSegment.Kind.ERROR)
                .findFirst()
                .orElseThrow();
        assertEquals("cannot read the resource", error.message().orElseThrow());
        assertEquals(0x99, error.syndrome().orElseThrow());
        DumpRequest reference = mlx5.resourceDump().dump(DumpRequest.of(0x4200, 0)).stream()
                .flatMap(segment -> segment.reference().stream())
                .findFirst()
                .orElseThrow();
        assertEquals(
                2,
                mlx5.resourceDump().dump(reference).stream()
                        .filter(segment -> segment.type() == 0x1000)
                        .count());
    }
}
