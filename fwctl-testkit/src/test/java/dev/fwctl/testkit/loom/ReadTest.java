// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.testkit.loom;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fwctl.settings.Settings;
import dev.fwctl.settings.model.Offer;
import dev.fwctl.settings.model.SettingReading;
import dev.fwctl.settings.model.SettingValue;
import dev.fwctl.settings.plan.Problem;
import dev.fwctl.settings.plan.SettingsException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReadTest {
    @Test
    void tellsWhatHoldsWhatComesNextAndTheDefault() {
        try (LoomBench bench = LoomBench.create()) {
            bench.firmware.units.get(LoomFirmware.FABRIC).pending[2] = 8;
            SettingReading lanes = bench.settings.read("lanes");
            assertEquals(Optional.of(SettingValue.of(4)), lanes.current());
            assertEquals(Optional.of(SettingValue.of(8)), lanes.pending());
            assertEquals(4, lanes.defaultValue().orElseThrow().asLong());
            assertEquals("1 to 16", lanes.bounds().toString(), "from another unit");
            assertTrue(lanes.waits());
            assertEquals(
                    List.of("LANES"),
                    bench.settings.waiting().stream().map(SettingReading::name).toList());
            bench.firmware.reset();
            assertFalse(bench.settings.read("LANES").waits(), "nothing is remembered over a reset");
        }
    }

    @Test
    void readsEachUnitOnceInEachState() {
        try (LoomBench bench = LoomBench.create()) {
            bench.settings.read(List.of("ENABLE", "MODE", "TURBO"));
            assertEquals(3, bench.firmware.log.size(), bench.firmware.log.toString());
        }
    }

    @Test
    void saysWhatIsNotOfferedAndWhy() {
        try (LoomBench bench = LoomBench.create()) {
            Offer offer = bench.settings.read("TURBO").offer();
            assertEquals(Offer.State.NO, offer.state());
            assertEquals("it takes MODE FAST, and MODE is 0", offer.reason());
        }
    }

    @Test
    void readsArraysAndTheirElements() {
        try (LoomBench bench = LoomBench.create()) {
            assertEquals(
                    List.of(1L, 2L, 3L, 4L),
                    bench.settings.read("WEIGHTS").current().orElseThrow().raw());
            assertEquals(
                    3, bench.settings.read("WEIGHTS[2]").current().orElseThrow().asLong());
            assertEquals(Optional.empty(), bench.settings.read("SEED").defaultValue());
        }
    }

    @Test
    void showsNoSecretThoughAProgramCanHaveIt() {
        try (LoomBench bench = LoomBench.create()) {
            SettingReading token = bench.settings.read("TOKEN");
            assertEquals("TOKEN: current (sensitive), pending (sensitive), default (sensitive)", token.toString());
            assertEquals("a1a2a3a4", token.current().orElseThrow().raw());
        }
    }

    @Test
    void readsAllWhatCanOnlyBeWrittenToo() {
        try (LoomBench bench = LoomBench.create()) {
            List<SettingReading> all = bench.settings.readAll();
            assertEquals(bench.settings.definitions().count(), all.size());
            SettingReading key = all.stream()
                    .filter(one -> one.name().equals("MASTER_KEY"))
                    .findFirst()
                    .orElseThrow();
            assertEquals(Map.of(), key.values());
        }
    }

    @Test
    void namesWhatIsNearAndAllThatIsWrong() {
        try (LoomBench bench = LoomBench.create()) {
            bench.firmware.units.remove(LoomFirmware.ACCOUNT);
            SettingsException e =
                    assertThrows(SettingsException.class, () -> bench.settings.read(List.of("LANE", "MODE", "LABEL")));
            assertEquals(
                    List.of(Problem.Kind.UNKNOWN_SETTING, Problem.Kind.NOT_ON_DEVICE),
                    e.problems().stream().map(Problem::kind).toList());
            assertTrue(e.getMessage().contains("LANES"), e.getMessage());
        }
    }

    @Test
    void aDeviceThatNoModuleServesHasNoSettingsAndSaysSo() {
        try (LoomBench bench = LoomBench.create()) {
            Settings none =
                    Settings.of(bench.kernel.fwctl().withModules(List.of()).open("fwctl0"));
            assertEquals(List.of(), none.readAll());
            assertEquals(
                    Problem.Kind.NO_SETTINGS,
                    assertThrows(SettingsException.class, () -> none.read("X"))
                            .problems()
                            .get(0)
                            .kind());
            assertEquals(
                    Problem.Kind.NO_SETTINGS,
                    none.plan(Map.of("X", 1)).problems().get(0).kind());
        }
    }
}
