// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.testkit.loom;

import static dev.fwctl.testkit.loom.LoomFirmware.FABRIC;
import static dev.fwctl.testkit.loom.LoomFirmware.TABLE;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fwctl.Errno;
import dev.fwctl.settings.plan.Plan;
import dev.fwctl.settings.plan.Problem;
import dev.fwctl.settings.plan.SettingsException;
import dev.fwctl.settings.result.ApplyResult;
import dev.fwctl.settings.result.ApplyResult.Status;
import dev.fwctl.settings.result.Outcome;
import dev.fwctl.settings.result.Recovery;
import dev.fwctl.testkit.kernel.Answer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Writes that fail, at every place and in every way, end as nothing or all. */
class FailureTest {
    /** How a write fails. */
    enum Way {
        FIRMWARE_REFUSES,
        KERNEL_REFUSES,
        TIMES_OUT_AND_WAS_APPLIED,
        TIMES_OUT_AND_WAS_NOT,
        ACCEPTED_WITHOUT_EFFECT
    }

    private static LoomFirmware.Interceptor at(int number, Way way) {
        return (write, proceed) -> {
            if (write != number) {
                return proceed.get();
            }
            return switch (way) {
                case FIRMWARE_REFUSES -> Answer.of(new byte[] {2});
                case KERNEL_REFUSES -> Answer.refuse(Errno.EINVAL);
                case TIMES_OUT_AND_WAS_NOT -> Answer.refuse(Errno.ETIMEDOUT);
                case ACCEPTED_WITHOUT_EFFECT -> Answer.of(new byte[] {0});
                case TIMES_OUT_AND_WAS_APPLIED -> {
                    proceed.get();
                    yield Answer.refuse(Errno.ETIMEDOUT);
                }
            };
        };
    }

    private static Map<Integer, byte[]> pending(LoomBench bench) {
        Map<Integer, byte[]> pending = new HashMap<>();
        bench.firmware.units.forEach((number, held) -> pending.put(number, held.pending.clone()));
        return pending;
    }

    private static void assertHolds(Map<Integer, byte[]> expected, LoomBench bench, String what) {
        expected.forEach((number, bytes) ->
                assertArrayEquals(bytes, bench.firmware.units.get(number).pending, what + ", unit " + number));
    }

    @Test
    void aListenerThatFailsLeavesNothingHalfDone() {
        try (LoomBench bench = LoomBench.create()) {
            Plan plan = bench.settings.plan(ApplyTest.WANTED);
            List<String> told = new ArrayList<>();
            ApplyResult result = bench.settings.apply(plan, (device, activity, done, total) -> {
                told.add(activity + " " + done + " of " + total);
                throw new IllegalStateException("a listener's bug");
            });
            assertTrue(result.done(), result::toString);
            assertEquals(List.of("writing 1 of 3", "writing 2 of 3", "writing 3 of 3"), told);
            assertEquals(List.of(), bench.settings.recover());
        }
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void aFailureAtEveryWriteEndsAsAllBeforeOrAllAfter(Way way) {
        for (int number = 1; number <= 3; number++) {
            try (LoomBench bench = LoomBench.create()) {
                Map<Integer, byte[]> before = pending(bench);
                Plan plan = bench.settings.plan(ApplyTest.WANTED);
                bench.firmware.interceptor = at(number, way);
                ApplyResult result = bench.settings.apply(plan);
                String what = way + " at write " + number + ": " + result;
                if (way == Way.TIMES_OUT_AND_WAS_APPLIED) {
                    assertEquals(Status.DONE, result.status(), what);
                    assertEquals(8, bench.firmware.units.get(FABRIC).pending[2], what);
                    assertEquals(7, bench.firmware.units.get(TABLE).pending[4], what);
                } else {
                    assertEquals(Status.UNDONE, result.status(), what);
                    assertHolds(before, bench, what);
                    assertFalse(bench.firmware.units.get(FABRIC).stored, what);
                    assertFalse(bench.firmware.units.get(TABLE).stored, what);
                    assertTrue(ApplyTest.outcomes(result).containsValue(Outcome.REFUSED), what);
                }
                assertEquals(List.of(), bench.settings.recover(), what);
            }
        }
    }

    @Test
    void unknownOnlyIfReadingBackFailsToo() {
        for (int number = 1; number <= 3; number++) {
            try (LoomBench bench = LoomBench.create()) {
                Map<Integer, byte[]> before = pending(bench);
                Plan plan = bench.settings.plan(ApplyTest.WANTED);
                int deaf = number;
                bench.firmware.interceptor = (write, proceed) -> {
                    if (write == deaf) {
                        bench.firmware.deaf = true;
                        return Answer.refuse(Errno.ETIMEDOUT);
                    }
                    return proceed.get();
                };
                ApplyResult result = bench.settings.apply(plan);
                assertEquals(Status.UNKNOWN, result.status(), result.toString());
                assertTrue(ApplyTest.outcomes(result).containsValue(Outcome.UNKNOWN));
                bench.firmware.deaf = false;
                bench.firmware.interceptor = LoomFirmware.Interceptor.NONE;
                assertEquals(
                        Problem.Kind.RECOVERY,
                        assertThrows(
                                        SettingsException.class,
                                        () -> bench.settings.apply(bench.settings.plan(Map.of("LANES", 6))))
                                .problems()
                                .get(0)
                                .kind(),
                        "nobody writes to these units before somebody recovers");
                List<Recovery> recovered = bench.settings.recover();
                assertEquals(Recovery.End.ALL_BEFORE, recovered.get(0).end(), recovered.toString());
                assertHolds(before, bench, "recovered");
                assertTrue(bench.settings
                        .apply(bench.settings.plan(Map.of("LANES", 6)))
                        .done());
            }
        }
    }

    @Test
    void whatAThirdPartyWroteInBetweenIsNeverOverwritten() {
        for (int number = 1; number <= 3; number++) {
            try (LoomBench bench = LoomBench.create()) {
                Plan plan = bench.settings.plan(ApplyTest.WANTED);
                int when = number;
                // Somebody writes to the table just after a write, whichever.
                bench.firmware.interceptor = (write, proceed) -> {
                    Answer answer = proceed.get();
                    if (write == when) {
                        bench.firmware.units.get(TABLE).pending = new byte[] {5, 5, 5, 5, 5};
                    }
                    return answer;
                };
                ApplyResult result = bench.settings.apply(plan);
                assertArrayEquals(
                        new byte[] {5, 5, 5, 5, 5}, bench.firmware.units.get(TABLE).pending, result.toString());
                if (number < 3) {
                    assertEquals(Status.LEFT_TO_OTHERS, result.status(), result.toString());
                    assertEquals(4, bench.firmware.units.get(FABRIC).pending[2], "undone");
                    assertEquals(
                            Outcome.CHANGED_BY_OTHERS,
                            ApplyTest.outcomes(result).get("SEED"));
                }
            }
        }
    }
}
