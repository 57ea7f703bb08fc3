// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.cxl.feature;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fwctl.Effect;
import dev.fwctl.VendorModule;
import dev.fwctl.settings.model.Setting;
import dev.fwctl.settings.model.SettingsModule;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalInt;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The bytes follow the structures and masks of drivers/cxl/core/edac.c (Linux 7.3). */
class StandardFeaturesTest {
    private static <T> T decode(FeatureCodec<T> codec, String hex) {
        byte[] bytes = HexFormat.of().parseHex(hex.replaceAll("\\s", ""));
        assertTrue(bytes.length >= codec.minimumSize());
        Feature feature = Entries.feature(codec.uuid(), 0, 0, 2);
        return codec.decode(feature, ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN));
    }

    @Test
    void patrolScrub() {
        assertEquals(
                "PatrolScrub[cycleChangeable=true, realTimeReporting=true, cycleHours=12, "
                        + "minimumCycleHours=4, enabled=true]",
                decode(PatrolScrub.CODEC, "03 0c04 01").toString());
        assertEquals(
                "PatrolScrub[cycleChangeable=true, realTimeReporting=false, cycleHours=255, "
                        + "minimumCycleHours=1, enabled=false]",
                decode(PatrolScrub.CODEC, "fd ff01 fe").toString());
        assertEquals(
                "PatrolScrub[cycleChangeable=false, realTimeReporting=true, cycleHours=1, "
                        + "minimumCycleHours=255, enabled=true]",
                decode(PatrolScrub.CODEC, "02 01ff 01 9999").toString());
    }

    @Test
    void ecs() {
        EcsControl ecs = decode(EcsControl.CODEC, "01  01 0300 00  00 0c00 a5  01 1d00 00  ffff");
        assertEquals(1, ecs.logEntryType());
        assertEquals(
                "[Unit[realTimeReporting=true, thresholdIndex=3, countMode=ROWS, resetCounter=false, flags=0], "
                        + "Unit[realTimeReporting=false, thresholdIndex=4, countMode=CODEWORDS, resetCounter=false, "
                        + "flags=165], "
                        + "Unit[realTimeReporting=true, thresholdIndex=5, countMode=CODEWORDS, resetCounter=true, "
                        + "flags=0]]",
                ecs.units().toString());
        assertEquals(OptionalInt.of(256), ecs.units().get(0).threshold());
        assertEquals(OptionalInt.of(1024), ecs.units().get(1).threshold());
        assertEquals(OptionalInt.of(4096), ecs.units().get(2).threshold());
        EcsControl odd = decode(EcsControl.CODEC, "fe  00 0700 00");
        assertEquals(2, odd.logEntryType());
        assertEquals(OptionalInt.empty(), odd.units().get(0).threshold());
        assertEquals(List.of(), decode(EcsControl.CODEC, "00").units());
    }

    @Test
    void postPackageRepair() {
        assertEquals(
                "PostPackageRepair[operation=MaintenanceOperation[maximumLatency=10, capabilities=1, "
                        + "mode=0, operationClass=1, operationSubclass=0], takesAddress=true, takesNibbleMask=true, "
                        + "eventRecordCapable=false, atBootCapable=false, mediaAccessible=false, dataRetained=true, "
                        + "restrictions=1, eventRecordEnabled=false, atBootEnabled=false]",
                decode(PostPackageRepair.SOFT_CODEC, "0a 0100 0000 01 00 000000000000000000  03 0100 00")
                        .toString());
        PostPackageRepair hard =
                decode(PostPackageRepair.HARD_CODEC, "20 0180 0140 01 01 ffffffffffffffffff  0c 0400 03");
        assertEquals(
                "MaintenanceOperation[maximumLatency=32, capabilities=32769, mode=16385, operationClass=1, "
                        + "operationSubclass=1]",
                hard.operation().toString());
        assertTrue(hard.operation().deviceInitiatedCapable());
        assertTrue(hard.operation().deviceInitiated());
        assertFalse(hard.takesAddress());
        assertFalse(hard.takesNibbleMask());
        assertTrue(hard.eventRecordCapable());
        assertTrue(hard.atBootCapable());
        assertTrue(hard.mediaAccessible());
        assertFalse(hard.dataRetained());
        assertEquals(4, hard.restrictions());
        assertTrue(hard.eventRecordEnabled());
        assertTrue(hard.atBootEnabled());
    }

    @Test
    void memorySparing() {
        String header = "ff 0000 0000 02 03 000000000000000000 00 ";
        assertEquals(
                "MemorySparing[operation=MaintenanceOperation[maximumLatency=255, capabilities=0, mode=0, "
                        + "operationClass=2, operationSubclass=3], safeInUse=true, hardSparing=false, "
                        + "softSparing=true, restrictions=4]",
                decode(MemorySparing.CACHELINE_CODEC, header + "0400").toString());
        assertEquals(
                "MemorySparing[operation=MaintenanceOperation[maximumLatency=255, capabilities=0, mode=0, "
                        + "operationClass=2, operationSubclass=3], safeInUse=false, hardSparing=true, "
                        + "softSparing=false, restrictions=32771]",
                decode(MemorySparing.ROW_CODEC, header + "0380").toString());
        assertEquals(
                "MemorySparing[operation=MaintenanceOperation[maximumLatency=255, capabilities=0, mode=0, "
                        + "operationClass=2, operationSubclass=3], safeInUse=true, hardSparing=true, "
                        + "softSparing=true, restrictions=6]",
                decode(MemorySparing.BANK_CODEC, header + "0600").toString());
        assertEquals(
                "MemorySparing[operation=MaintenanceOperation[maximumLatency=255, capabilities=0, mode=0, "
                        + "operationClass=2, operationSubclass=3], safeInUse=false, hardSparing=false, "
                        + "softSparing=false, restrictions=1]",
                decode(MemorySparing.RANK_CODEC, header + "0100").toString());
    }

    /** The sizes of the structures that the kernel reads. */
    @Test
    void theSizesAreTheKernels() {
        assertEquals(4, PatrolScrub.CODEC.minimumSize());
        assertEquals(1, EcsControl.CODEC.minimumSize());
        assertEquals(20, PostPackageRepair.SOFT_CODEC.minimumSize());
        assertEquals(19, MemorySparing.RANK_CODEC.minimumSize());
    }

    @Test
    void standardCodecsOnlyRead() {
        PatrolScrub value = decode(PatrolScrub.CODEC, "03 0c04 01");
        Feature feature = Entries.feature(PatrolScrub.CODEC.uuid(), 0, 0, 2);
        UnsupportedOperationException e =
                assertThrows(UnsupportedOperationException.class, () -> PatrolScrub.CODEC.encode(feature, value));
        assertTrue(e.getMessage().contains("/sys/bus/edac/devices"), e.getMessage());
    }

    @Test
    void everyStandardFeatureHasACodec() {
        for (StandardFeature standard : StandardFeature.values()) {
            FeatureCodec<?> codec =
                    FeatureCodecs.standard().find(standard.uuid()).orElseThrow();
            assertEquals(standard.key(), codec.name());
            assertEquals(codec, FeatureCodecs.standard().find(standard.key()).orElseThrow());
        }
    }

    @Test
    void aCodecCannotHideAnother() {
        IllegalArgumentException e = assertThrows(
                IllegalArgumentException.class, () -> FeatureCodecs.standard().with(PatrolScrub.CODEC));
        assertTrue(e.getMessage().contains("patrol-scrub"), e.getMessage());
    }

    @Test
    void theModuleIsFoundAndListsItsSettings() {
        VendorModule module = ServiceLoader.load(VendorModule.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(found -> found.name().equals("cxl"))
                .findFirst()
                .orElseThrow();
        assertEquals(Set.of("cxl_mem"), module.drivers());
        List<Setting> settings = ((SettingsModule) module).definitions().toList();
        Set<String> names = new HashSet<>();
        for (Setting setting : settings) {
            assertTrue(names.add(setting.name()), setting.name());
            assertTrue(setting.reference().isPublic());
            assertTrue(setting.width() >= 1);
        }
        assertEquals(
                8,
                settings.stream()
                        .map(Setting::group)
                        .collect(Collectors.toSet())
                        .size());
        assertTrue(names.contains("patrol-scrub.cycle-hours"));
        Setting threshold = settings.stream()
                .filter(setting -> setting.name().equals("ecs.fru.threshold"))
                .findFirst()
                .orElseThrow();
        assertEquals(
                List.of("256", "1024", "4096"),
                List.copyOf(threshold.values().byName().keySet()));
        assertEquals(3, threshold.width());
        assertEquals(
                Set.of(Effect.IMMEDIATE_CONFIGURATION_CHANGE),
                threshold.effects().asSet());
    }
}
