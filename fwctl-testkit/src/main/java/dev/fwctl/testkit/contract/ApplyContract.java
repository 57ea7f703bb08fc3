// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fwctl.FwctlDevice;
import dev.fwctl.settings.Settings;
import dev.fwctl.settings.model.SettingReading;
import dev.fwctl.settings.model.SettingValue;
import dev.fwctl.settings.plan.Change;
import dev.fwctl.settings.plan.Plan;
import dev.fwctl.settings.plan.Problem;
import dev.fwctl.settings.plan.SettingsException;
import dev.fwctl.settings.result.ApplyResult;
import dev.fwctl.settings.result.Recovery;
import dev.fwctl.testkit.contract.watch.WriteGate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The rules C07 to C12 about changes that are made: a part of {@link SettingsContract}, which a module's test
 * implements. Whatever a rule changes, it takes back.
 */
public interface ApplyContract extends SettingsOnTrial {
    private static Map<String, Object> values(Settings settings) {
        return settings.readAll().stream()
                .collect(Collectors.toMap(
                        SettingReading::name, SettingReading::values, (a, b) -> a, LinkedHashMap::new));
    }

    private static Plan applyable(Settings settings, Map<String, Object> wanted) {
        Plan plan = settings.plan(wanted);
        assertEquals(List.of(), plan.problems(), "the changes that the module's test gives cannot be planned");
        assertFalse(plan.changes().isEmpty(), "the changes that the module's test gives change nothing");
        return plan;
    }

    private static void takeBack(Settings settings, ApplyResult result) {
        if (result.done() && result.transaction().isPresent()) {
            Recovery back = settings.rollback(result.transaction().get());
            assertEquals(Recovery.End.ALL_BEFORE, back.end(), back.toString());
        }
    }

    /** All that a program does with settings, from opening the device to closing it. */
    static void readApplyAndTakeBack(SettingsOnTrial trial) {
        try (FwctlDevice device = trial.open()) {
            Settings settings = Settings.of(device);
            values(settings);
            settings.waiting();
            settings.drift(trial.change());
            takeBack(settings, settings.apply(applyable(settings, trial.change())));
        }
    }

    /** {@link ContractRule#C07}. */
    @Test
    @Proves(ContractRule.C07)
    default void eachUnitIsWrittenOnceAtThePredictedScope() {
        ContractRule.C07.holds(place(), () -> {
            WriteGate gate = WriteGate.open();
            try (FwctlDevice device = gate.around(fwctl()).open(device())) {
                Settings settings = Settings.of(device);
                Plan plan = applyable(settings, change());
                ApplyResult result = settings.apply(plan);
                List<String> went =
                        gate.scopes().stream().map(Enum::name).sorted().toList();
                takeBack(settings, result);
                Map<String, String> predicted = new LinkedHashMap<>();
                plan.changes()
                        .forEach(change -> predicted.put(
                                change.write().unit(),
                                change.write().scope().map(Enum::name).orElse("CONFIGURATION")));
                assertEquals(predicted.values().stream().sorted().toList(), went, "the scopes of the writes");
            }
        });
    }

    /** {@link ContractRule#C08}. */
    @Test
    @Proves(ContractRule.C08)
    default void whatWasAppliedReadsBack() {
        ContractRule.C08.holds(place(), () -> {
            try (FwctlDevice device = open()) {
                Settings settings = Settings.of(device);
                Plan plan = applyable(settings, change());
                ApplyResult result = settings.apply(plan);
                Map<String, Object> after = values(settings);
                Map<String, Optional<SettingValue>> read = new LinkedHashMap<>();
                for (Change change : plan.changes()) {
                    SettingReading now = settings.read(change.name());
                    read.put(change.name(), now.pending().or(now::current));
                }
                takeBack(settings, result);
                assertTrue(result.done(), result + " of " + after.size());
                plan.changes().forEach(change -> assertEquals(change.after(), read.get(change.name()), change.name()));
            }
        });
    }

    /** {@link ContractRule#C09}. */
    @Test
    @Proves(ContractRule.C09)
    default void aRollbackBringsEveryValueBack() {
        ContractRule.C09.holds(place(), () -> {
            try (FwctlDevice device = open()) {
                Settings settings = Settings.of(device);
                Map<String, Object> before = values(settings);
                ApplyResult result = settings.apply(applyable(settings, change()));
                Recovery back = settings.rollback(result.transaction().orElseThrow());
                assertEquals(Recovery.End.ALL_BEFORE, back.end(), back.toString());
                assertEquals(before, values(settings), "the values after the rollback");
            }
        });
    }

    /** {@link ContractRule#C10}. */
    @Test
    @Proves(ContractRule.C10)
    default void aFailureLeavesEveryValueAsItWas() {
        ContractRule.C10.holds(place(), () -> {
            Map<String, Object> before;
            int units;
            try (FwctlDevice device = open()) {
                before = values(Settings.of(device));
                units = applyable(Settings.of(device), change()).units().size();
            }
            for (int number = 1; number <= units; number++) {
                WriteGate gate = WriteGate.stopping(number);
                try (FwctlDevice device = gate.around(fwctl()).open(device())) {
                    Settings settings = Settings.of(device);
                    ApplyResult result = settings.apply(settings.plan(change()));
                    assertEquals(ApplyResult.Status.UNDONE, result.status(), "write " + number + ": " + result);
                    assertEquals(before, values(settings), "the values after write " + number + " failed");
                }
            }
        });
    }

    /** {@link ContractRule#C11}. */
    @Test
    @Proves(ContractRule.C11)
    default void aStalePlanIsRefused() {
        ContractRule.C11.holds(place(), () -> {
            WriteGate gate = WriteGate.open();
            try (FwctlDevice device = gate.around(fwctl()).open(device())) {
                Settings settings = Settings.of(device);
                Plan stale = applyable(settings, change());
                ApplyResult result = settings.apply(settings.plan(change()));
                int writes = gate.scopes().size();
                try {
                    SettingsException e = assertThrows(SettingsException.class, () -> settings.apply(stale));
                    assertEquals(Problem.Kind.STALE, e.problems().get(0).kind(), e.getMessage());
                    assertEquals(writes, gate.scopes().size(), "writes went out");
                } finally {
                    takeBack(settings, result);
                }
            }
        });
    }

    /** {@link ContractRule#C12}. */
    @Test
    @Proves(ContractRule.C12)
    default void theHardwareStaysTheSame() {
        ContractRule.C12.holds(place(), () -> {
            String paper;
            String hardware;
            try (FwctlDevice device = open()) {
                Plan plan = applyable(Settings.of(device), change());
                hardware = plan.facts().hardware();
                paper = plan.toJson();
            }
            try (FwctlDevice device = open()) {
                Settings settings = Settings.of(device);
                assertEquals(hardware, settings.plan(change()).facts().hardware());
                ApplyResult result = settings.apply(Plan.fromJson(paper));
                takeBack(settings, result);
                assertTrue(result.done(), result.toString());
            }
        });
    }
}
