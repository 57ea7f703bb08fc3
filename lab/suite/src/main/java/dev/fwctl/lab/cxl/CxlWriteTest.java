// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.lab.cxl;

import static dev.fwctl.lab.cxl.CxlReadTest.assertCode;
import static dev.fwctl.lab.cxl.CxlReadTest.catalogue;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fwctl.AccessPolicy;
import dev.fwctl.Errno;
import dev.fwctl.Fwctl;
import dev.fwctl.FwctlDevice;
import dev.fwctl.PolicyRefusedException;
import dev.fwctl.RejectedException;
import dev.fwctl.RpcScope;
import dev.fwctl.cxl.CxlDevice;
import dev.fwctl.cxl.command.DataTransfer;
import dev.fwctl.cxl.command.FeatureCommands;
import dev.fwctl.cxl.command.SetFeature;
import dev.fwctl.cxl.feature.Feature;
import dev.fwctl.cxl.feature.Obstacle;
import dev.fwctl.cxl.feature.Selection;
import dev.fwctl.cxl.feature.SetOptions;
import dev.fwctl.cxl.mailbox.CxlMailboxException;
import dev.fwctl.cxl.mailbox.CxlReturnCode;
import dev.fwctl.lab.guest.Mock;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Changing Features through the library: at the least scope, read back, restored. */
class CxlWriteTest {
    /** The mock is known to heed offsets. */
    private static final SetOptions AT_ANY_OFFSET = SetOptions.usual().despite(Obstacle.Kind.OFFSET_MAY_BE_IGNORED);

    private final Mock mock = Mock.mem(1);
    private FwctlDevice device;
    private CxlDevice cxl;

    @BeforeEach
    void open() {
        device = Fwctl.system().withPolicy(AccessPolicy.debug()).open("mem1");
        cxl = CxlDevice.of(device);
    }

    @AfterEach
    void close() {
        device.close();
    }

    @TestFactory
    Stream<DynamicTest> changeReadBackRestore() {
        return Stream.of(1, 9)
                .flatMap(number -> Mock.mem(number).features().stream()
                        .filter(feature -> !feature.name().equals("plain"))
                        .filter(feature -> feature.getSize() > 0 && feature.setSize() > 0)
                        .filter(feature -> !feature.name().equals("after-reset"))
                        .filter(feature -> expectedScope(feature) != null)
                        .map(feature -> DynamicTest.dynamicTest(
                                "mem" + number + " " + feature.name(), () -> changeAndRestore(number, feature))));
    }

    private static RpcScope expectedScope(Mock.Feature feature) {
        boolean refused = feature.reservedByKernel()
                || (feature.flags() & 1) == 0
                || (feature.effects() & 0xf040) != 0
                || (feature.effects() & 0x0c1f) == 0;
        return refused ? null : (feature.effects() & 0x1e) != 0 ? RpcScope.DEBUG_WRITE_FULL : RpcScope.DEBUG_WRITE;
    }

    private static void changeAndRestore(int number, Mock.Feature expected) {
        Mock mock = Mock.mem(number);
        try (FwctlDevice device =
                Fwctl.system().withPolicy(AccessPolicy.debug()).open("mem" + number)) {
            CxlDevice cxl = CxlDevice.of(device);
            Feature feature = cxl.feature(expected.uuid()).orElseThrow();
            assertEquals(expectedScope(expected), feature.leastSetScope().orElseThrow());
            byte[] before = cxl.read(feature);
            byte[] data = new byte[feature.setSize()];
            new Random(expected.index()).nextBytes(data);

            cxl.write(feature, data);
            byte[] after = before.clone();
            System.arraycopy(data, 0, after, 0, Math.min(data.length, after.length));
            assertArrayEquals(after, cxl.read(feature));
            if (feature.supports(Selection.SAVED)) {
                assertArrayEquals(after, cxl.read(feature, Selection.SAVED), "the kernel always saves");
            }
            if (feature.supports(Selection.DEFAULT)) {
                assertArrayEquals(before, cxl.read(feature, Selection.DEFAULT));
            }

            cxl.write(feature, Arrays.copyOf(before, data.length));
            assertArrayEquals(before, cxl.read(feature));
            assertEquals(0, mock.inFlight());
        }
    }

    /** What the firmware got, byte for byte, against struct cxl_mbox_set_feat_in. */
    @Test
    void theRequestAsTheFirmwareSeesIt() {
        Feature feature = catalogue("version-2-3");
        byte[] before = cxl.read(feature);
        cxl.write(feature, new byte[] {1, 2, 3, 4});
        ByteBuffer request = ByteBuffer.wrap(mock.lastRequest()).order(ByteOrder.LITTLE_ENDIAN);
        assertEquals(32 + 4, request.limit());
        ByteBuffer uuid = ByteBuffer.wrap(mock.lastRequest());
        assertEquals(feature.uuid(), new UUID(uuid.getLong(0), uuid.getLong(8)));
        assertEquals(1 << 3, request.getInt(16), "a full transfer, saved across reset");
        assertEquals(0, request.getShort(20));
        assertEquals(3, request.get(22), "the set version, not the get version");
        assertEquals(0, request.get(23) | request.getLong(24), "reserved");
        assertEquals(0x04030201, request.getInt(32));
        cxl.write(feature, before);
    }

    @Test
    void withAnOffset() {
        Feature feature = catalogue("size-64");
        byte[] before = cxl.read(feature);
        byte[] expected = before.clone();
        byte[] data = {9, 8, 7};
        System.arraycopy(data, 0, expected, 61, 3);
        cxl.write(feature, data, AT_ANY_OFFSET.withOffset(61));
        assertArrayEquals(expected, cxl.read(feature));
        cxl.write(feature, before);

        Feature strict = catalogue("strict-offset");
        assertCode(CxlReturnCode.INPUT, () -> cxl.write(strict, data, AT_ANY_OFFSET.withOffset(1)));
    }

    @Test
    void withAWrongVersion() {
        Feature feature = catalogue("version-2-3");
        assertCode(
                CxlReturnCode.FEATURE_VERSION,
                () -> cxl.write(feature, new byte[4], SetOptions.usual().withVersion(2)));
    }

    /** The kernel chooses the transfer and the saved flag itself, so every flag of the caller comes to the same. */
    @Test
    void theKernelDecidesTheFlags() {
        Feature feature = catalogue("size-8");
        byte[] before = cxl.read(feature);
        for (DataTransfer transfer : DataTransfer.values()) {
            for (boolean saved : new boolean[] {true, false}) {
                SetFeature request = new SetFeature(
                        feature,
                        new SetFeature.Header(transfer.value() | (saved ? 1 << 3 : 0), 0, feature.setVersion()),
                        before);
                cxl.device().call(FeatureCommands.SET_FEATURE, request);
                assertEquals(
                        1 << 3,
                        ByteBuffer.wrap(mock.lastRequest())
                                .order(ByteOrder.LITTLE_ENDIAN)
                                .getInt(16),
                        transfer + ", saved " + saved);
            }
        }
        assertArrayEquals(before, cxl.read(feature));
    }

    /** The firmware's refusal in the middle of a long transfer leaves the old value, and the next transfer works. */
    @Test
    void aTransferThatFailsInTheMiddle() {
        Mock small = Mock.mem(9);
        try (FwctlDevice other = Fwctl.system().withPolicy(AccessPolicy.debug()).open("mem9")) {
            CxlDevice many = CxlDevice.of(other);
            Feature feature = many.feature(small.feature("size-5000").uuid()).orElseThrow();
            byte[] before = many.read(feature);
            byte[] data = new byte[5000];
            small.fail(5, 1);
            CxlMailboxException refused = assertThrows(CxlMailboxException.class, () -> many.write(feature, data));
            assertEquals(CxlReturnCode.RETRY, refused.returnCode());
            assertTrue(refused.worthRetrying());
            assertArrayEquals(before, many.read(feature));
            int seen = small.seen("set_feature");
            many.write(feature, data);
            assertEquals(
                    6, small.seen("set_feature") - seen, "5000 bytes through a mailbox of 1024, less 32 of header");
            assertArrayEquals(data, many.read(feature));
            many.write(feature, before);
        } finally {
            small.fail(0, 0);
        }
    }

    /** The current value stays until the reset; a reader who wants to verify must look at the saved one. */
    @Test
    void aChangeThatWaitsForAReset() {
        Feature feature = catalogue("after-reset");
        byte[] before = cxl.read(feature);
        byte[] data = new byte[feature.setSize()];
        cxl.write(feature, data);
        assertArrayEquals(before, cxl.read(feature));
        assertArrayEquals(data, cxl.read(feature, Selection.SAVED));
        mock.reset("cold");
        assertArrayEquals(data, cxl.read(feature));
        cxl.write(feature, before);
        mock.reset("cold");
        assertArrayEquals(before, cxl.read(feature));
    }

    @Test
    void policiesDecideBeforeTheKernel() {
        Feature cold = catalogue("effect-cold-reset");
        Feature immediate = catalogue("effect-immediate-data");
        byte[] value = mock.feature("effect-cold-reset").initialValue();
        int seen = mock.seen("commands");
        try (FwctlDevice reader = Fwctl.system().open("mem1")) {
            assertThrows(
                    PolicyRefusedException.class, () -> CxlDevice.of(reader).write(cold, value));
        }
        try (FwctlDevice configurer =
                Fwctl.system().withPolicy(AccessPolicy.configure()).open("mem1")) {
            assertThrows(
                    PolicyRefusedException.class, () -> CxlDevice.of(configurer).write(immediate, value));
            assertEquals(seen, mock.seen("commands"), "a refused write reached the firmware");
            CxlDevice.of(configurer).write(cold, value);
            assertEquals(seen + 1, mock.seen("commands"));
        }
    }

    /** mem2 has no Set Feature in its Command Effects Log; the kernel then answers EINVAL to all. */
    @Test
    void aDeviceWithoutSetFeature() {
        try (FwctlDevice other = Fwctl.system().withPolicy(AccessPolicy.debug()).open("mem2")) {
            CxlDevice readable = CxlDevice.of(other);
            Feature feature = readable.features().get(1);
            assertEquals(4, readable.read(feature).length);
            RejectedException rejected =
                    assertThrows(RejectedException.class, () -> readable.write(feature, new byte[4]));
            assertEquals(Errno.EINVAL, rejected.errno().orElseThrow());
            assertTrue(rejected.getMessage().contains("Command Effects Log"), rejected.getMessage());
            assertEquals(0, Mock.mem(2).seen("set_feature"));
        }
    }
}
