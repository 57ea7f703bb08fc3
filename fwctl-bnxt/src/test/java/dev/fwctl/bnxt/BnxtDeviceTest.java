// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.bnxt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fwctl.Errno;
import dev.fwctl.ForeignDeviceException;
import dev.fwctl.MalformedReplyException;
import dev.fwctl.NotReachedException;
import dev.fwctl.OutcomeUnknownException;
import dev.fwctl.RpcScope;
import dev.fwctl.bnxt.report.FirmwareVersions;
import dev.fwctl.bnxt.report.FunctionCapabilities;
import dev.fwctl.bnxt.report.HwrmVersion;
import dev.fwctl.bnxt.report.PhyConfiguration;
import dev.fwctl.bnxt.report.Temperatures;
import dev.fwctl.bnxt.status.HwrmError;
import dev.fwctl.bnxt.status.HwrmException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Requests and replies byte for byte, at the offsets of the kernel's {@code bnxt/hsi.h}. */
class BnxtDeviceTest {
    private final FakeFirmware firmware = new FakeFirmware();
    private final BnxtDevice bnxt = BnxtDevice.of(firmware.device());

    @AfterEach
    void close() {
        firmware.close();
    }

    @Test
    void versions() {
        firmware.answers(0x0, 176, reply -> {
            put(reply, 32, "HWRM");
            put(reply, 80, "231.1.162.1");
            reply.putShort(112, (short) 0x1760).put(114, (byte) 1).put(115, (byte) 2);
            reply.putShort(118, (short) 128).putShort(120, (short) 4096).putShort(122, (short) 500);
            reply.put(124, (byte) 2); // flags: the 16-bit versions are there
            put16(reply, 128, 1, 10, 3, 133); // interface
            put16(reply, 136, 231, 1, 162, 1); // firmware
            put16(reply, 144, 230, 2, 3, 4); // management
            put16(reply, 160, 229, 5, 6, 7); // RoCE
            reply.putShort(168, (short) 256);
        });
        FirmwareVersions versions = bnxt.reports().versions();
        assertEquals("1.10.3.133", versions.hwrmInterface().toString());
        assertEquals(new HwrmVersion(231, 1, 162, 1), versions.firmware());
        assertEquals(new HwrmVersion(230, 2, 3, 4), versions.management());
        assertEquals(new HwrmVersion(229, 5, 6, 7), versions.roce());
        assertEquals("HWRM", versions.firmwareName());
        assertEquals("231.1.162.1", versions.activePackage());
        assertEquals(0x1760, versions.chip());
        assertEquals(256, versions.longestRequest());
        assertEquals(4096, versions.longestReply());

        ByteBuffer request = firmware.request();
        assertEquals(24, request.limit());
        assertEquals(0, request.getShort(0), "req_type");
        assertEquals(-1, request.getShort(2), "no completion ring");
        assertEquals(-1, request.getShort(6), "this function");
        assertEquals(RpcScope.DEBUG_READ_ONLY, firmware.scope());
    }

    /** An older firmware has fewer bytes: what they lack is 0, not what an earlier reply left. */
    @Test
    void aShorterReplyOfAnOlderFirmware() {
        firmware.answers(0x0, 128, reply -> {
            reply.put(8, (byte) 1).put(9, (byte) 8).put(10, (byte) 2);
            reply.put(12, (byte) 20).put(13, (byte) 6).put(14, (byte) 88).put(15, (byte) 9);
        });
        FirmwareVersions versions = bnxt.reports().versions();
        assertEquals(new HwrmVersion(1, 8, 2, 0), versions.hwrmInterface());
        assertEquals(new HwrmVersion(20, 6, 88, 9), versions.firmware());
        assertEquals(0, versions.longestReply());
    }

    @Test
    void capabilities() {
        firmware.answers(0x15, 144, reply -> {
            reply.putShort(8, (short) 1).putShort(10, (short) 0);
            reply.putInt(12, 0x40000 | 0x400000); // ADMIN_PF, HOT_RESET_CAPABLE
            reply.put(16, new byte[] {0x00, 0x0a, (byte) 0xf7, 1, 2, 3});
            reply.putShort(24, (short) 1024).putShort(26, (short) 512).putShort(28, (short) 256);
            reply.putShort(36, (short) 128);
            reply.putShort(78, (short) 1000);
            reply.putInt(80, 0x2000); // NVM_OPTION_ACTION
        });
        FunctionCapabilities capabilities = bnxt.reports().capabilities();
        assertEquals(1, capabilities.fid());
        assertEquals("00:0a:f7:01:02:03", capabilities.macAddress());
        assertEquals(1024, capabilities.maxCompletionRings());
        assertEquals(512, capabilities.maxTxRings());
        assertEquals(256, capabilities.maxRxRings());
        assertEquals(128, capabilities.maxVfs());
        assertEquals(1000, capabilities.maxMsixOfVfs());
        assertTrue(capabilities.adminPf());
        assertTrue(capabilities.hotResetCapable());
        assertTrue(capabilities.nvmOptionAction());
        assertEquals(false, capabilities.fields().get("flags_ptp_supported"));
        assertEquals(0xffff, firmware.request().getShort(16) & 0xffff, "fid: itself");
    }

    @Test
    void link() {
        firmware.answers(0x27, 112, reply -> {
            reply.put(8, (byte) 2).putShort(10, (short) 0x7d0);
            reply.put(27, (byte) 0).put(35, (byte) 0x1c).put(36, (byte) 2);
            put(reply, 56, "ACME");
            put(reply, 72, "DAC-2M");
        });
        PhyConfiguration phy = bnxt.reports().phy(1);
        assertEquals("LINK", phy.link());
        assertEquals(200_000, phy.megabits());
        assertEquals("200G_BASECR4", phy.phyType());
        assertEquals("DAC", phy.media());
        assertEquals("NONE", phy.moduleStatus());
        assertEquals("ACME", phy.moduleVendor());
        assertEquals("DAC-2M", phy.modulePart());
        assertEquals(1, firmware.request().getShort(16));
    }

    @Test
    void whatStoredOptionsWaitFor() {
        firmware.answers(0xc1, 16, reply -> reply.put(9, (byte) 2));
        assertEquals("NVMOPT_ACTION_WARMBOOT", bnxt.reports().status().nvmOptionAction());
        assertEquals(6, firmware.request().get(16), "the chip");
    }

    @Test
    void temperatures() {
        firmware.answers(0xe0, 24, reply -> {
            reply.put(8, (byte) 61).put(9, (byte) 58).put(10, (byte) 0).put(11, (byte) (4 | 32));
            reply.put(15, (byte) 95).put(16, (byte) 100).put(17, (byte) 105).put(18, (byte) 110);
        });
        Temperatures temperatures = bnxt.reports().temperatures();
        assertEquals(OptionalInt.of(61), temperatures.chip());
        assertEquals(OptionalInt.of(58), temperatures.phy());
        assertEquals(OptionalInt.empty(), temperatures.module(), "not present");
        assertEquals(OptionalInt.of(95), temperatures.warning());
        assertEquals(OptionalInt.of(110), temperatures.shutdown());
    }

    @Test
    void byName() {
        firmware.answers(0x18, 176, reply -> reply.putLong(8, 77));
        Map<String, Object> reply = bnxt.commands().call("FUNC_QSTATS", Map.of("fid", 1));
        assertEquals(77L, ((Number) reply.get("tx_ucast_pkts")).longValue());
        assertFalse(reply.containsKey("error_code"));
        assertEquals(0x18, firmware.request().getShort(0));
        assertEquals(1, firmware.request().getShort(16));
        assertThrows(
                IllegalArgumentException.class, () -> bnxt.commands().call("FW_SYNC", Map.of()), "no public structure");
    }

    @Test
    void aRefusalByTheFirmware() {
        firmware.answers(0x15, 16, reply -> reply.putShort(0, (short) 2).put(14, (byte) 7));
        HwrmException refused = assertThrows(HwrmException.class, bnxt.reports()::capabilities);
        assertEquals(HwrmError.INVALID_PARAMS, refused.known().orElseThrow());
        assertEquals(7, refused.commandError());
        assertTrue(
                refused.getMessage().contains("HWRM_ERR_CODE_INVALID_PARAMS, error code 0x0002"), refused.getMessage());
        assertTrue(refused.getMessage().contains("bnxt.func-qcaps"), refused.getMessage());

        firmware.answers(0x15, 16, reply -> reply.putShort(0, (short) 0x77));
        HwrmException later = assertThrows(HwrmException.class, bnxt.reports()::capabilities);
        assertEquals(0x77, later.status());
        assertTrue(later.known().isEmpty());
    }

    /** While the device recovers, the driver answers success with -EBUSY in the error code and nothing else. */
    @Test
    void anAnswerOfTheDriver() {
        byte[] reply = new byte[176];
        reply[0] = (byte) 0xf0;
        reply[1] = (byte) 0xff;
        firmware.answers(reply);
        OutcomeUnknownException nobody = assertThrows(OutcomeUnknownException.class, bnxt.reports()::versions);
        assertEquals(Errno.EBUSY, nobody.errno().orElseThrow());
        assertTrue(nobody.getMessage().contains("being reset"), nobody.getMessage());
        reply[0] = (byte) -7;
        firmware.answers(reply);
        assertThrows(NotReachedException.class, bnxt.reports()::versions, "E2BIG: longer than the channel");
    }

    @Test
    void nonsense() {
        firmware.answers(new byte[176]);
        assertThrows(MalformedReplyException.class, bnxt.reports()::versions);
        byte[] short7 = new byte[176];
        short7[6] = 7;
        firmware.answers(short7);
        assertThrows(MalformedReplyException.class, bnxt.reports()::versions);
    }

    @Test
    void anotherDriversDevice() {
        try (FakeFirmware other = new FakeFirmware("mlx5_core")) {
            assertThrows(ForeignDeviceException.class, () -> BnxtDevice.of(other.device()));
        }
    }

    private static void put(ByteBuffer reply, int offset, String text) {
        reply.put(offset, text.getBytes(StandardCharsets.US_ASCII));
    }

    private static void put16(ByteBuffer reply, int offset, int... numbers) {
        for (int i = 0; i < numbers.length; i++) {
            reply.putShort(offset + 2 * i, (short) numbers[i]);
        }
    }
}
