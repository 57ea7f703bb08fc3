// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.lab.cxl;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fwctl.Fwctl;
import dev.fwctl.FwctlDevice;
import dev.fwctl.MalformedReplyException;
import dev.fwctl.RpcScope;
import dev.fwctl.cxl.CxlDevice;
import dev.fwctl.cxl.feature.Feature;
import dev.fwctl.cxl.feature.Selection;
import dev.fwctl.cxl.mailbox.CxlMailboxException;
import dev.fwctl.cxl.mailbox.CxlReturnCode;
import dev.fwctl.lab.guest.Mock;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Listing and reading Features through the library, against what the mock says of itself. */
class CxlReadTest {
    private final Fwctl fwctl = Fwctl.system();

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void listsWhatTheDeviceHas(int number) {
        List<Mock.Feature> expected = Mock.mem(number).features();
        try (FwctlDevice device = fwctl.open("mem" + number)) {
            List<Feature> features = CxlDevice.of(device).features();
            assertEquals(expected.size(), features.size());
            for (int i = 0; i < expected.size(); i++) {
                Mock.Feature mock = expected.get(i);
                Feature feature = features.get(i);
                boolean reserved = feature.reservedByKernel();
                assertEquals(mock.uuid(), feature.uuid());
                assertEquals(mock.index(), feature.id());
                assertEquals(mock.getSize(), feature.getSize());
                // The kernel shows its own Features as unchangeable.
                assertEquals(reserved ? 0 : mock.setSize(), feature.setSize());
                assertEquals(reserved ? mock.flags() & ~1 : mock.flags(), Integer.toUnsignedLong(feature.flags()));
                assertEquals(mock.getVersion(), feature.getVersion());
                assertEquals(mock.setVersion(), feature.setVersion());
                assertEquals(mock.effects(), feature.effects().word());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 9})
    void readsEveryValue(int number) {
        try (FwctlDevice device = fwctl.open("mem" + number)) {
            CxlDevice cxl = CxlDevice.of(device);
            for (Mock.Feature mock : Mock.mem(number).features()) {
                if (mock.index() <= 8 || mock.getSize() == 0) {
                    continue;
                }
                Feature feature = cxl.feature(mock.uuid()).orElseThrow();
                assertArrayEquals(mock.initialValue(), cxl.read(feature), mock.name());
                for (Selection selection : List.of(Selection.DEFAULT, Selection.SAVED)) {
                    if (feature.supports(selection)) {
                        assertArrayEquals(mock.initialValue(), cxl.read(feature, selection), mock.name());
                    } else {
                        assertCode(CxlReturnCode.FEATURE_SELECTION, () -> cxl.read(feature, selection));
                    }
                }
            }
        }
    }

    @Test
    void readsParts() {
        Mock.Feature mock = Mock.mem(1).feature("size-5000");
        try (FwctlDevice device = fwctl.open("mem1")) {
            CxlDevice cxl = CxlDevice.of(device);
            Feature feature = cxl.feature(mock.uuid()).orElseThrow();
            for (int[] part : new int[][] {{0, 1}, {1, 1}, {4095, 2}, {4096, 904}, {4999, 1}, {100, 4900}}) {
                byte[] expected = Arrays.copyOfRange(mock.initialValue(), part[0], part[0] + part[1]);
                assertArrayEquals(expected, cxl.read(feature, Selection.CURRENT, part[0], part[1]));
            }
            assertCode(CxlReturnCode.INPUT, () -> cxl.read(feature, Selection.CURRENT, 4999, 2));
            assertCode(CxlReturnCode.INPUT, () -> cxl.read(feature, Selection.CURRENT, 5001, 1));
        }
    }

    @Test
    void aFeatureThatTheDeviceDoesNotHave() {
        try (FwctlDevice device = fwctl.open("mem1")) {
            CxlDevice cxl = CxlDevice.of(device);
            UUID unknown = UUID.fromString("01234567-89ab-cdef-0123-456789abcdef");
            assertEquals(Optional.empty(), cxl.feature(unknown));
            assertCode(CxlReturnCode.UNSUPPORTED, () -> cxl.read(Feature.unlisted(unknown), Selection.CURRENT, 0, 4));
        }
    }

    /** The kernel turns a reply that is too short into success with no data and no return code. */
    @Test
    void aDeviceThatGivesLessThanItSays() {
        Mock mock = Mock.mem(7);
        try (FwctlDevice device = fwctl.open("mem7")) {
            CxlDevice cxl = CxlDevice.of(device);
            Feature feature = cxl.feature(new UUID(-1, -1)).orElseThrow();
            mock.shortenReplies(1);
            MalformedReplyException malformed = assertThrows(MalformedReplyException.class, () -> cxl.read(feature));
            assertTrue(malformed.getMessage().contains("fewer bytes"), malformed.getMessage());
            mock.shortenReplies(0);
            assertEquals(4, cxl.read(feature).length);

            Feature shortRead = catalogue("short-read");
            try (FwctlDevice other = fwctl.open("mem1")) {
                assertThrows(
                        MalformedReplyException.class,
                        () -> CxlDevice.of(other).read(shortRead, Selection.CURRENT, 60, 8));
            }
        } finally {
            mock.shortenReplies(0);
        }
    }

    /** Every return code that firmware may give, as data, with the kernel's own numbers (drivers/cxl/cxlmem.h). */
    @Test
    void everyReturnCode() {
        Mock mock = Mock.mem(7);
        try (FwctlDevice device = fwctl.open("mem7")) {
            CxlDevice cxl = CxlDevice.of(device);
            Feature feature = cxl.feature(new UUID(-1, -1)).orElseThrow();
            for (int code = 2; code <= 0x30; code++) {
                mock.fail(code, 1);
                int number = code;
                CxlMailboxException refused =
                        assertThrows(CxlMailboxException.class, () -> cxl.read(feature), () -> "code " + number);
                assertEquals(code, refused.returnCode().number());
                assertEquals("cxl.get-feature", refused.call().orElseThrow().command());
                assertEquals(
                        RpcScope.CONFIGURATION, refused.call().orElseThrow().scope());
            }
            assertEquals(4, cxl.read(feature).length, "the device is well again");
        } finally {
            mock.fail(0, 0);
        }
    }

    /** The odd entries are shown as they are; none breaks the list. */
    @Test
    void anOddDevice() {
        try (FwctlDevice device = fwctl.open("mem8")) {
            CxlDevice cxl = CxlDevice.of(device);
            assertArrayEquals(
                    Mock.mem(8).feature("nil-uuid").initialValue(),
                    cxl.read(cxl.feature(new UUID(0, 0)).orElseThrow()));
            Feature noSizes = cxl.features().get(7);
            assertEquals(0, noSizes.getSize());
            assertEquals(0, cxl.read(noSizes).length, "nothing to ask for");
            assertFalse(
                    cxl.features().get(5).changeable() && cxl.features().get(5).flags() == 0x69);
        }
    }

    static Feature catalogue(String name) {
        try (FwctlDevice device = Fwctl.system().open("mem1")) {
            return CxlDevice.of(device)
                    .feature(Mock.mem(1).feature(name).uuid())
                    .orElseThrow();
        }
    }

    static void assertCode(CxlReturnCode code, org.junit.jupiter.api.function.Executable action) {
        assertEquals(code, assertThrows(CxlMailboxException.class, action).returnCode());
    }
}
