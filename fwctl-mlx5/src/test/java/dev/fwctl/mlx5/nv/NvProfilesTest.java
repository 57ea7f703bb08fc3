// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.mlx5.nv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fwctl.mlx5.Bench;
import dev.fwctl.settings.Settings;
import dev.fwctl.settings.model.SettingReading;
import dev.fwctl.testkit.mlx5.Mlx5Firmware;
import dev.fwctl.testkit.mlx5.Mlx5NvStore.Mode;
import dev.fwctl.testkit.mlx5.Mlx5Profile;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Reading and writing on devices and firmware of several kinds. */
class NvProfilesTest {
    /** All numbers that stand behind a name and an underscore with P or M. */
    private static Set<Integer> numbers(Set<String> names, String parameter) {
        return names.stream()
                .filter(name -> name.matches(parameter + "[0-9]+"))
                .map(name -> Integer.valueOf(name.substring(parameter.length())))
                .collect(Collectors.toSet());
    }

    private static Set<Integer> range(int first, int count) {
        return IntStream.range(first, first + count).boxed().collect(Collectors.toSet());
    }

    @ParameterizedTest
    @MethodSource("dev.fwctl.testkit.mlx5.Mlx5Profile#all")
    void thePortsAndModulesThatAreThereInHalfOfMstconfigsRpcs(Mlx5Profile profile) {
        try (Bench bench = Bench.model(Mlx5Firmware.of(profile))) {
            long mstconfig = MstconfigWalk.rpcs(bench);
            bench.forget();
            Set<String> names = bench.mlx5.configuration().readAll().stream()
                    .map(NvReading::name)
                    .collect(Collectors.toSet());
            String budget = " RPCs for " + names.size() + ", half of mstconfig's " + mstconfig + " at most";
            assertTrue(bench.calls() <= mstconfig / 2, bench.calls() + budget);
            assertEquals(range(1, profile.ports()), numbers(names, "LINK_TYPE_P"));
            assertEquals(range(0, profile.modules()), numbers(names, "MODULE_MAX_POWER_OVERRIDE_M"));
            assertTrue(names.contains("NUM_OF_VFS"));
            bench.forget();
            Settings settings = Settings.of(bench.device());
            Set<String> settingNames = settings.readAll().stream()
                    .map(SettingReading::address)
                    .map(address -> address.name())
                    .collect(Collectors.toSet());
            assertTrue(bench.calls() <= mstconfig / 2, bench.calls() + budget);
            assertEquals(names, settingNames);
            assertEquals(1, bench.highestScope());
        }
    }

    @ParameterizedTest
    @MethodSource("dev.fwctl.testkit.mlx5.Mlx5Profile#all")
    void aWriteChangesTheParameterAndNothingElse(Mlx5Profile profile) {
        Mlx5Firmware firmware = Mlx5Firmware.of(profile);
        firmware.nv().put("SRIOV_EN", Mode.NEXT, 1).put("NUM_OF_VFS", Mode.NEXT, 5);
        byte[] before = firmware.nv().value(0x80, Mode.NEXT);
        try (Bench bench = Bench.model(firmware)) {
            bench.mlx5.configuration().write(Map.of("NUM_OF_VFS", 6));
        }
        assertEquals(6, firmware.nv().value("NUM_OF_VFS", Mode.NEXT));
        byte[] after = firmware.nv().value(0x80, Mode.NEXT);
        assertEquals(before.length, after.length, "as long as this firmware has it");
        before[7] = 6;
        assertEquals(List.of(), differing(before, after));
    }

    private static List<Integer> differing(byte[] one, byte[] other) {
        return IntStream.range(0, one.length)
                .filter(i -> one[i] != other[i])
                .boxed()
                .toList();
    }

    @Test
    void oldFirmwareHasLessAndSaysSo() {
        Mlx5Firmware firmware = Mlx5Firmware.of(Mlx5Profile.CONNECTX_5_OLD);
        try (Bench bench = Bench.model(firmware)) {
            NvConfig configuration = bench.mlx5.configuration();
            NvReading vfs = configuration.read("NUM_OF_VFS");
            assertTrue(vfs.next().isPresent());
            assertFalse(vfs.current().isPresent() || vfs.factory().isPresent(), "it tells what comes next only");
            Set<String> names =
                    configuration.readAll().stream().map(NvReading::name).collect(Collectors.toSet());
            // The third dword of nv_global_pci_conf, and a TLV of a later part of the database.
            assertFalse(names.contains("NUM_PF_MSIX") || names.contains("KEEP_ETH_LINK_UP_P1"), names.toString());
        }
    }

    /** Every parameter of the catalog that is a number lies where the simulator's own table has it. */
    @Test
    void theSimulatorsTableAndTheCatalogAgree() {
        Mlx5Firmware firmware = Mlx5Firmware.connectX7();
        try (Bench bench = Bench.model(firmware)) {
            int compared = 0;
            for (NvReading reading : bench.mlx5.configuration().readAll(Set.of(NvMode.NEXT))) {
                Object raw = reading.next().map(NvValue::raw).orElse("");
                if (raw instanceof Long number) {
                    compared++;
                    assertEquals(number, firmware.nv().value(reading.name(), Mode.NEXT), reading.name());
                    firmware.nv().put(reading.name(), Mode.NEXT, number ^ 1);
                }
            }
            assertTrue(compared > 700, compared + " numbers");
            for (NvReading reading : bench.mlx5.configuration().readAll(Set.of(NvMode.NEXT))) {
                if (reading.next().map(NvValue::raw).orElse("") instanceof Long number) {
                    assertEquals(number, firmware.nv().value(reading.name(), Mode.NEXT), reading.name());
                }
            }
        }
    }
}
