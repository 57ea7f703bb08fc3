// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.testkit.loom;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fwctl.AccessPolicy;
import dev.fwctl.RpcScope;
import dev.fwctl.policy.Policies;
import dev.fwctl.policy.PolicyRule;
import dev.fwctl.settings.model.ApplyTime;
import dev.fwctl.settings.model.Undo;
import dev.fwctl.settings.plan.Change;
import dev.fwctl.settings.plan.Consent;
import dev.fwctl.settings.plan.Plan;
import dev.fwctl.settings.plan.Problem;
import dev.fwctl.settings.plan.SettingsException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PlanTest {
    private static List<Problem.Kind> kinds(Plan plan) {
        return plan.problems().stream().map(Problem::kind).toList();
    }

    private static List<String> changes(Plan plan) {
        return plan.changes().stream()
                .map(change -> change.cause() + " " + change)
                .toList();
    }

    @Test
    void saysWhatChangesWithWhatIsImpliedAndSendsNoWrite() {
        try (LoomBench bench = LoomBench.create()) {
            Plan plan = bench.settings.plan(Map.of("LANES", 8));
            assertEquals(List.of("asked LANES: 4 -> 8", "implied LANES_VALID: false -> true"), changes(plan));
            Change.Write write = plan.changes().get(0).write();
            assertEquals(Optional.of(RpcScope.CONFIGURATION), write.scope());
            assertFalse(write.taints());
            assertEquals(Undo.EXACTLY, write.undo());
            assertEquals(ApplyTime.UNKNOWN, write.applyTime(), "no document says, and none is made up");
            assertTrue(plan.applyable());
            assertEquals(0, bench.firmware.writes());
        }
    }

    @Test
    void startsFromWhatWaits() {
        try (LoomBench bench = LoomBench.create()) {
            bench.firmware.units.get(LoomFirmware.FABRIC).pending[3] = 1;
            Plan plan = bench.settings.plan(Map.of("TURBO", true));
            assertEquals(List.of(), plan.problems(), "MODE FAST waits, and holds when TURBO does");
            assertEquals(List.of("asked TURBO: false -> true"), changes(plan));
        }
    }

    @Test
    void collectsEveryProblem() {
        try (LoomBench bench = LoomBench.create()) {
            Map<String, Object> wanted = new LinkedHashMap<>();
            wanted.put("LANE", 1);
            wanted.put("LANES", 17);
            wanted.put("MODE", "QUICK");
            wanted.put("TURBO", true);
            wanted.put("MAX_LANES", 20);
            wanted.put("MASTER_KEY", "01020304");
            wanted.put("FAN_SPEED", 42);
            wanted.put("TRIES", 9);
            wanted.put("WEIGHTS", List.of(1, 2));
            wanted.put("SEED", "DEFAULT");
            wanted.put("LABEL", "too long a text");
            Plan plan = bench.settings.plan(wanted);
            Map<String, Problem.Kind> byName = new LinkedHashMap<>();
            plan.problems().forEach(problem -> byName.put(problem.setting(), problem.kind()));
            assertEquals(Problem.Kind.UNKNOWN_SETTING, byName.get("LANE"));
            assertEquals(Problem.Kind.BOUNDS, byName.get("LANES"));
            assertEquals(Problem.Kind.VALUE, byName.get("MODE"));
            assertEquals(Problem.Kind.NOT_OFFERED, byName.get("TURBO"));
            assertEquals(Problem.Kind.READ_ONLY, byName.get("MAX_LANES"));
            assertEquals(Problem.Kind.NO_READ_BACK, byName.get("MASTER_KEY"));
            assertEquals(Problem.Kind.BOUNDS, byName.get("FAN_SPEED"), "not a step of 5 from 10");
            assertEquals(Problem.Kind.SECRET, byName.get("PIN"), "TRIES lies beside it");
            assertEquals(Problem.Kind.VALUE, byName.get("WEIGHTS"));
            assertEquals(Problem.Kind.NEIGHBOURS, byName.get("SEED"));
            assertEquals(Problem.Kind.VALUE, byName.get("LABEL"));
            assertEquals(11, plan.problems().size(), plan.toString());
            assertFalse(plan.applyable());
            assertEquals(0, bench.firmware.writes());
        }
    }

    @Test
    void rulesLookAtTheWholePlan() {
        try (LoomBench bench = LoomBench.create()) {
            Map<String, Object> wanted = Map.of("LANES", 12, "MODE", "FAST", "TURBO", true);
            assertEquals(List.of(Problem.Kind.DEPENDENCY), kinds(bench.settings.plan(wanted)));
            assertEquals(List.of(), kinds(bench.settings.plan(Map.of("LANES", 8, "MODE", "FAST", "TURBO", true))));
        }
    }

    @Test
    void aDefaultIsWrittenWhereItIsKnownAndElseTakesNeighboursAlong() {
        try (LoomBench bench = LoomBench.create()) {
            bench.firmware.units.get(LoomFirmware.FABRIC).pending[2] = 8;
            assertEquals(
                    List.of("asked LANES: 8 -> 4", "implied LANES_VALID: false -> true"),
                    changes(bench.settings.plan(Map.of("LANES", "DEFAULT"))));
            Plan forget = bench.settings.plan(Map.of("SEED", "DEFAULT"), Set.of(Consent.NEIGHBOURS_TO_DEFAULT));
            assertEquals(List.of("asked SEED: 9 -> ?", "neighbour WEIGHTS: [1, 2, 3, 4] -> ?"), changes(forget));
            assertEquals(List.of(Problem.Kind.NO_DEFAULT), kinds(bench.settings.plan(Map.of("FAN_SPEED", "DEFAULT"))));
        }
    }

    @Test
    void oneElementOfAnArrayLeavesTheOthers() {
        try (LoomBench bench = LoomBench.create()) {
            assertEquals(List.of("asked WEIGHTS[2]: 3 -> 7"), changes(bench.settings.plan(Map.of("WEIGHTS[2]", 7))));
        }
    }

    @Test
    void layoutsOfReadingAndWritingMayDiffer() {
        try (LoomBench bench = LoomBench.create()) {
            Plan plan = bench.settings.plan(Map.of("FAN_SPEED", 55));
            assertEquals(List.of("asked FAN_SPEED: 40 -> 55"), changes(plan));
            assertTrue(plan.changes().get(0).write().taints());
        }
    }

    @Test
    void thePolicyIsAskedBeforehand() {
        try (LoomBench bench = new LoomBench(AccessPolicy.readOnly())) {
            Plan plan = bench.settings.plan(Map.of("LANES", 8));
            assertEquals(List.of(Problem.Kind.POLICY), kinds(plan));
            assertTrue(plan.problems().get(0).cure().contains("configure"), plan.toString());
        }
    }

    @Test
    void thePolicyIsAskedWhatEachChangeCanDo() {
        AccessPolicy policy = Policies.of(
                "careful",
                AccessPolicy.debug(),
                PolicyRule.refuse("data is dear").consequences("loses-data"));
        try (LoomBench bench = new LoomBench(policy)) {
            Plan plan = bench.settings.plan(Map.of("LANES", 8));
            assertEquals(
                    List.of("loses-unknown", "unusable-unknown", "security-unknown"),
                    plan.changes().get(0).write().consequences(),
                    "of a setting that nobody says anything of");
            assertEquals(
                    List.of("LANES", "LANES_VALID"),
                    plan.problems().stream().map(Problem::setting).toList(),
                    "what is implied changes as well");
            assertEquals(List.of(Problem.Kind.POLICY, Problem.Kind.POLICY), kinds(plan));
            assertTrue(plan.problems().get(0).reason().contains("data is dear"), plan.toString());
            assertThrows(SettingsException.class, () -> bench.settings.apply(plan));
            assertEquals(0, bench.firmware.writes());
        }
    }

    @Test
    void whatHoldsAlreadyChangesNothing() {
        try (LoomBench bench = new LoomBench(AccessPolicy.readOnly())) {
            Plan plan = bench.settings.plan(Map.of("MODE", "AUTO", "ENABLE", false));
            assertEquals(List.of(), plan.changes());
            assertTrue(plan.applyable());
        }
    }

    @Test
    void theJsonFormIsReadBackAsItWas() {
        try (LoomBench bench = LoomBench.create()) {
            Map<String, Object> wanted = new LinkedHashMap<>();
            wanted.put("LANES", 8);
            wanted.put("MODE", "FAST");
            wanted.put("WEIGHTS", List.of(4, 3, 2, 1));
            wanted.put("LABEL", "DEFAULT");
            wanted.put("FAN_SPEED", 42);
            Plan plan = bench.settings.plan(wanted);
            Plan read = Plan.fromJson(plan.toJson());
            assertEquals(plan.toJson(), read.toJson());
            assertEquals(List.of(), Schemas.check("settings-plan", plan.toJson()));
            assertEquals(plan.problems(), read.problems());
            assertEquals(plan.changes(), read.changes());
            assertEquals(plan.units(), read.units());
        }
    }

    @Test
    void noSecretIsInTheJsonFormOrMovesItsFingerprints() {
        try (LoomBench bench = LoomBench.create()) {
            Plan plan = bench.settings.plan(Map.of("TOKEN", "c1c2c3c4"));
            assertFalse(plan.toJson().contains("c1c2c3c4"), plan.toJson());
            assertFalse(plan.toJson().contains("a1a2a3a4"));
            assertEquals(List.of(), Schemas.check("settings-plan", plan.toJson()));
            assertEquals(
                    "asked TOKEN: (sensitive) -> (sensitive)", changes(plan).get(0));
            bench.firmware.units.get(LoomFirmware.ACCOUNT).pending[0] = 0;
            assertEquals(
                    plan.units(),
                    bench.settings.plan(Map.of("TOKEN", "c1c2c3c4")).units());
        }
    }

    /** Both orders of a map: neither may decide. */
    private static List<Map<String, Object>> orders(String one, Object first, String other, Object second) {
        Map<String, Object> there = new LinkedHashMap<>();
        there.put(one, first);
        there.put(other, second);
        Map<String, Object> back = new LinkedHashMap<>();
        back.put(other, second);
        back.put(one, first);
        return List.of(there, back);
    }

    @Test
    void wishesThatExcludeEachOtherAreRefusedInAnyOrder() {
        try (LoomBench bench = LoomBench.create()) {
            Set<Consent> consents = Set.of(Consent.NEIGHBOURS_TO_DEFAULT);
            List<Map<String, Object>> contradictions = new ArrayList<>();
            contradictions.addAll(orders("WEIGHTS", List.of(1, 1, 1, 1), "WEIGHTS[2]", 7));
            contradictions.addAll(orders("LANES", 8, "LANES_VALID", false));
            contradictions.addAll(orders("SEED", "DEFAULT", "WEIGHTS", List.of(1, 1, 1, 1)));
            contradictions.addAll(orders("SEED", "DEFAULT", "WEIGHTS[1]", 2));
            for (Map<String, Object> wanted : contradictions) {
                Plan plan = bench.settings.plan(wanted, consents);
                assertEquals(List.of(Problem.Kind.CONTRADICTION), kinds(plan), wanted + ": " + plan);
                Problem problem = plan.problems().get(0);
                String other = wanted.keySet().stream()
                        .filter(name -> !name.equals(problem.setting()))
                        .findFirst()
                        .orElseThrow();
                assertTrue(problem.reason().contains(other), problem.toString());
            }
        }
    }

    @Test
    void wishesThatAgreeAreOneInAnyOrder() {
        try (LoomBench bench = LoomBench.create()) {
            List<Map<String, Object>> agreeing = new ArrayList<>();
            agreeing.addAll(orders("WEIGHTS", List.of(1, 1, 7, 1), "WEIGHTS[2]", 7));
            agreeing.addAll(orders("LANES", 8, "LANES_VALID", true));
            for (Map<String, Object> wanted : agreeing) {
                assertEquals(List.of(), kinds(bench.settings.plan(wanted)), wanted.toString());
            }
        }
    }

    /** No more than plain names and numbers, and what the library spells itself. */
    @Test
    void aValueThatOnlyResemblesOneIsRefused() {
        try (LoomBench bench = LoomBench.create()) {
            Map<String, List<String>> wrong = Map.of(
                    "LANES", List.of("banana(4)", "4 (8)", "+4", " 4", "0x", "0x-4", "\u0664", "4.0", "four", ""),
                    "MODE", List.of("FAST(2)", "banana(1)", "FAST (1)", "FAST ", "1()", "\u0661"),
                    "ENABLE", List.of("true(0)", "True(1)x", "2", "y", "\u0661", " true"));
            wrong.forEach((name, values) -> values.forEach(value ->
                    assertEquals(List.of(Problem.Kind.VALUE), kinds(bench.settings.plan(Map.of(name, value))), value)));
            Map<String, List<Object>> right = Map.of(
                    "LANES", List.of("8", "0x8", "0X08", 8, 8L),
                    "MODE", List.of("FAST", "fast", "1", "0x1", 1, "FAST(1)"),
                    "ENABLE", List.of("true", "True", "1", true, 1, "True(1)"));
            right.forEach((name, values) -> values.forEach(value -> {
                Plan plan = bench.settings.plan(Map.of(name, value));
                assertEquals(List.of(), kinds(plan), value + ": " + plan);
                assertFalse(plan.changes().isEmpty(), name + " " + value);
            }));
        }
    }

    @Test
    void refusesWhatIsNoPlan() {
        for (String text : List.of("", "{}", "[]", "{\"schema\":\"settings-plan-2\"}")) {
            assertThrows(IllegalArgumentException.class, () -> Plan.fromJson(text), text);
        }
    }
}
