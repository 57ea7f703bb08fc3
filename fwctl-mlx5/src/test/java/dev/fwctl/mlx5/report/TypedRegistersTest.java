// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.mlx5.report;

import static dev.fwctl.mlx5.Bytes.answering;
import static dev.fwctl.mlx5.Bytes.register;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fwctl.AccessPolicy;
import dev.fwctl.mlx5.Bench;
import dev.fwctl.mlx5.Bench.Scripted;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Registers decoded from bytes made by hand, from the offsets in {@code mlx5_ifc.h} and NVIDIA's public register tables.
 */
class TypedRegistersTest {
    @Test
    void mgir() {
        Mgir mgir = new Mgir(register(
                0xa0,
                0x00,
                "00001021",
                0x04,
                "00020000",
                0x08,
                "00000218",
                0x10,
                "0000b83f",
                0x14,
                "d2a1b2c3",
                0x1c,
                "80000001",
                0x20,
                "031c2be8",
                0x24,
                "000001ab",
                0x28,
                "11222026",
                0x30,
                "'MT_0000000838",
                0x44,
                "0000001c",
                0x48,
                "0000002b",
                0x4c,
                "000003e8",
                0x54,
                "00000006",
                0x80,
                "'rel-28_43"));
        assertEquals(0x1021, mgir.deviceId());
        assertEquals(2, mgir.ports());
        assertEquals(0x218, mgir.hwDevId());
        assertEquals(0xb83f_d2a1_b2c3L, mgir.baseMac());
        assertEquals(0x80000001L, mgir.uptimeSeconds());
        assertEquals("28.43.1000", mgir.firmware().toString());
        assertEquals(0x1ab, mgir.buildId());
        assertEquals("2026-11-22", mgir.date());
        assertEquals("MT_0000000838", mgir.psid());
        assertTrue(mgir.secured());
        assertTrue(mgir.signed());
        assertFalse(mgir.debug());
        assertEquals(2, mgir.lifeCycle());
        assertTrue(mgir.secureBoot());
        assertEquals("rel-28_43", mgir.branchTag());
    }

    @Test
    void temperatureBelowZero() {
        Temperature cold = new Temperature(
                65,
                register(
                        0x20,
                        0x04,
                        "0000ffd4",
                        0x08,
                        "80000018",
                        0x0c,
                        "00000348",
                        0x10,
                        "000002f8",
                        0x18,
                        "'module1"));
        assertEquals(
                "Temperature[sensor=65, name=module1, celsius=-5.5, maxCelsius=3.0, thresholdHighCelsius=105.0, "
                        + "thresholdLowCelsius=95.0]",
                cold.toString());
    }

    @Test
    void sensors() {
        try (Bench bench = answering(register(0x10, 0x08, "80000000 00000005"))) {
            assertEquals(List.of(0, 2, 63), Temperature.sensors(bench.mlx5));
        }
    }

    @Test
    void portState() {
        PortState state = new PortState(1, register(0x10, 0x00, "00010104", 0x04, "00040020"));
        assertEquals("port 1 is down (admin 1, oper 4, physical 2, logical 4)", state.toString());
        assertFalse(state.isUp());
        assertTrue(new PortState(1, register(0x10, 0x00, "00010101")).isUp());
    }

    @Test
    void portSpeed() {
        ByteBuffer ptys = register(
                0x44,
                0x00,
                "60010004",
                0x04,
                "100007d0",
                0x08,
                "0000f97a",
                0x10,
                "000f0080",
                0x14,
                "00000200",
                0x20,
                "00000200",
                0x28,
                "00020040",
                0x2c,
                "0014c0f7");
        assertEquals(
                "PortSpeed[port=1, protocol=ETHERNET, capability=63866, admin=512, operational=512, "
                        + "dataRateMbps=200000, laneRateMbps=850070, autoNegotiation=1, "
                        + "autoNegotiationDisabled=true, connector=7]",
                new PortSpeed(1, PortSpeed.Protocol.ETHERNET, ptys).toString());
        PortSpeed infiniband = new PortSpeed(1, PortSpeed.Protocol.INFINIBAND, ptys);
        assertEquals(0x80, infiniband.capability());
        assertEquals(0x40, infiniband.operational());
    }

    @Test
    void countersOf64BitsAreWhole() {
        // a_frames_transmitted_ok, then a_frames_received_ok, high dword first
        try (Bench bench = answering(register(0x100, 0x08, "00000001 00000002 ffffffff fffffffe"))) {
            PortCounters counters = PortCounters.read(bench.mlx5, 1, PortCounters.Group.IEEE_802_3);
            assertEquals(0x1_0000_0002L, counters.counters().get("a_frames_transmitted_ok"));
            assertEquals(
                    new java.math.BigInteger("18446744073709551614"),
                    counters.counters().get("a_frames_received_ok"));
            for (PortCounters.Group group : PortCounters.Group.values()) {
                assertFalse(PortCounters.read(bench.mlx5, 1, group).counters().isEmpty(), group.name());
            }
        }
    }

    @Test
    void pcieLink() {
        PcieLink link = new PcieLink(register(
                0x30,
                0x08,
                "0010001f",
                0x0c,
                "00080010",
                0x10,
                "00020010",
                0x18,
                "52060000",
                0x1c,
                "0000004b",
                0x24,
                "00090000"));
        assertEquals(
                "PcieLink[speedEnabled=31, speedActive=16, widthEnabled=16, widthActive=8, "
                        + "physicalFunctions=2, virtualFunctions=16, maxPayloadBytes=512, maxReadRequestBytes=4096, "
                        + "powerStatus=6, powerWatts=75, deviceStatus=9]",
                link.toString());
        try (Bench bench = answering(register(0x100, 0x10, "00000003"))) {
            // rx_errors: the third dword of the counter set
            assertEquals(
                    3L,
                    PcieLink.counters(bench.mlx5, PcieLink.CounterGroup.PERFORMANCE)
                            .get("rx_errors"));
        }
    }

    @Test
    void moduleReport() {
        ByteBuffer module = register(
                0x100,
                0x08 + 0x04,
                "32141801",
                0x08 + 0x14,
                "'FWCTL LAB",
                0x08 + 0x24,
                "'LAB-DAC-200G-2M",
                0x08 + 0x34,
                "'A1",
                0x08 + 0x3c,
                "'LAB0000042",
                0x08 + 0x4c,
                "2c8080e8");
        ByteBuffer trouble = register(0x100, 0x08 + 0x04, "00000400", 0x08 + 0x0c, "'Cable is unplugged");
        assertEquals(
                "ModuleReport[port=1, plugged=true, identifier=24, cableType=3, lengthRaw=20, "
                        + "vendor=FWCTL LAB, partNumber=LAB-DAC-200G-2M, revision=A1, serialNumber=LAB0000042, "
                        + "celsius=44.5, volts=3.3, statusOpcode=1024, statusMessage=Cable is unplugged]",
                new ModuleReport(1, module, trouble).toString());
        assertFalse(new ModuleReport(1, register(0x100, 0x0c, "40000000"), trouble).plugged());
    }

    @Test
    void moduleMemoryInPieces() {
        byte[] memory = new byte[256];
        for (int i = 0; i < memory.length; i++) {
            memory[i] = (byte) (255 - i);
        }
        Scripted firmware = new Scripted(request -> {
            int address = (request[16 + 6] & 0xff) << 8 | request[16 + 7] & 0xff;
            int size = (request[16 + 10] & 0xff) << 8 | request[16 + 11] & 0xff;
            byte[] reply = new byte[16 + 0x94];
            System.arraycopy(memory, address, reply, 32, size);
            return reply;
        });
        try (Bench bench = Bench.over(firmware, AccessPolicy.readOnly())) {
            byte[] read = ModuleMemory.read(bench.mlx5, ModuleMemory.Location.of(1, 2, 100), 60);
            assertEquals(ByteBuffer.wrap(memory, 100, 60), ByteBuffer.wrap(read));
            // module 1; i2c 0x50, page 2, the last piece from 128 on
            assertTrue(
                    firmware.lastRequest()
                            .startsWith("08050000000000010000901400000000" + "00010000" + "50020080" + "00000020"),
                    firmware.lastRequest());
            assertThrows(
                    IllegalArgumentException.class,
                    () -> ModuleMemory.read(bench.mlx5, ModuleMemory.Location.of(0, 0, 200), 57));
        }
        try (Bench bench = answering(register(0x94, 0x00, "00010003"))) {
            ModuleMemory.UnreadableModuleException e = assertThrows(
                    ModuleMemory.UnreadableModuleException.class,
                    () -> ModuleMemory.read(bench.mlx5, ModuleMemory.Location.of(1, 0, 0), 1));
            assertEquals(3, e.status());
            assertTrue(e.getMessage().contains("no module is connected"), e.getMessage());
        }
    }
}
