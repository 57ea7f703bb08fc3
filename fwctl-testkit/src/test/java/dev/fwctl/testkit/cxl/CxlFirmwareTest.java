// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.testkit.cxl;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.fwctl.testkit.cxl.CxlMailbox.FeatureAccess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The firmware by itself, as the kernel's own drivers meet it at the mailbox. */
class CxlFirmwareTest {
    private static final String SCRUB = "96dad7d6-fde8-482b-a733-75774e06db8a";
    private static final String ECS = "e5b13f22-2328-4a14-b8ba-b9691e893386";
    private static final String ROW_SPARING = "450ebf67-b135-4f97-a498-c2d57f279bed";
    private static final String SOFT_PPR = "892ba475-fad8-474e-9d3e-692c917568bb";
    private static final String LARGE = "00000000-0000-0000-0000-000000000001";

    @TempDir
    Path folder;

    /** Set Feature with a transfer of 0 full, 1 initiate, 2 continue, 3 finish, 4 abort, saved across resets. */
    private static int set(CxlFirmware firmware, String uuid, int transfer, int offset, String versionAndData) {
        String data = versionAndData.substring(2);
        String header = uuid.replace("-", "")
                + "%02x000000".formatted(8 | transfer)
                + "%02x%02x".formatted(offset & 0xff, offset >> 8)
                + versionAndData.substring(0, 2)
                + "00".repeat(9);
        return firmware.send(0x502, HexFormat.of().parseHex(header + data), 0).returnCode();
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    /** 43200 s is 12 h: the structure that Set Feature takes has the hours first, and then what is enabled. */
    @Test
    void whatIsSetOfStandardFeaturesIsAStructureOfItsOwn() {
        CxlFirmware firmware = CxlFirmware.demonstration();
        assertEquals("030c0101", hex(firmware.currentValue(UUID.fromString(SCRUB))));
        assertEquals(0, set(firmware, SCRUB, 0, 0, "01" + "1800"));
        assertEquals("03180100", hex(firmware.currentValue(UUID.fromString(SCRUB))), "24 h, off");
        // the log is about media FRUs; the second FRU counts 256 errors
        assertEquals(0, set(firmware, ECS, 0, 0, "01" + "01" + "0400" + "0300"));
        assertEquals("010104000001030000", hex(firmware.currentValue(UUID.fromString(ECS))));
        // the operation's mode: begun by the device
        assertEquals(0, set(firmware, ROW_SPARING, 0, 0, "01" + "0100"));
        assertEquals(
                "0603000100",
                hex(firmware.currentValue(UUID.fromString(ROW_SPARING))).substring(0, 10));
        assertEquals(0, set(firmware, SOFT_PPR, 0, 0, "03" + "0000" + "03"));
        assertEquals("03", hex(firmware.currentValue(UUID.fromString(SOFT_PPR))).substring(38));
    }

    private static CxlFirmware large() {
        return CxlFirmware.of(
                256,
                FeatureAccess.READ_WRITE,
                List.of(CxlFeature.readOnly(LARGE, new byte[8]).changeable(CxlFeature.IMMEDIATE_CONFIGURATION)));
    }

    @Test
    void aBrokenTransferIsWaitedForUntilAReset() {
        CxlFirmware firmware = large().breakTransfer(2, CxlFirmwareStatus.INTERNAL_ERROR);
        assertEquals(0, set(firmware, LARGE, 1, 0, "01" + "0101"));
        assertEquals(0, set(firmware, LARGE, 2, 2, "01" + "0202"));
        assertEquals(CxlFirmwareStatus.INTERNAL_ERROR, set(firmware, LARGE, 3, 4, "01" + "03030303"));
        assertEquals("0000000000000000", hex(firmware.currentValue(UUID.fromString(LARGE))), "nothing has changed");
        assertEquals(
                CxlFirmwareStatus.FEATURE_TRANSFER_IN_PROGRESS, set(firmware, LARGE, 0, 0, "01" + "0909090909090909"));
        firmware.reset(CxlFirmware.Reset.COLD);
        assertEquals(0, set(firmware, LARGE, 0, 0, "01" + "0909090909090909"));
    }

    @Test
    void itsMemoryOutlivesTheProcess() throws Exception {
        Path file = folder.resolve("mem0");
        CxlFirmware first = large().keepIn(file);
        assertEquals(0, set(first, LARGE, 0, 0, "01" + "0102030405060708"));
        assertEquals(0, set(first, LARGE, 1, 0, "01" + "ffff"));

        CxlFirmware again = large().keepIn(file);
        assertEquals("0102030405060708", hex(again.currentValue(UUID.fromString(LARGE))));
        assertArrayEquals(first.savedValue(UUID.fromString(LARGE)), again.savedValue(UUID.fromString(LARGE)));
        assertEquals(0, set(again, LARGE, 3, 2, "01" + "eeeeeeeeeeee"), "the transfer goes on");
        assertEquals("ffffeeeeeeeeeeee", hex(again.currentValue(UUID.fromString(LARGE))));
        again.reset(CxlFirmware.Reset.COLD);
        assertEquals("ffffeeeeeeeeeeee", hex(large().keepIn(file).currentValue(UUID.fromString(LARGE))));
        try (var files = Files.list(folder)) {
            assertEquals(List.of(file), files.toList(), "nothing is left beside it");
        }
    }

    @Test
    void reservedBytesOfAnEntryMayHoldSomething() {
        CxlFirmware firmware =
                CxlFirmware.of(CxlFeature.readOnly(LARGE, new byte[4]).reservedBytes((byte) 0xa5));
        byte[] in = new byte[8];
        in[0] = 8 + 48;
        byte[] entry = Arrays.copyOfRange(firmware.send(0x500, in, 56).payload(), 8, 56);
        assertEquals(4, entry[18], "what is not reserved stays");
        for (int at = 30; at < 48; at++) {
            assertEquals((byte) 0xa5, entry[at], "byte " + at);
        }
    }
}
