// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.cxl;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fwctl.AccessPolicy;
import dev.fwctl.Command;
import dev.fwctl.Effect;
import dev.fwctl.Effects;
import dev.fwctl.FwctlDevice;
import dev.fwctl.MalformedReplyException;
import dev.fwctl.PermissionDeniedException;
import dev.fwctl.PolicyRefusedException;
import dev.fwctl.RejectedException;
import dev.fwctl.RpcScope;
import dev.fwctl.cxl.command.DataTransfer;
import dev.fwctl.cxl.command.FeatureCommands;
import dev.fwctl.cxl.command.FeaturePage;
import dev.fwctl.cxl.command.GetFeature;
import dev.fwctl.cxl.command.GetSupportedFeatures;
import dev.fwctl.cxl.command.SetFeature;
import dev.fwctl.cxl.feature.Entries;
import dev.fwctl.cxl.feature.Feature;
import dev.fwctl.cxl.feature.ResetPersistence;
import dev.fwctl.cxl.feature.Selection;
import dev.fwctl.cxl.feature.StandardFeature;
import dev.fwctl.cxl.mailbox.CxlMailboxException;
import dev.fwctl.cxl.mailbox.CxlReturnCode;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The expected bytes are written out from include/uapi/fwctl/cxl.h and include/uapi/cxl/features.h of Linux 7.3. */
class CxlCommandsTest {
    private final CannedDriver kernel = new CannedDriver();

    @AfterEach
    void close() {
        kernel.close();
    }

    private FwctlDevice open() {
        return kernel.open(AccessPolicy.debug());
    }

    private static String hex(String spaced) {
        return spaced.replaceAll("\\s", "");
    }

    @Test
    void getSupportedFeaturesAsBytes() {
        kernel.answer("""
                68000000 00000000
                0200 0500 00000000
                ffffffffffffffffffffffffffffffff 0300 0400 0600 71000000 01 02 0102 000000000000000000000000000000000000
                96dad7d6fde8482ba73375774e06db8a 0400 0400 0000 68000000 01 01 0200 000000000000000000000000000000000000
                """);
        FeaturePage page = open().call(FeatureCommands.GET_SUPPORTED_FEATURES, new GetSupportedFeatures(3, 2));

        assertEquals(hex("00050000 00000000 08000000 00000000  60000000 0300 0000"), kernel.lastRequest());
        assertEquals(8 + 8 + 2 * 48, kernel.rpcs.get(0).outLength());
        assertEquals(0, kernel.rpcs.get(0).scope());
        assertEquals(5, page.total());
        assertEquals(2, page.features().size());

        Feature vendor = page.features().get(0);
        assertEquals(UUID.fromString("ffffffff-ffff-ffff-ffff-ffffffffffff"), vendor.uuid());
        assertEquals(3, vendor.id());
        assertEquals(4, vendor.getSize());
        assertEquals(6, vendor.setSize());
        assertEquals(1, vendor.getVersion());
        assertEquals(2, vendor.setVersion());
        assertTrue(vendor.changeable());
        assertEquals(ResetPersistence.NONE, vendor.deepestResetPersistence());
        assertTrue(vendor.persistsOverFirmwareUpdate());
        assertTrue(vendor.supports(Selection.CURRENT));
        assertTrue(vendor.supports(Selection.DEFAULT));
        assertTrue(vendor.supports(Selection.SAVED));
        assertEquals(
                Set.of(Effect.CONFIGURATION_CHANGE_AFTER_COLD_RESET),
                vendor.effects().asSet());
        assertEquals(Effects.Source.DEVICE, vendor.effects().source());
        assertFalse(vendor.reservedByKernel());
        assertEquals(RpcScope.DEBUG_WRITE, vendor.leastSetScope().orElseThrow());

        Feature scrub = page.features().get(1);
        assertEquals("Device Patrol Scrub Control", scrub.name().orElseThrow());
        assertEquals(4, scrub.id());
        assertFalse(scrub.changeable());
        assertEquals(ResetPersistence.COLD_RESET, scrub.deepestResetPersistence());
        assertFalse(scrub.persistsOverFirmwareUpdate());
        assertTrue(scrub.supports(Selection.DEFAULT));
        assertTrue(scrub.supports(Selection.SAVED));
        assertTrue(scrub.reservedByKernel());
        assertTrue(scrub.leastSetScope().isEmpty());
    }

    @Test
    void getFeatureAsBytes() {
        kernel.answer("03000000 00000000 aabbcc");
        UUID uuid = UUID.fromString("01234567-89ab-cdef-0123-456789abcdef");
        byte[] value = open().call(FeatureCommands.GET_FEATURE, new GetFeature(uuid, Selection.SAVED, 0x1234, 3));

        assertEquals(
                hex("01050000 00000000 15000000 00000000  0123456789abcdef0123456789abcdef 3412 0300 02"),
                kernel.lastRequest());
        assertEquals(11, kernel.rpcs.get(0).outLength());
        assertEquals(0, kernel.rpcs.get(0).scope());
        assertArrayEquals(new byte[] {(byte) 0xaa, (byte) 0xbb, (byte) 0xcc}, value);
    }

    @Test
    void setFeatureAsBytes() {
        kernel.answer("00000000 00000000");
        Feature feature = Entries.feature(Entries.VENDOR, 1, 300, 0x0201);
        SetFeature request = new SetFeature(
                feature,
                new SetFeature.Header(SetFeature.saved(DataTransfer.FINISH) | 0x80000000, 0x0102, 0x7f),
                new byte[] {9, 8, 7});
        assertEquals(CxlReturnCode.SUCCESS, open().call(FeatureCommands.SET_FEATURE, request));

        assertEquals(hex("""
                        02050000 00000000 23000000 00000000
                        00112233445566778899aabbccddeeff 0b000080 0201 7f 000000000000000000 090807
                        """), kernel.lastRequest());
        assertEquals(8, kernel.rpcs.get(0).outLength());
        assertEquals(2, kernel.rpcs.get(0).scope());
    }

    @Test
    void setFeatureTakesItsScopeAndEffectsFromTheFeature() {
        SetFeature afterReset = SetFeature.whole(Entries.feature(0x0600), new byte[4]);
        assertEquals(RpcScope.DEBUG_WRITE, FeatureCommands.SET_FEATURE.leastScope(afterReset));
        SetFeature immediate = SetFeature.whole(Entries.feature(0x0203), new byte[4]);
        assertEquals(RpcScope.DEBUG_WRITE_FULL, FeatureCommands.SET_FEATURE.leastScope(immediate));
        assertEquals(0x0203, FeatureCommands.SET_FEATURE.effects(immediate).word());
        SetFeature claimsNothing = SetFeature.whole(Entries.feature(0x0200), new byte[4]);
        assertTrue(
                FeatureCommands.SET_FEATURE.effects(claimsNothing).isUnknown(), "a change without effect is no read");
        assertEquals(RpcScope.CONFIGURATION, FeatureCommands.SET_FEATURE.leastScope(claimsNothing));
    }

    @Test
    void theFlagsOfSetFeature() {
        assertEquals(8, SetFeature.saved(DataTransfer.FULL));
        assertEquals(9, SetFeature.saved(DataTransfer.INITIATE));
        assertEquals(10, SetFeature.saved(DataTransfer.CONTINUE));
        assertEquals(11, SetFeature.saved(DataTransfer.FINISH));
        assertEquals(12, SetFeature.saved(DataTransfer.ABORT));
        SetFeature odd = new SetFeature(Entries.feature(1), new SetFeature.Header(7, 0, 1), new byte[1]);
        assertTrue(odd.transfer().isEmpty());
        assertFalse(odd.savedAcrossReset());
    }

    @ParameterizedTest
    @CsvSource({
        "2, INPUT, false",
        "5, RETRY, true",
        "6, BUSY, true",
        "22, PAYLOADLEN, false",
        "26, FEATURESELVALUE, false",
        "30, EXTLIST, false",
        "153, return code 0x99, false",
        "4294967295, return code 0xffffffff, false"
    })
    void aRefusalKeepsItsCode(long code, String symbol, boolean retry) {
        kernel.answer("00000000" + le32(code));
        FwctlDevice device = open();
        GetFeature request = new GetFeature(Entries.VENDOR, Selection.CURRENT, 0, 4);
        CxlMailboxException e =
                assertThrows(CxlMailboxException.class, () -> device.call(FeatureCommands.GET_FEATURE, request));
        assertEquals(code, e.status());
        assertEquals(symbol, e.returnCode().symbol());
        assertEquals(retry, e.worthRetrying());
        assertTrue(e.getMessage().contains(symbol), e.getMessage());
        assertTrue(e.getMessage().contains("cxl.get-feature"), e.getMessage());
    }

    @Test
    void setFeatureRefusedByTheDevice() {
        kernel.answer("00000000 19000000");
        FwctlDevice device = open();
        SetFeature request = SetFeature.whole(Entries.feature(0x0201), new byte[4]);
        CxlMailboxException e =
                assertThrows(CxlMailboxException.class, () -> device.call(FeatureCommands.SET_FEATURE, request));
        assertEquals(CxlReturnCode.FEATURE_VERSION, e.returnCode());
        assertTrue(e.hint().contains("Set version"), e.hint());
    }

    /** Announced sizes and counts that the bytes do not bear out; none may be believed. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "", // nothing
                "08000000", // half a header
                "08000000 00000000", // a header without its payload
                "04000000 00000000 0000 0500", // a payload shorter than a list's header
                "ffffffff 00000000 0100 0100 00000000", // four gigabytes
                "38000000 00000000 0100 0100 00000000", // an entry that is not there
                "08000000 00000000 0100 0100 00000000", // an entry that the size leaves out
                "08000000 00000000 ffff ffff 00000000", // 65535 entries
                "08000000 00000000 0000 0700 00000000", // none of seven
            })
    void hostileLists(String reply) {
        kernel.answer(
                reply.isEmpty() ? new byte[0] : HexFormat.of().parseHex(hex(reply)),
                hex(reply).length() / 2);
        FwctlDevice device = open();
        GetSupportedFeatures request = new GetSupportedFeatures(0, 2);
        MalformedReplyException e = assertThrows(
                MalformedReplyException.class, () -> device.call(FeatureCommands.GET_SUPPORTED_FEATURES, request));
        assertTrue(e.getMessage().contains("cxl.get-supported-features"), e.getMessage());
    }

    @Test
    void moreEntriesThanAskedFor() {
        kernel.answer(Entries.page(0, 2, 9), 8 + 8 + 2 * 48);
        FwctlDevice device = open();
        // The room for one entry cuts the reply, and the announced size goes past it.
        assertThrows(
                MalformedReplyException.class,
                () -> device.call(FeatureCommands.GET_SUPPORTED_FEATURES, new GetSupportedFeatures(0, 1)));
    }

    @Test
    void moreEntriesThanInAll() {
        kernel.answer(Entries.page(0, 2, 4), 8 + 8 + 2 * 48);
        FwctlDevice device = open();
        assertThrows(
                MalformedReplyException.class,
                () -> device.call(FeatureCommands.GET_SUPPORTED_FEATURES, new GetSupportedFeatures(3, 2)));
    }

    @Test
    void onlyTheLengthOfTheList() {
        kernel.answer("08000000 00000000 0000 6400 00000000");
        FeaturePage page = open().call(FeatureCommands.GET_SUPPORTED_FEATURES, new GetSupportedFeatures(0, 0));
        assertEquals(100, page.total());
        assertTrue(page.features().isEmpty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "04000000", // half a header
                "04000000 00000000", // four bytes that are not there
                "05000000 00000000 01020304", // one more than there is room for
                "ffffffff 00000000 01020304",
                "00000080 00000000 01020304",
                "00000000 00000000 01020304", // neither bytes nor a return code
            })
    void hostileValues(String reply) {
        byte[] bytes = HexFormat.of().parseHex(hex(reply));
        kernel.answer(bytes, bytes.length);
        FwctlDevice device = open();
        GetFeature request = new GetFeature(Entries.VENDOR, Selection.CURRENT, 0, 4);
        MalformedReplyException e =
                assertThrows(MalformedReplyException.class, () -> device.call(FeatureCommands.GET_FEATURE, request));
        boolean announcesTooMuch = bytes.length >= 8 && (bytes[0] != 0 || bytes[3] != 0);
        assertEquals(announcesTooMuch, e.getMessage().contains("announces a payload"), e.getMessage());
    }

    @Test
    void theKernelsEinvalGetsItsReason() {
        kernel.fail(22).fail(22).fail(1).fail(22).fail(22);
        FwctlDevice device = open();

        SetFeature background = SetFeature.whole(Entries.feature(0x0241), new byte[4]);
        RejectedException e =
                assertThrows(RejectedException.class, () -> device.call(FeatureCommands.SET_FEATURE, background));
        assertTrue(e.hint().contains("background operation"), e.hint());

        SetFeature fine = SetFeature.whole(Entries.feature(0x0201), new byte[4]);
        e = assertThrows(RejectedException.class, () -> device.call(FeatureCommands.SET_FEATURE, fine));
        assertTrue(e.hint().contains("Command Effects Log"), e.hint());

        Feature scrub = Entries.feature(StandardFeature.PATROL_SCRUB.uuid(), 0, 0, 0x0002);
        SetFeature reserved = SetFeature.whole(scrub, new byte[2]);
        PermissionDeniedException denied = assertThrows(
                PermissionDeniedException.class,
                () -> device.call(FeatureCommands.SET_FEATURE, reserved, RpcScope.DEBUG_WRITE_FULL));
        assertTrue(denied.hint().contains("/sys/bus/edac/devices"), denied.hint());

        e = assertThrows(
                RejectedException.class, () -> device.call(FeatureCommands.SET_FEATURE, fine, RpcScope.CONFIGURATION));
        assertTrue(e.hint().contains("FWCTL_RPC_DEBUG_WRITE"), e.hint());

        e = assertThrows(
                RejectedException.class,
                () -> device.call(FeatureCommands.GET_SUPPORTED_FEATURES, new GetSupportedFeatures(200, 1)));
        assertTrue(e.hint().contains("no Feature number 200"), e.hint());
    }

    @Test
    void aReadOnlyPolicyLetsReadingThroughAndNoChange() {
        kernel.answer("01000000 00000000 05");
        FwctlDevice device = kernel.open(AccessPolicy.readOnly());
        device.call(FeatureCommands.GET_FEATURE, new GetFeature(Entries.VENDOR, Selection.CURRENT, 0, 1));
        for (int effects : new int[] {0x0201, 0x0002, 0x0020, 0x0000, 0x0200}) {
            SetFeature request = SetFeature.whole(Entries.feature(effects), new byte[1]);
            assertThrows(PolicyRefusedException.class, () -> device.call(FeatureCommands.SET_FEATURE, request));
        }
        assertEquals(1, kernel.rpcs.size());
    }

    @Test
    void rangesAreCheckedBeforeAnythingIsSent() {
        assertThrows(IllegalArgumentException.class, () -> new GetSupportedFeatures(-1, 1));
        assertThrows(IllegalArgumentException.class, () -> new GetSupportedFeatures(0, 43_691));
        assertThrows(
                IllegalArgumentException.class, () -> new GetFeature(Entries.VENDOR, Selection.CURRENT, 1, 0xffff));
        Feature feature = Entries.feature(1);
        assertThrows(IllegalArgumentException.class, () -> new SetFeature.Header(0, 0, 256));
        assertThrows(IllegalArgumentException.class, () -> SetFeature.at(feature, 0xffff, new byte[1]));
        assertEquals(0xffff, SetFeature.whole(feature, new byte[0xffff]).dataLength());
        assertTrue(FeatureCommands.GET_SUPPORTED_FEATURES.responseSize(new GetSupportedFeatures(0, 43_690))
                <= FwctlDevice.MAX_RPC_BYTES);
    }

    @Test
    void everyCommandSaysWhereItIsDescribed() {
        Set<String> names = new HashSet<>();
        for (Command<?, ?> command : new CxlModule().commands()) {
            assertTrue(names.add(command.name()));
            assertTrue(command.name().startsWith("cxl."));
            assertTrue(command.specification().isPublic());
        }
        assertEquals(Set.of("cxl.get-supported-features", "cxl.get-feature", "cxl.set-feature"), names);
    }

    @Test
    void everyReturnCodeOfTheKernelsTableIsKnown() {
        for (int code = 0; code <= 0x20; code++) {
            assertTrue(new CxlReturnCode(code).isKnown(), "code " + code);
        }
        assertFalse(new CxlReturnCode(0x21).isKnown());
        Set<Long> retry = new HashSet<>();
        for (long code = 0; code < 256; code++) {
            if (new CxlReturnCode(code).worthRetrying()) {
                retry.add(code);
            }
        }
        assertEquals(Set.of(5L, 6L, 8L, 24L, 27L, 28L), retry);
        assertEquals("BUSY (0x6, busy with a background operation)", CxlReturnCode.BUSY.toString());
    }

    private static String le32(long value) {
        return HexFormat.of().toHexDigits(Integer.reverseBytes((int) value));
    }
}
