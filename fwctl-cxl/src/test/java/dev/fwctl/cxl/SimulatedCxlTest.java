// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.cxl;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fwctl.AccessPolicy;
import dev.fwctl.FwctlDevice;
import dev.fwctl.FwctlNode;
import dev.fwctl.PermissionDeniedException;
import dev.fwctl.PolicyRefusedException;
import dev.fwctl.RejectedException;
import dev.fwctl.RpcScope;
import dev.fwctl.cxl.command.FeatureCommands;
import dev.fwctl.cxl.command.SetFeature;
import dev.fwctl.cxl.feature.EcsControl;
import dev.fwctl.cxl.feature.Feature;
import dev.fwctl.cxl.feature.MemorySparing;
import dev.fwctl.cxl.feature.Obstacle;
import dev.fwctl.cxl.feature.PatrolScrub;
import dev.fwctl.cxl.feature.PostPackageRepair;
import dev.fwctl.cxl.feature.PreflightException;
import dev.fwctl.cxl.feature.Selection;
import dev.fwctl.cxl.feature.SetOptions;
import dev.fwctl.cxl.feature.StandardFeature;
import dev.fwctl.cxl.mailbox.CxlMailboxException;
import dev.fwctl.cxl.mailbox.CxlReturnCode;
import dev.fwctl.cxl.memdev.CxlMemdev;
import dev.fwctl.testkit.cxl.CxlDriver;
import dev.fwctl.testkit.cxl.CxlFeature;
import dev.fwctl.testkit.cxl.CxlFirmware;
import dev.fwctl.testkit.cxl.CxlMailbox.FeatureAccess;
import dev.fwctl.testkit.demo.Demo;
import dev.fwctl.testkit.kernel.SimulatedKernel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The module against the testkit's simulated kernel, which shares no code with it. */
class SimulatedCxlTest {
    private final SimulatedKernel kernel = SimulatedKernel.create();
    private final List<FwctlDevice> opened = new ArrayList<>();

    @AfterEach
    void close() {
        opened.forEach(FwctlDevice::close);
        kernel.close();
    }

    private CxlDevice plug(CxlFirmware firmware, AccessPolicy policy) {
        kernel.plug(CxlDriver.place("mem0", "0000:35:00.0", 1), CxlDriver.of(firmware));
        FwctlDevice device = kernel.fwctl().withPolicy(policy).open("mem0");
        opened.add(device);
        return CxlDevice.of(device);
    }

    private static String uuid(int number) {
        return new UUID(0x0102030405060708L, number).toString();
    }

    private static byte[] bytes(int seed, int length) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    @Test
    void theDemonstrationsDevice() {
        try (SimulatedKernel demo = Demo.kernel();
                FwctlDevice fwctl = demo.fwctl().open("mem0")) {
            CxlDevice device = CxlDevice.of(fwctl);
            assertEquals(
                    8,
                    device.features().stream().filter(Feature::reservedByKernel).count());
            PatrolScrub scrub = device.read(PatrolScrub.CODEC);
            assertEquals(
                    "PatrolScrub[cycleChangeable=true, realTimeReporting=true, cycleHours=12, "
                            + "minimumCycleHours=1, enabled=true]",
                    scrub.toString());
            assertEquals(2, device.read(EcsControl.CODEC).units().size());
            assertTrue(device.read(PostPackageRepair.SOFT_CODEC).takesNibbleMask());
            assertEquals(
                    1, device.read(PostPackageRepair.HARD_CODEC).operation().operationSubclass());
            assertEquals(2, device.read(MemorySparing.BANK_CODEC).operation().operationSubclass());
            Feature mock =
                    device.feature("ffffffff-ffff-ffff-ffff-ffffffffffff").orElseThrow();
            assertArrayEquals(new byte[] {(byte) 0xef, (byte) 0xbe, (byte) 0xad, (byte) 0xde}, device.read(mock));
            assertThrows(PolicyRefusedException.class, () -> device.write(mock, new byte[4]));
            assertFalse(demo.isTainted(), "reading taints nothing");
        }
    }

    @Test
    void aListOfSeveralPages() {
        CxlFeature[] features = new CxlFeature[200];
        for (int i = 0; i < features.length; i++) {
            features[i] = CxlFeature.readOnly(uuid(i), bytes(i, i % 7));
        }
        CxlDevice device = plug(CxlFirmware.of(features), AccessPolicy.readOnly());
        long before = kernel.ioctlCount();
        assertEquals(200, device.features().size());
        assertEquals(before + 4, kernel.ioctlCount());
        for (int i = 0; i < features.length; i++) {
            Feature feature = device.features().get(i);
            assertEquals(uuid(i), feature.uuid().toString());
            assertEquals(i, feature.id());
            assertArrayEquals(bytes(i, i % 7), device.read(feature));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {256, 1024, 4096})
    void featuresLongerThanTheMailbox(int payloadSize) {
        byte[] large = bytes(1, 5000);
        byte[] largest = bytes(2, 65535);
        CxlFirmware firmware = CxlFirmware.of(
                payloadSize,
                FeatureAccess.READ_WRITE,
                List.of(
                        CxlFeature.readOnly(uuid(1), large).changeable(CxlFeature.IMMEDIATE_DATA),
                        CxlFeature.readOnly(uuid(2), largest).changeable(CxlFeature.COLD_RESET)));
        CxlDevice device = plug(firmware, AccessPolicy.debug());
        Feature first = device.features().get(0);
        Feature second = device.features().get(1);
        assertArrayEquals(large, device.read(first));
        assertArrayEquals(largest, device.read(second));
        assertArrayEquals(Arrays.copyOfRange(large, 4500, 4990), device.read(first, Selection.CURRENT, 4500, 490));

        byte[] changed = bytes(3, 5000);
        device.write(first, changed);
        assertArrayEquals(changed, device.read(first));
        assertArrayEquals(large, device.read(first, Selection.DEFAULT));

        byte[] later = bytes(4, 65535);
        device.write(second, later);
        assertArrayEquals(largest, device.read(second), "changes after a cold reset only");
        assertArrayEquals(later, device.read(second, Selection.SAVED));
        firmware.reset(CxlFirmware.Reset.COLD);
        assertArrayEquals(later, device.read(second));
    }

    /** A device that ignores the offset would change bytes 0 and 1, and report success. */
    @Test
    void anOffsetIsAnObstacleUnlessTheCallerKnowsTheDevice() {
        CxlFirmware firmware = CxlFirmware.of(
                        CxlFeature.readOnly(uuid(1), new byte[8]).changeable(CxlFeature.IMMEDIATE_CONFIGURATION))
                .fullTransferOffset(CxlFirmware.FullTransferOffset.IGNORED);
        CxlDevice device = plug(firmware, AccessPolicy.debug());
        Feature feature = device.features().get(0);
        SetOptions inTheMiddle = SetOptions.usual().withOffset(5);
        byte[] data = {7, 9};
        PreflightException e = assertThrows(PreflightException.class, () -> device.write(feature, data, inTheMiddle));
        assertEquals(
                List.of(Obstacle.Kind.OFFSET_MAY_BE_IGNORED),
                e.obstacles().stream().map(Obstacle::kind).toList());
        assertArrayEquals(new byte[8], device.read(feature), "nothing was sent");

        SetOptions known = inTheMiddle.despite(Obstacle.Kind.OFFSET_MAY_BE_IGNORED);
        device.write(feature, data, known);
        assertArrayEquals(new byte[] {7, 9, 0, 0, 0, 0, 0, 0}, device.read(feature), "as this device does it");
        firmware.fullTransferOffset(CxlFirmware.FullTransferOffset.HEEDED);
        device.write(feature, data, known);
        assertArrayEquals(new byte[] {7, 9, 0, 0, 0, 7, 9, 0}, device.read(feature));
    }

    /** What is said before a write is what happens at the write. */
    @Test
    void thePreflightAsksThePolicyToo() {
        CxlFirmware firmware = CxlFirmware.of(
                CxlFeature.readOnly(uuid(1), new byte[4]).changeable(CxlFeature.IMMEDIATE_CONFIGURATION));
        CxlDevice device = plug(firmware, AccessPolicy.readOnly());
        Feature feature = device.features().get(0);
        List<Obstacle> obstacles = device.preflight(feature, new byte[4], SetOptions.usual());
        assertEquals(
                List.of(Obstacle.Kind.POLICY),
                obstacles.stream().map(Obstacle::kind).toList());
        assertTrue(obstacles.get(0).reason().contains("readOnly"), obstacles.toString());
        assertThrows(PolicyRefusedException.class, () -> device.write(feature, new byte[4]));
        assertThrows(
                PolicyRefusedException.class,
                () -> device.write(feature, new byte[4], SetOptions.usual().despite(Obstacle.Kind.POLICY)));
    }

    /** An interrupted thread sees what others see, and keeps its flag. */
    @Test
    void anInterruptedThreadReadsTheSame() {
        plug(CxlFirmware.mock(), AccessPolicy.readOnly());
        FwctlNode node = kernel.fwctl().node("mem0");
        String firmware = new CxlModule().firmware(node);
        int payload;
        try (CxlMemdev memdev = CxlMemdev.open(kernel.fwctl(), "mem0")) {
            payload = memdev.payloadSize();
        }
        Thread.currentThread().interrupt();
        try (CxlMemdev memdev = CxlMemdev.open(kernel.fwctl(), "mem0")) {
            assertEquals(payload, memdev.payloadSize());
            assertEquals(node.stableKey(), memdev.node().stableKey());
            assertEquals(firmware, new CxlModule().firmware(node));
            assertFalse(firmware.isEmpty());
        } finally {
            assertTrue(Thread.interrupted(), "the flag is kept");
        }
    }

    /** Every effects word of interest, at every scope, with and without data: the first obstacle is the kernel's errno. */
    @Test
    void thePreflightSaysWhatTheKernelAnswers() {
        List<CxlFeature> features = new ArrayList<>();
        Random random = new Random(20261122);
        for (int i = 0; i < 400; i++) {
            // All single bits, then pairs and more at random; the upper four, which are never good, less often.
            int word = i < 16 ? 1 << i : random.nextInt(0x10000) & (random.nextInt(4) == 0 ? 0xffff : 0x0fbf);
            CxlFeature feature =
                    CxlFeature.readOnly(uuid(i), new byte[4]).changeable(word).setSize(4);
            features.add(random.nextInt(5) == 0 ? feature.flags(0x60) : feature);
        }
        for (StandardFeature standard : StandardFeature.values()) {
            features.add(CxlFeature.readOnly(standard.uuid().toString(), new byte[20])
                    .changeable(
                            standard.ordinal() % 2 == 0 ? CxlFeature.IMMEDIATE_CONFIGURATION : CxlFeature.COLD_RESET));
        }
        CxlDevice device = plug(CxlFirmware.of(features.toArray(CxlFeature[]::new)), AccessPolicy.debug());
        List<Feature> listed = new ArrayList<>(device.features());
        listed.add(Feature.unlisted(new UUID(9, 9)));
        int refused = 0;
        int sent = 0;
        for (Feature feature : listed) {
            for (RpcScope scope : RpcScope.values()) {
                for (int length : new int[] {0, 4, 5}) {
                    SetFeature request = SetFeature.whole(feature, new byte[length]);
                    List<Obstacle> obstacles = request.obstacles(scope);
                    int errno = obstacles.isEmpty()
                            ? 0
                            : obstacles
                                    .get(0)
                                    .errno()
                                    .map(answer -> answer.number())
                                    .orElse(-1);
                    assertEquals(
                            errno,
                            outcome(device.device(), request, scope),
                            () -> feature + " at " + scope + ", " + length + " bytes: " + obstacles);
                    if (errno > 0) {
                        refused++;
                    } else {
                        sent++;
                    }
                }
            }
            int least = feature.leastSetScope().map(RpcScope::value).orElse(4);
            for (RpcScope scope : RpcScope.values()) {
                boolean accepted = outcome(device.device(), SetFeature.whole(feature, new byte[1]), scope) == 0;
                assertEquals(scope.value() >= least, accepted, () -> feature + " at " + scope);
            }
        }
        assertTrue(refused > 1000 && sent > 100, refused + " refused, " + sent + " sent");
    }

    /** 0 for success, an errno for the kernel's refusal, -1 for the device's. */
    private static int outcome(FwctlDevice device, SetFeature request, RpcScope scope) {
        try {
            device.call(FeatureCommands.SET_FEATURE, request, scope);
            return 0;
        } catch (RejectedException | PermissionDeniedException e) {
            assertFalse(e.hint().isEmpty());
            return e.errno().orElseThrow().number();
        } catch (CxlMailboxException e) {
            return -1;
        }
    }

    @Test
    void whatIsNotSentDoesNotTaint() {
        CxlFirmware firmware = CxlFirmware.of(
                CxlFeature.readOnly(uuid(1), new byte[4]).changeable(CxlFeature.BACKGROUND | CxlFeature.COLD_RESET),
                CxlFeature.readOnly(uuid(2), new byte[4]).changeable(CxlFeature.COLD_RESET));
        CxlDevice device = plug(firmware, AccessPolicy.debug());
        Feature background = device.features().get(0);
        assertThrows(PreflightException.class, () -> device.write(background, new byte[4]));
        assertThrows(
                RejectedException.class,
                () -> device.device().call(FeatureCommands.SET_FEATURE, SetFeature.whole(background, new byte[4])));
        assertFalse(kernel.isTainted());
        device.write(device.features().get(1), new byte[4]);
        assertTrue(kernel.isTainted());
    }

    @Test
    void withoutTheCapabilityTheHintNamesIt() {
        kernel.rawIo(false);
        CxlDevice device = plug(
                CxlFirmware.of(
                        CxlFeature.readOnly(uuid(1), new byte[4]).changeable(CxlFeature.IMMEDIATE_CONFIGURATION)),
                AccessPolicy.debug());
        PermissionDeniedException e = assertThrows(
                PermissionDeniedException.class,
                () -> device.write(device.features().get(0), new byte[4]));
        assertTrue(e.hint().contains("CAP_SYS_RAWIO"), e.hint());
    }

    @Test
    void aDeviceThatOnlyLetsItsFeaturesBeRead() {
        CxlDevice device = plug(
                CxlFirmware.of(
                        4096,
                        FeatureAccess.READ_ONLY,
                        List.of(CxlFeature.readOnly(uuid(1), new byte[4]).changeable(CxlFeature.COLD_RESET))),
                AccessPolicy.debug());
        Feature feature = device.features().get(0);
        assertArrayEquals(new byte[4], device.read(feature));
        RejectedException e = assertThrows(RejectedException.class, () -> device.write(feature, new byte[4]));
        assertTrue(e.hint().contains("0502h"), e.hint());
    }

    @Test
    void returnCodesComeThrough() {
        CxlFirmware firmware = CxlFirmware.of(CxlFeature.readOnly(uuid(1), new byte[4])
                .changeable(CxlFeature.COLD_RESET)
                .flags(1));
        CxlDevice device = plug(firmware, AccessPolicy.debug());
        Feature feature = device.features().get(0);
        firmware.answer(0x501, 6, 1).answer(0x502, 0x1b, 1);
        assertEquals(
                CxlReturnCode.BUSY,
                assertThrows(CxlMailboxException.class, () -> device.read(feature))
                        .returnCode());
        assertEquals(4, device.read(feature).length);
        assertEquals(
                CxlReturnCode.FEATURE_TRANSFER_IN_PROGRESS,
                assertThrows(CxlMailboxException.class, () -> device.write(feature, new byte[4]))
                        .returnCode());
        assertFalse(feature.supports(Selection.SAVED));
        assertEquals(
                CxlReturnCode.FEATURE_SELECTION,
                assertThrows(CxlMailboxException.class, () -> device.read(feature, Selection.SAVED))
                        .returnCode());
        assertEquals(
                CxlReturnCode.FEATURE_VERSION,
                assertThrows(
                                CxlMailboxException.class,
                                () -> device.write(
                                        feature, new byte[4], SetOptions.usual().withVersion(2)))
                        .returnCode());
    }
}
