// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fwctl.FwctlDevice;
import dev.fwctl.kernel.KernelState;
import dev.fwctl.settings.Settings;
import dev.fwctl.settings.model.Offer;
import dev.fwctl.settings.model.Setting;
import dev.fwctl.settings.model.SettingKind;
import dev.fwctl.settings.model.SettingReading;
import dev.fwctl.settings.model.SettingValue;
import dev.fwctl.settings.plan.Plan;
import dev.fwctl.settings.plan.Problem;
import dev.fwctl.settings.plan.SettingsException;
import dev.fwctl.testkit.contract.watch.OpenFiles;
import dev.fwctl.testkit.contract.watch.WriteGate;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.Test;

/**
 * The contract of every vendor's settings: the rules C01 to C14, those about changes that are made in
 * {@link ApplyContract}. Implement it in a test class of the module; say on which device, and which settings may be
 * changed there. Whatever a rule changes, it takes back.
 */
@DisplayNameGeneration(RuleNames.class)
public interface SettingsContract extends ApplyContract {
    /** {@link ContractRule#C01}. */
    @Test
    @Proves(ContractRule.C01)
    default void everyListedSettingIsReadByItsName() {
        ContractRule.C01.holds(place(), () -> {
            try (FwctlDevice device = open()) {
                Settings settings = Settings.of(device);
                List<SettingReading> all = settings.readAll();
                assertFalse(all.isEmpty(), "there is no setting");
                Set<String> names = new HashSet<>();
                for (SettingReading one : all) {
                    assertTrue(names.add(one.name()), "two settings are called " + one.name());
                }
                int step = Math.max(1, all.size() / 40);
                for (int i = 0; i < all.size(); i += step) {
                    SettingReading one = all.get(i);
                    assertEquals(one.values(), settings.read(one.name()).values(), one.name());
                }
            }
        });
    }

    /** {@link ContractRule#C02}. */
    @Test
    @Proves(ContractRule.C02)
    default void everyDefinitionIsNamedAndDocumented() {
        ContractRule.C02.holds(place(), () -> {
            try (FwctlDevice device = open()) {
                Set<String> names = new HashSet<>();
                for (Setting setting : Settings.of(device).definitions().toList()) {
                    assertTrue(names.add(setting.name()), "two settings are called " + setting.name());
                    assertFalse(setting.group().isBlank(), setting + " has no group");
                    assertTrue(setting.reference().isPublic(), setting + " has no public reference");
                    assertTrue(
                            setting.kind() != SettingKind.ENUMERATION
                                    || !setting.values().isEmpty(),
                            setting + " is an enumeration without values");
                }
                assertFalse(names.isEmpty(), "the module defines no settings");
            }
        });
    }

    /** {@link ContractRule#C03}. */
    @Test
    @Proves(ContractRule.C03)
    default void aMisspeltNameIsRefusedWithTheNearOne() {
        ContractRule.C03.holds(place(), () -> {
            try (FwctlDevice device = open()) {
                Settings settings = Settings.of(device);
                String known = change().keySet().iterator().next();
                String misspelt = known.replaceFirst("^(..)(.)", "$1$2$2");
                SettingsException e = assertThrows(SettingsException.class, () -> settings.read(misspelt));
                assertEquals(Problem.Kind.UNKNOWN_SETTING, e.problems().get(0).kind());
                assertTrue(
                        String.valueOf(e.getMessage()).contains(known.replaceFirst("\\[.*", "")),
                        "'" + misspelt + "' does not lead to " + known + ": " + e.getMessage());
            }
        });
    }

    /** {@link ContractRule#C04}. */
    @Test
    @Proves(ContractRule.C04)
    default void readingAndPlanningSendNoWrite() {
        ContractRule.C04.holds(place(), () -> {
            WriteGate gate = WriteGate.open();
            Optional<Boolean> tainted = KernelState.of(fwctl()).taintedByFwctl();
            try (FwctlDevice device = gate.around(fwctl()).open(device())) {
                Settings settings = Settings.of(device);
                settings.readAll();
                settings.waiting();
                settings.plan(change());
                settings.plan(refused());
                settings.drift(change());
            }
            assertEquals(List.of(), gate.scopes(), "writes went out");
            assertEquals(tainted, KernelState.of(fwctl()).taintedByFwctl());
        });
    }

    /** {@link ContractRule#C05}. */
    @Test
    @Proves(ContractRule.C05)
    default void aPlanOfWhatHoldsChangesNothing() {
        ContractRule.C05.holds(place(), () -> {
            WriteGate gate = WriteGate.open();
            try (FwctlDevice device = gate.around(fwctl()).open(device())) {
                Settings settings = Settings.of(device);
                for (String name : change().keySet()) {
                    SettingReading now = settings.read(name);
                    Optional<Object> holds = now.pending().or(now::current).map(SettingValue::raw);
                    if (holds.isPresent()) {
                        Plan plan = settings.plan(Map.of(name, holds.get()));
                        assertEquals(List.of(), plan.problems());
                        assertTrue(
                                plan.changes().stream()
                                        .allMatch(change ->
                                                now.setting().implies().contains(change.name())),
                                plan.toString());
                        if (plan.changes().isEmpty()) {
                            assertEquals(Optional.empty(), settings.apply(plan).transaction(), name);
                            assertEquals(List.of(), gate.scopes(), "writes went out");
                        }
                    }
                }
            }
        });
    }

    /** {@link ContractRule#C06}. */
    @Test
    @Proves(ContractRule.C06)
    default void allProblemsComeAtOnce() {
        ContractRule.C06.holds(place(), () -> {
            try (FwctlDevice device = open()) {
                Map<String, Object> all = new LinkedHashMap<>(refused());
                all.put("no such setting", 1);
                Set<String> named = Settings.of(device).plan(all).problems().stream()
                        .map(Problem::setting)
                        .collect(Collectors.toSet());
                assertTrue(all.size() >= 3, "the module's test gives too few values that mean nothing");
                assertEquals(all.keySet(), named, "the settings that problems were told of");
            }
        });
    }

    /** {@link ContractRule#C13}. */
    @Test
    @Proves(ContractRule.C13)
    default void aNumberBeyondTheBoundsIsRefused() {
        ContractRule.C13.holds(place(), () -> {
            try (FwctlDevice device = open()) {
                Settings settings = Settings.of(device);
                List<SettingReading> bounded = new ArrayList<>();
                for (SettingReading one : settings.readAll()) {
                    boolean number = one.setting().kind() == SettingKind.INTEGER
                            && one.setting().elements() == 0;
                    boolean free = !one.setting().readOnly() && one.offer().state() == Offer.State.YES;
                    if (number && free && one.bounds().upper().isPresent() && bounded.size() < 20) {
                        bounded.add(one);
                    }
                }
                if (bounded.isEmpty()) {
                    throw ContractRule.skip("no setting that can be changed has an upper bound");
                }
                for (SettingReading one : bounded) {
                    BigInteger beyond = one.bounds().upper().orElseThrow().add(BigInteger.ONE);
                    Plan plan = settings.plan(Map.of(one.name(), beyond));
                    assertFalse(plan.applyable(), one.name() + " takes " + beyond + ", beyond " + one.bounds());
                }
            }
        });
    }

    /** {@link ContractRule#C14}. The first time, a Java virtual machine opens files of its own for good. */
    @Test
    @Proves(ContractRule.C14)
    default void nothingStaysOpen() {
        ContractRule.C14.holds(place(), () -> {
            if (!OpenFiles.areTold()) {
                throw ContractRule.skip("this system does not tell which files are open");
            }
            ApplyContract.readApplyAndTakeBack(this);
            List<String> before = OpenFiles.now();
            ApplyContract.readApplyAndTakeBack(this);
            assertEquals(List.of(), OpenFiles.since(before), "these files are still open");
        });
    }
}
