// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.cxl;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fwctl.AccessPolicy;
import dev.fwctl.FwctlDevice;
import dev.fwctl.RpcScope;
import dev.fwctl.cxl.feature.Feature;
import dev.fwctl.cxl.feature.FeatureCodec;
import dev.fwctl.cxl.feature.FeatureCodecs;
import dev.fwctl.cxl.feature.FeatureField;
import dev.fwctl.layout.BitField;
import dev.fwctl.settings.Settings;
import dev.fwctl.settings.model.ApplyTime;
import dev.fwctl.settings.model.Bounds;
import dev.fwctl.settings.model.SettingKind;
import dev.fwctl.settings.model.SettingReading;
import dev.fwctl.settings.model.Undo;
import dev.fwctl.settings.plan.Change;
import dev.fwctl.settings.plan.Consent;
import dev.fwctl.settings.plan.Plan;
import dev.fwctl.settings.plan.Problem;
import dev.fwctl.settings.result.ApplyResult;
import dev.fwctl.settings.result.Outcome;
import dev.fwctl.settings.result.Recovery;
import dev.fwctl.settings.result.ResetNeed;
import dev.fwctl.testkit.cxl.CxlDriver;
import dev.fwctl.testkit.cxl.CxlFirmware;
import dev.fwctl.testkit.kernel.SimulatedKernel;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Features through the settings of any vendor. */
class CxlSettingsTest {
    /** 16 bytes that change after a cold reset, and are set as they are got. */
    static final FeatureCodec<byte[]> FAN = codec(
            1,
            "fan",
            List.of(
                    FeatureField.of("speed", SettingKind.INTEGER, BitField.le(0, 0, 8))
                            .writable()
                            .within(Bounds.of(0, 100)),
                    FeatureField.of("quiet", SettingKind.BOOLEAN, BitField.le(1, 0, 1))
                            .writable(),
                    FeatureField.of("limit", SettingKind.INTEGER, BitField.le(2, 0, 8))),
            (feature, image) -> image.clone());

    /** 4 bytes that change at once; setting takes only the last two, in another order. */
    private static final FeatureCodec<byte[]> LED = codec(
            4,
            "led",
            List.of(
                    FeatureField.of("red", SettingKind.INTEGER, BitField.le(2, 0, 8))
                            .writtenAt(BitField.le(1, 0, 8)),
                    FeatureField.of("green", SettingKind.INTEGER, BitField.le(3, 0, 8))
                            .writtenAt(BitField.le(0, 0, 8))),
            (feature, image) -> new byte[] {image[3], image[2]});

    private interface Mapping {
        byte[] contentOf(Feature feature, byte[] image);
    }

    private static FeatureCodec<byte[]> codec(int number, String name, List<FeatureField> fields, Mapping mapping) {
        return new FeatureCodec<>() {
            @Override
            public UUID uuid() {
                return vendor(number);
            }

            @Override
            public String name() {
                return name;
            }

            @Override
            public Class<byte[]> type() {
                return byte[].class;
            }

            @Override
            public int minimumSize() {
                return 4;
            }

            @Override
            public byte[] decode(Feature feature, ByteBuffer data) {
                byte[] bytes = new byte[data.remaining()];
                data.get(bytes);
                return bytes;
            }

            @Override
            public List<FeatureField> fields() {
                return fields;
            }

            @Override
            public Optional<byte[]> contentOf(Feature feature, byte[] image) {
                return Optional.of(mapping.contentOf(feature, image));
            }
        };
    }

    private static UUID vendor(int number) {
        return UUID.fromString(String.format("%02x5eed00-f0c7-4a1e-8000-0000000ac300", number));
    }

    private final SimulatedKernel kernel = SimulatedKernel.create().rawIo(true);
    private final CxlFirmware firmware = CxlFirmware.demonstration();
    private final FwctlDevice device;
    private final Settings settings;

    CxlSettingsTest() {
        kernel.plug(CxlDriver.place("mem0", "0000:35:00.0", 0x1234), CxlDriver.of(firmware));
        device = kernel.fwctl()
                .withModules(List.of(
                        CxlModule.with(FeatureCodecs.standard().with(FAN).with(LED))))
                .withPolicy(AccessPolicy.debug())
                .open("mem0");
        settings = Settings.of(device);
    }

    @AfterEach
    void close() {
        device.close();
        kernel.close();
    }

    private static List<Problem.Kind> kinds(Plan plan) {
        return plan.problems().stream().map(Problem::kind).toList();
    }

    @Test
    void readsTheFieldsThatCodecsName() {
        SettingReading speed = settings.read("fan.speed");
        assertEquals(1, speed.current().orElseThrow().asLong());
        assertEquals(speed.current(), speed.pending());
        assertEquals(
                12,
                settings.read("patrol-scrub.cycle-hours")
                        .current()
                        .orElseThrow()
                        .asLong());
        assertTrue(settings.read("patrol-scrub.cycle-hours").setting().readOnly(), "the kernel keeps it for itself");
        assertTrue(settings.read("feature.0d5eed00-f0c7-4a1e-8000-0000000ac300")
                .current()
                .isPresent());
    }

    @Test
    void plansScopeTaintUndoAndReset() {
        Plan plan = settings.plan(Map.of("fan.speed", 50, "led.red", 7));
        assertEquals(List.of(), plan.problems(), plan.toString());
        Change fan = plan.changes().stream()
                .filter(one -> one.name().equals("fan.speed"))
                .findFirst()
                .orElseThrow();
        assertEquals(Optional.of(RpcScope.DEBUG_WRITE), fan.write().scope());
        assertTrue(fan.write().taints());
        assertEquals(Undo.BY_VALUE, fan.write().undo());
        assertEquals(ApplyTime.COLD_RESET, fan.write().applyTime());
        assertFalse(kernel.isTainted(), "a plan sends no write");
        assertEquals(
                Set.of(Problem.Kind.BOUNDS, Problem.Kind.READ_ONLY),
                Set.copyOf(kinds(settings.plan(Map.of("fan.speed", 101, "patrol-scrub.enabled", false)))));
    }

    @Test
    void theKernelsPreflightAndTheCapabilityAreProblemsBeforehand() {
        Set<Consent> unseen = Set.of(Consent.WITHOUT_READ_BACK);
        String background = "feature." + vendor(9);
        assertEquals(List.of(Problem.Kind.KERNEL), kinds(settings.plan(Map.of(background, "01020304"), unseen)));
        kernel.rawIo(false);
        assertEquals(List.of(Problem.Kind.CAPABILITY), kinds(settings.plan(Map.of("led.red", 7))));
    }

    @Test
    void appliesVerifiesAndTakesBackByValue() {
        byte[] before = firmware.savedValue(vendor(1));
        ApplyResult result = settings.apply(settings.plan(Map.of("fan.speed", 50)));
        assertTrue(result.done(), result.toString());
        assertEquals(50, firmware.savedValue(vendor(1))[0]);
        assertEquals(1, firmware.currentValue(vendor(1))[0], "only after a cold reset");
        assertTrue(settings.read("fan.speed").waits());
        assertEquals(ResetNeed.Kind.DOCUMENTED, result.reset().kind());
        assertEquals(
                Recovery.End.ALL_BEFORE,
                settings.rollback(result.transaction().orElseThrow()).end());
        assertArrayEquals(before, firmware.savedValue(vendor(1)));
    }

    @Test
    void whatNoCodecKnowsIsWrittenUnseenAndOnlyWithConsent() {
        String name = "feature." + vendor(2);
        assertEquals(List.of(Problem.Kind.NO_READ_BACK), kinds(settings.plan(Map.of(name, "0102030405060708"))));
        Plan plan = settings.plan(Map.of(name, "0102030405060708"), Set.of(Consent.WITHOUT_READ_BACK));
        assertEquals(Undo.NOT_AT_ALL, plan.changes().get(0).write().undo());
        ApplyResult result = settings.apply(plan);
        assertEquals(Outcome.UNVERIFIED, result.settings().get(0).outcome());
        assertEquals(8, firmware.savedValue(vendor(2))[7]);
    }

    @Test
    void aFeatureThatIsSetOtherwiseThanGotIsMapped() {
        byte[] before = firmware.currentValue(vendor(4));
        Plan plan = settings.plan(Map.of("led.red", 7));
        assertEquals(
                List.of("led.red: " + before[2] + " -> 7"),
                plan.changes().stream().map(Change::toString).toList());
        settings.apply(plan);
        byte[] written = firmware.savedValue(vendor(4));
        // The model stores what it is given from byte 0 on.
        assertEquals(List.of(before[3], (byte) 7), Arrays.asList(written[0], written[1]));
    }
}
