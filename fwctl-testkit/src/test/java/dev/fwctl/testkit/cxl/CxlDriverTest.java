// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.testkit.cxl;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fwctl.Errno;
import dev.fwctl.testkit.contract.Ioctl;
import dev.fwctl.testkit.cxl.CxlFirmware.Reset;
import dev.fwctl.testkit.cxl.CxlMailbox.FeatureAccess;
import dev.fwctl.testkit.kernel.PluggedDevice;
import dev.fwctl.testkit.kernel.SimulatedKernel;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** drivers/cxl/core/features.c, asked with bytes laid out by hand. */
class CxlDriverTest {
    private static final int EPERM = -1;
    private static final int EINVAL = -Errno.EINVAL.number();
    private static final String VENDOR = "ffffffffffffffffffffffffffffffff";
    private static final String PATROL_SCRUB = "96dad7d6fde8482ba73375774e06db8a";

    private final SimulatedKernel kernel = SimulatedKernel.create();
    private final CxlFirmware firmware = CxlFirmware.of(Stream.of(DemoFeatures.standard(), DemoFeatures.vendor())
            .flatMap(Stream::of)
            .toArray(CxlFeature[]::new));
    private int fd;
    private Ioctl call;
    private int reported;

    @BeforeEach
    void plug() {
        PluggedDevice device = kernel.plug(CxlDriver.place("mem0", "0000:35:00.0", 1), CxlDriver.of(firmware));
        fd = kernel.open(device.path().toString(), 0);
    }

    @AfterEach
    void close() {
        kernel.close();
    }

    /** Sends a request, given in hex, and returns the errno or 0. */
    private int send(int scope, String request, int outLength) {
        byte[] bytes = HexFormat.of().parseHex(request.replace(" ", ""));
        call = new Ioctl(kernel, bytes.length, Math.max(outLength, 1));
        call.in().put(0, bytes);
        int result = call.rpc(scope, bytes.length, outLength).send(fd, Ioctl.RPC);
        reported = call.struct().getInt(12);
        return result;
    }

    private String out(int from, int length) {
        byte[] bytes = new byte[length];
        call.out().get(from, bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private static String get(String uuid, String offsetCount, String selection) {
        return "01050000 00000000 15000000 00000000" + uuid + offsetCount + selection;
    }

    private static String set(String uuid, String data) {
        String length =
                HexFormat.of().toHexDigits((byte) (32 + data.replace(" ", "").length() / 2));
        return "02050000 00000000" + length + "000000 00000000" + uuid + "00000000 0000 01 000000000000000000" + data;
    }

    @Test
    void getsTheVendorFeature() {
        assertEquals(0, send(0, get(VENDOR, "0000 0400", "00"), 32));
        assertEquals("04000000" + "00000000" + "efbeadde", out(0, 12));
        assertEquals(20, reported, "eight more than there are");
        assertEquals(0, send(0, get(VENDOR, "0100 0200", "01"), 10));
        assertEquals("beAD".toLowerCase(Locale.ROOT), out(8, 2));
        assertEquals(
                0,
                send(0, "0105abcd" + get(VENDOR, "0000 0400", "00").substring(8), 32),
                "the driver keeps 16 bits of the opcode");
    }

    @Test
    void checksGet() {
        assertEquals(EINVAL, send(0, get(VENDOR, "0000 0000", "00"), 32));
        assertEquals(EINVAL, send(0, get(VENDOR, "0000 0400", "00"), 11));
        assertEquals(EINVAL, send(0, get(VENDOR, "0000 0400", "0000").replace("15000000", "16000000"), 32));
        assertEquals(EINVAL, send(0, get(VENDOR, "0000 0400", ""), 32));
        assertEquals(EINVAL, send(0, "01050000 00000000 15000000", 32));
        assertEquals(EINVAL, send(3, "00040000 00000000 00000000 00000000", 32), "another command");
        assertEquals(0, send(0, get(VENDOR, "0000 0500", "00"), 32), "the device refuses, not the driver");
        assertEquals("00000000" + "02000000", out(0, 8));
        assertEquals(16, reported);
        assertEquals(0, send(0, get(VENDOR, "0000 0400", "03"), 32));
        assertEquals("00000000" + "1a000000", out(0, 8));
        assertEquals(0, send(0, get("00".repeat(16), "0000 0400", "00"), 32));
        assertEquals("00000000" + "03000000", out(0, 8));
    }

    @Test
    void getsMoreThanOnePayload() {
        UUID large = DemoFeatures.vendor()[12].uuid();
        String uuid = large.toString().replace("-", "");
        assertEquals(0, send(0, get(uuid, "0000 8813", "00"), 5008));
        assertEquals("88130000" + "00000000", out(0, 8));
        assertEquals(HexFormat.of().formatHex(firmware.currentValue(large)), out(8, 5000));
    }

    @Test
    void listsFeaturesAndHidesWhatTheKernelKeeps() {
        String list = "00050000 00000000 08000000 00000000";
        assertEquals(0, send(0, list + "00000000 0000 0000", 16));
        assertEquals("08000000" + "00000000" + "0000" + "1600" + "00000000", out(0, 16));
        assertEquals(24, reported);
        assertEquals(0, send(0, list + "60000000 0000 0000", 200));
        assertEquals(16 + 8 + 96, reported);
        assertEquals("68000000" + "00000000" + "0200" + "1600", out(0, 12));
        assertEquals(
                PATROL_SCRUB + "0000" + "0400" + "0000" + "68000000" + "01" + "01" + "0202",
                out(16, 30),
                "set size 0 and not changeable");
        assertEquals(0, send(0, list + "ffffffff 1500 0000", 4), "cut off without a word");
        assertEquals(16 + 8 + 48, reported);
        assertEquals(EINVAL, send(0, list + "30000000 1600 0000", 200));
        assertEquals(EINVAL, send(0, list.replace("08000000", "07000000") + "30000000 0000 00", 200));
    }

    @Test
    void setsWithTheScopeThatTheEffectsNeed() {
        UUID uuid = UUID.fromString("ffffffff-ffff-ffff-ffff-ffffffffffff");
        assertEquals(EINVAL, send(1, set(VENDOR, "01020304"), 16));
        assertEquals(0, send(2, set(VENDOR, "01020304"), 16));
        assertEquals("00000000" + "00000000", out(0, 8));
        assertEquals(16, reported);
        assertArrayEquals(new byte[] {1, 2, 3, 4}, firmware.currentValue(uuid));
        assertArrayEquals(new byte[] {1, 2, 3, 4}, firmware.savedValue(uuid), "the driver sets the saved flag");
        String immediate = DemoFeatures.vendor()[4].uuid().toString().replace("-", "");
        assertEquals(EINVAL, send(2, set(immediate, "01020304"), 16));
        assertEquals(0, send(3, set(immediate, "01020304"), 16));
        kernel.rawIo(false);
        assertEquals(EPERM, send(3, set(immediate, "01020304"), 16));
    }

    @Test
    void refusesSetInTheKernelsOrder() {
        assertEquals(EINVAL, send(2, set(PATROL_SCRUB, "0c01"), 16), "the scope is looked at first");
        assertEquals(EPERM, send(3, set(PATROL_SCRUB, "0c01"), 16));
        assertEquals(EINVAL, send(3, set(PATROL_SCRUB, ""), 16), "and the size before the owner");
        for (int i : new int[] {9, 10, 11, 13}) {
            String uuid = DemoFeatures.vendor()[i].uuid().toString().replace("-", "");
            assertEquals(
                    EINVAL, send(3, set(uuid, "00000000"), 16), "background, reserved, no effect, read-only: " + i);
        }
        assertEquals(EINVAL, send(2, set(VENDOR, "01020304"), 7));
        assertEquals(0, send(2, set(VENDOR, "01020304"), 8));
        assertEquals(0, send(2, set(VENDOR, "0102030405"), 8));
        assertEquals("00000000" + "16000000", out(0, 8), "the device refuses the length");
    }

    @Test
    void setsMoreThanOnePayloadInParts() {
        UUID large = DemoFeatures.vendor()[12].uuid();
        byte[] request = new byte[16 + 32 + 5000];
        ByteBuffer.wrap(request).order(ByteOrder.LITTLE_ENDIAN).putInt(0, 0x502).putInt(8, 5032);
        System.arraycopy(HexFormat.of().parseHex(large.toString().replace("-", "")), 0, request, 16, 16);
        request[16 + 22] = 1;
        Arrays.fill(request, 48, request.length, (byte) 0x77);
        assertEquals(0, send(2, HexFormat.of().formatHex(request), 16));
        assertEquals("00000000" + "00000000", out(0, 8));
        byte[] expected = new byte[5000];
        Arrays.fill(expected, (byte) 0x77);
        assertArrayEquals(expected, firmware.savedValue(large));
        assertEquals(12, firmware.currentValue(large)[0], "changes after a reset");
        firmware.reset(Reset.COLD);
        assertArrayEquals(expected, firmware.currentValue(large));
    }

    @Test
    void forgetsOverADeeperReset() {
        CxlFirmware shallow = CxlFirmware.of(CxlFeature.readOnly("00000000-0000-0000-0000-000000000001", new byte[2])
                .changeable(CxlFeature.IMMEDIATE_CONFIGURATION)
                .flags(1 | 2 << 1 | 1 << 5 | 1 << 6));
        UUID uuid = UUID.fromString("00000000-0000-0000-0000-000000000001");
        byte[] set = new byte[34];
        set[15] = 1;
        set[16] = 1 << 3;
        set[22] = 1;
        set[32] = 9;
        assertEquals(0, shallow.send(0x502, set, 0).returnCode());
        shallow.reset(Reset.HOT);
        assertArrayEquals(new byte[] {9, 0}, shallow.currentValue(uuid));
        shallow.reset(Reset.WARM);
        assertArrayEquals(new byte[] {0, 0}, shallow.currentValue(uuid));
    }

    @Test
    void reportsOrderedReturnCodesOnce() {
        firmware.answer(0x501, CxlFirmwareStatus.RETRY_REQUIRED, 1);
        assertEquals(0, send(0, get(VENDOR, "0000 0400", "00"), 32));
        assertEquals("00000000" + "05000000", out(0, 8));
        assertEquals(0, send(0, get(VENDOR, "0000 0400", "00"), 32));
        assertEquals("04000000" + "00000000", out(0, 8));
    }

    @Test
    void makesNoNodeWhereTheKernelMakesNone() {
        CxlFirmware exclusive = CxlFirmware.of(DemoFeatures.standard());
        assertTrue(assertThrows(IllegalStateException.class, () -> CxlDriver.of(exclusive))
                .getMessage()
                .contains("kernel keeps to itself"));
        CxlFirmware none = CxlFirmware.of(4096, FeatureAccess.NONE, List.of(DemoFeatures.mock()));
        assertThrows(IllegalStateException.class, () -> CxlDriver.of(none));
    }

    @Test
    void bindsThroughASmallMailbox() {
        CxlFirmware small = CxlFirmware.of(256, FeatureAccess.READ_ONLY, List.of(DemoFeatures.vendor()));
        kernel.plug(CxlDriver.place("mem1", "0000:36:00.0", 1), CxlDriver.of(small));
        fd = kernel.open(kernel.root().resolve("dev/fwctl/fwctl1").toString(), 2);
        assertEquals(0, send(0, "00050000 00000000 08000000 00000000 ffffffff 0000 0000", 4096));
        assertEquals("0e00" + "0e00", out(8, 4));
        assertEquals(EINVAL, send(3, set(VENDOR, "01020304"), 16), "no Set Feature in the Command Effects Log");
    }
}
