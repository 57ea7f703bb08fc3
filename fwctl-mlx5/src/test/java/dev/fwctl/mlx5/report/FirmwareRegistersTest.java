// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.mlx5.report;

import static dev.fwctl.mlx5.Bytes.answering;
import static dev.fwctl.mlx5.Bytes.register;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fwctl.AccessPolicy;
import dev.fwctl.mlx5.Bench;
import dev.fwctl.mlx5.Bench.Scripted;
import dev.fwctl.mlx5.register.ResetTrigger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Registers decoded from bytes made by hand, from the offsets in {@code mlx5_ifc.h} and NVIDIA's public register tables.
 */
class FirmwareRegistersTest {
    @Test
    void firmwareReset() {
        FirmwareReset reset = new FirmwareReset(register(8, 4, "80020348"));
        assertEquals(Set.of(ResetTrigger.PCI_LINK, ResetTrigger.PERST), reset.needed());
        assertEquals(Set.of(FirmwareReset.Type.FULL_CHIP, FirmwareReset.Type.NETWORK_PORT_ALIVE), reset.types());
        assertEquals(2, reset.state());
        assertTrue(reset.pciRescan());
        assertTrue(reset.waits());
        Scripted firmware = new Scripted(request -> new byte[24]);
        try (Bench bench = Bench.over(firmware, AccessPolicy.debug())) {
            FirmwareReset.request(bench.mlx5, ResetTrigger.PERST, FirmwareReset.Type.NETWORK_PORT_ALIVE);
            assertEquals("0805000000000000" + "0000902800000000" + "0000000001000040", firmware.lastRequest());
        }
    }

    @Test
    void resetOptions() {
        // MFRL offers type 1 only; MROQ: link disable and hot reset, synced driver, valid, type 1, trigger 3
        Scripted firmware = new Scripted(request -> request[11] == 0x28
                ? Bench.bytes("00000000 00000000 00000000 00000000 00000000 00000200")
                : Bench.padded("00000000 00000000 00000000 00000000 03050108", 16 + 32));
        try (Bench bench = Bench.over(firmware, AccessPolicy.readOnly())) {
            assertEquals(
                    "[Option[type=NETWORK_PORT_ALIVE, triggers=[PCI_LINK], legacy=false, syncedDriver=true, "
                            + "syncedTool=false, linkDisable=true, hotReset=true]]",
                    FirmwareReset.options(bench.mlx5).toString());
        }
    }

    @Test
    void resetReasonAndTimeoutsAndIcm() {
        try (Bench bench = answering(register(0x40, 0x04, "00000001", 0x08, "00000001 00000002"))) {
            assertEquals(new ResetReason(0, 1, 0x1_0000_0002L), ResetReason.read(bench.mlx5, 0));
        }
        DefaultTimeouts timeouts = new DefaultTimeouts(
                register(0x40, 0x04, "000007d0", 0x18, "2000003c", 0x38, "40000005", 0x3c, "60000002"));
        assertEquals(Duration.ofSeconds(2), timeouts.pcieToggle());
        assertEquals(Duration.ofMinutes(1), timeouts.fullCrdump());
        assertEquals(Duration.ofMinutes(5), timeouts.driverUnloadAndReset());
        assertEquals(Duration.ofHours(2), timeouts.embeddedCpuShutdown());
        try (Bench bench = answering(register(0x40, 0x10, "ffffffff", 0x18, "00000100", 0x20, "00000200"))) {
            assertEquals(new IcmUsage(3, 256, 512, OptionalLong.empty()), IcmUsage.read(bench.mlx5, 3));
        }
        Scripted firmware = new Scripted(request -> new byte[16 + 0x40]);
        try (Bench bench = Bench.over(firmware, AccessPolicy.configure())) {
            IcmUsage.limit(bench.mlx5, 3, OptionalLong.of(4096));
            assertTrue(
                    firmware.lastRequest()
                            .startsWith("0805000000000000" + "0000c01000000000" + "8000000380000000"
                                    + "0000000000000000" + "00001000"),
                    firmware.lastRequest());
        }
    }

    @Test
    void components() {
        Scripted firmware = new Scripted(request -> {
            int index = request[19];
            if (request[11] == 0x60) {
                // MCQS: component 0 in use and active, component 1 last and not present
                return Bench.padded(
                        "00000000 00000000 00000000 00000000"
                                + (index == 0 ? "00000000 00000001 00000023" : "80000001 00000007 00000000"),
                        16 + 16);
            }
            boolean version = request[16 + 11] == 1;
            byte[] reply = new byte[16 + 0x94];
            byte[] info = version
                    ? Bench.bytes("0000000a 1c2b03e8" + "00000000".repeat(6) + "32382e34 332e3130 30300000")
                    : Bench.bytes("00000023 00800000 01000000 20000080 80000000");
            reply[16 + 15] = (byte) info.length;
            System.arraycopy(info, 0, reply, 16 + 0x18, info.length);
            return reply;
        });
        try (Bench bench = Bench.over(firmware, AccessPolicy.readOnly())) {
            List<FirmwareComponent> components = FirmwareComponent.readAll(bench.mlx5);
            assertEquals(2, components.size());
            assertEquals(
                    "component 0: BOOT_IMG, in use, 28.43.1000",
                    components.get(0).toString());
            assertEquals(0x800000, components.get(0).sizeBytes());
            assertEquals(0x1000000, components.get(0).maxSizeBytes());
            assertTrue(components.get(0).readable());
            assertEquals(3, components.get(0).updateState());
            assertEquals(0x1c2b03e8L, components.get(0).version());
            assertEquals(
                    "component 1: DBG_TOKEN, not present", components.get(1).toString());
        }
    }

    @Test
    void textsInPieces() {
        String text = "x".repeat(128) + "the rest";
        Scripted firmware = new Scripted(request -> {
            int offset = (request[16 + 8] & 0xff) << 8 | request[16 + 9] & 0xff;
            byte[] piece = text.substring(offset, Math.min(text.length(), offset + 128))
                    .getBytes(StandardCharsets.US_ASCII);
            byte[] reply = new byte[16 + 0x90];
            reply[16 + 7] = (byte) text.length();
            reply[16 + 11] = (byte) piece.length;
            System.arraycopy(piece, 0, reply, 32, piece.length);
            return reply;
        });
        try (Bench bench = Bench.over(firmware, AccessPolicy.readOnly())) {
            assertEquals(text, DeviceText.MODEL_DESCRIPTION.read(bench.mlx5));
            assertEquals(2, firmware.count());
        }
    }

    @Test
    void info() {
        Scripted firmware = new Scripted(request -> new byte[16]);
        try (Bench bench = Bench.over(firmware, AccessPolicy.readOnly())) {
            assertEquals(7, bench.mlx5.info().uid());
            assertTrue(bench.mlx5.info().toolsResources());
        }
    }
}
