// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.testkit.loom;

import static dev.fwctl.testkit.loom.LoomFirmware.ACCOUNT;
import static dev.fwctl.testkit.loom.LoomFirmware.FABRIC;
import static dev.fwctl.testkit.loom.LoomFirmware.KEY;
import static dev.fwctl.testkit.loom.LoomFirmware.TABLE;
import static dev.fwctl.testkit.loom.LoomFirmware.THERMAL;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fwctl.settings.plan.Consent;
import dev.fwctl.settings.plan.Plan;
import dev.fwctl.settings.plan.Problem;
import dev.fwctl.settings.plan.SettingsException;
import dev.fwctl.settings.result.ApplyResult;
import dev.fwctl.settings.result.ApplyResult.Status;
import dev.fwctl.settings.result.Drift;
import dev.fwctl.settings.result.Outcome;
import dev.fwctl.settings.result.Recovery;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ApplyTest {
    /** Two units, of which one is undone exactly, and one by value. */
    static final Map<String, Object> WANTED = wanted();

    private static Map<String, Object> wanted() {
        Map<String, Object> wanted = new LinkedHashMap<>();
        wanted.put("LANES", 8);
        wanted.put("MODE", "FAST");
        wanted.put("LABEL", "shed");
        wanted.put("SEED", 7);
        return wanted;
    }

    static Map<String, Outcome> outcomes(ApplyResult result) {
        Map<String, Outcome> outcomes = new LinkedHashMap<>();
        result.settings().forEach(one -> outcomes.put(one.name(), one.outcome()));
        return outcomes;
    }

    private static Problem.Kind refusal(Runnable work) {
        return assertThrows(SettingsException.class, work::run)
                .problems()
                .get(0)
                .kind();
    }

    @Test
    void changesVerifiesAndSaysSo() {
        try (LoomBench bench = LoomBench.create()) {
            ApplyResult result = bench.settings.apply(bench.settings.plan(WANTED));
            assertEquals(Status.DONE, result.status(), result.toString());
            Map<String, Outcome> outcomes = outcomes(result);
            assertEquals(Set.of(Outcome.CHANGED), Set.copyOf(outcomes.values()), result.toString());
            assertEquals(Outcome.CHANGED, outcomes.get("LANES_VALID"), "implied");
            assertEquals(8, bench.firmware.units.get(FABRIC).pending[2]);
            assertEquals(3, bench.firmware.writes(), "a unit is written once");
            assertEquals(
                    "shed", bench.settings.read("LABEL").pending().orElseThrow().raw());
        }
    }

    @Test
    void aPlanWithoutChangesWritesNothing() {
        try (LoomBench bench = LoomBench.create()) {
            ApplyResult result = bench.settings.apply(bench.settings.plan(Map.of("ENABLE", false, "MODE", "AUTO")));
            assertTrue(result.done());
            assertEquals(Optional.empty(), result.transaction());
            assertEquals(Set.of(Outcome.UNCHANGED), Set.copyOf(outcomes(result).values()));
            assertEquals(0, bench.firmware.writes());
        }
    }

    @Test
    void anotherProcessAppliesThePlanOnPaper() {
        try (LoomBench bench = LoomBench.create()) {
            String paper = bench.settings.plan(WANTED).toJson();
            assertTrue(bench.settings.apply(Plan.fromJson(paper)).done());
            assertEquals(7, bench.firmware.units.get(TABLE).pending[4]);
            assertEquals(
                    Problem.Kind.STALE, refusal(() -> bench.settings.apply(Plan.fromJson(paper))), "a second time");
        }
    }

    @Test
    void aStalePlanIsRefusedBeforeAnythingIsWritten() {
        try (LoomBench bench = LoomBench.create()) {
            Plan plan = bench.settings.plan(WANTED);
            bench.firmware.units.get(TABLE).pending[0] = 99;
            assertEquals(Problem.Kind.STALE, refusal(() -> bench.settings.apply(plan)));
            bench.firmware.units.get(TABLE).pending[0] = 1;
            bench.firmware.serial = "LM-0002";
            assertEquals(Problem.Kind.STALE, refusal(() -> bench.settings.apply(plan)), "another card");
            assertEquals(0, bench.firmware.writes());
        }
    }

    @Test
    void aPlanWithProblemsIsRefused() {
        try (LoomBench bench = LoomBench.create()) {
            Plan plan = bench.settings.plan(Map.of("LANES", 99));
            assertEquals(Problem.Kind.BOUNDS, refusal(() -> bench.settings.apply(plan)));
        }
    }

    @Test
    void whatTheFirmwareMadeOfItIsReported() {
        try (LoomBench bench = LoomBench.create()) {
            bench.firmware.adjusts = true;
            ApplyResult result = bench.settings.apply(bench.settings.plan(Map.of("SEED", 7)));
            assertEquals(Outcome.ADJUSTED, outcomes(result).get("SEED"));
            assertEquals(6, result.settings().get(0).held().orElseThrow().asLong());
            Recovery back = bench.settings.rollback(result.transaction().orElseThrow());
            assertEquals(Recovery.End.ALL_BEFORE, back.end(), "what it left is known, so it can be taken back");
            assertEquals(9, bench.firmware.units.get(TABLE).pending[4]);
        }
    }

    @Test
    void whatCannotBeReadBackIsNotClaimed() {
        try (LoomBench bench = LoomBench.create()) {
            Plan plan = bench.settings.plan(Map.of("MASTER_KEY", "01020304"), Set.of(Consent.WITHOUT_READ_BACK));
            ApplyResult result = bench.settings.apply(plan);
            assertEquals(Outcome.UNVERIFIED, outcomes(result).get("MASTER_KEY"));
            assertEquals(1, bench.firmware.units.get(KEY).pending[0]);
        }
    }

    @Test
    void rollbackRestoresThatNothingWasStored() {
        try (LoomBench bench = LoomBench.create()) {
            ApplyResult result = bench.settings.apply(bench.settings.plan(WANTED));
            assertTrue(bench.firmware.units.get(FABRIC).stored);
            Recovery back = bench.settings.rollback(result.transaction().orElseThrow());
            assertEquals(Recovery.End.ALL_BEFORE, back.end(), back.toString());
            assertFalse(bench.firmware.units.get(FABRIC).stored);
            assertEquals(4, bench.firmware.units.get(FABRIC).pending[2]);
            assertEquals(
                    "loom", bench.settings.read("LABEL").pending().orElseThrow().raw());
        }
    }

    @Test
    void rollbackLeavesWhatChangedSince() {
        try (LoomBench bench = LoomBench.create()) {
            ApplyResult result = bench.settings.apply(bench.settings.plan(WANTED));
            bench.firmware.units.get(TABLE).pending[0] = 42;
            Recovery back = bench.settings.rollback(result.transaction().orElseThrow());
            assertEquals(Recovery.End.CHANGED_SINCE, back.end(), back.toString());
            assertEquals(42, bench.firmware.units.get(TABLE).pending[0]);
            assertEquals(7, bench.firmware.units.get(TABLE).pending[4]);
            assertEquals(4, bench.firmware.units.get(FABRIC).pending[2]);
        }
    }

    @Test
    void aUnitOfAnotherLengthIsNotRolledBackButPlannedByValues() {
        try (LoomBench bench = LoomBench.create()) {
            ApplyResult result = bench.settings.apply(bench.settings.plan(WANTED));
            bench.firmware.units.get(TABLE).pending = new byte[6];
            SettingsException e = assertThrows(
                    SettingsException.class,
                    () -> bench.settings.rollback(result.transaction().orElseThrow()));
            assertEquals(Problem.Kind.STALE, e.problems().get(0).kind());
            assertTrue(e.problems().get(0).cure().contains("LANES=4"), e.getMessage());
        }
    }

    @Test
    void secretsAreNowhereInTheJournalAndGivenAgainToRollBack() throws Exception {
        try (LoomBench bench = LoomBench.create()) {
            Plan paper = Plan.fromJson(
                    bench.settings.plan(Map.of("TOKEN", "c1c2c3c4")).toJson());
            assertEquals(Problem.Kind.SECRET, refusal(() -> bench.settings.apply(paper)));
            ApplyResult result = bench.settings.apply(paper.withSecrets(Map.of("TOKEN", "c1c2c3c4")));
            assertEquals(Outcome.CHANGED, outcomes(result).get("TOKEN"), result.toString());
            assertEquals((byte) 0xc1, bench.firmware.units.get(ACCOUNT).pending[0]);
            Path folder = bench.kernel.root().resolve("var/lib/fwctl-java/journal");
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.toList()) {
                    String text = Files.readString(file, StandardCharsets.UTF_8);
                    assertFalse(text.contains("c1c2c3c4") || text.contains("a1a2a3a4"), text);
                    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
                }
            }
            assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)));
            String id = result.transaction().orElseThrow();
            assertEquals(Recovery.End.UNKNOWN, bench.settings.rollback(id).end(), "the old secret is not known");
            assertEquals(
                    Recovery.End.UNKNOWN,
                    bench.settings.rollback(id, Map.of("TOKEN", "00000000")).end(),
                    "and this is not it");
            assertEquals(
                    Recovery.End.ALL_BEFORE,
                    bench.settings.rollback(id, Map.of("TOKEN", "a1a2a3a4")).end());
        }
    }

    @Test
    void driftTellsWhatWaitsFromWhatDiffers() {
        try (LoomBench bench = LoomBench.create()) {
            bench.settings.apply(bench.settings.plan(Map.of("LANES", 8)));
            Map<String, Object> wanted = new LinkedHashMap<>();
            wanted.put("LANES", 8);
            wanted.put("MODE", "AUTO");
            wanted.put("SEED", 1);
            wanted.put("MASTER_KEY", "01020304");
            Drift drift = bench.settings.drift(wanted);
            assertEquals(
                    List.of(Drift.State.WAITS, Drift.State.IN_LINE, Drift.State.DIFFERS, Drift.State.CANNOT_BE_ASKED),
                    drift.settings().stream().map(Drift.Finding::state).toList());
            bench.firmware.reset();
            assertTrue(bench.settings.drift(Map.of("LANES", 8, "MODE", "AUTO")).inLine());
        }
    }

    @Test
    void driftTellsWhatIsStuckOnceTheHostHasBooted() throws Exception {
        try (LoomBench bench = LoomBench.create()) {
            Path boot = bench.kernel.root().resolve("proc/sys/kernel/random/boot_id");
            Files.createDirectories(boot.getParent());
            Files.writeString(boot, "one\n");
            bench.settings.apply(bench.settings.plan(Map.of("LANES", 8)));
            assertEquals(
                    Drift.State.WAITS,
                    bench.settings.drift(Map.of("LANES", 8)).settings().get(0).state());
            Files.writeString(boot, "two\n");
            assertEquals(
                    Drift.State.STUCK,
                    bench.settings.drift(Map.of("LANES", 8)).settings().get(0).state());
        }
    }

    @Test
    void aSecondOneWaitsForTheLockOfTheNode() {
        try (LoomBench bench = LoomBench.create()) {
            int fd = bench.kernel.open(bench.device.node().path().toString(), 0);
            assertEquals(0, bench.kernel.flock(fd, 6));
            Plan plan = bench.settings.plan(WANTED);
            assertEquals(
                    Problem.Kind.LOCKED,
                    refusal(() ->
                            bench.settings.withPatience(Duration.ofMillis(50)).apply(plan)));
            assertEquals(0, bench.firmware.writes());
            bench.kernel.close(fd);
            assertTrue(bench.settings.apply(plan).done());
        }
    }

    @Test
    void twoThreadsLoseNoUpdate() throws Exception {
        try (LoomBench bench = LoomBench.create()) {
            CountDownLatch start = new CountDownLatch(1);
            List<Thread> threads = Stream.of("WEIGHTS[0]", "WEIGHTS[1]", "WEIGHTS[2]")
                    .map(name -> new Thread(() -> {
                        awaitQuietly(start);
                        for (int value = 10; value < 40; value++) {
                            applyUntilDone(bench, name, value);
                        }
                    }))
                    .toList();
            threads.forEach(Thread::start);
            start.countDown();
            for (Thread thread : threads) {
                thread.join();
            }
            assertEquals(
                    List.of(39L, 39L, 39L, 4L),
                    bench.settings.read("WEIGHTS").pending().orElseThrow().raw());
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A plan that another thread made stale is made again, as a program would. */
    private static void applyUntilDone(LoomBench bench, String name, int value) {
        while (true) {
            try {
                assertTrue(bench.settings
                        .apply(bench.settings.plan(Map.of(name, value)))
                        .done());
                return;
            } catch (SettingsException e) {
                assertEquals(Problem.Kind.STALE, e.problems().get(0).kind());
            }
        }
    }

    @Test
    void whatWaitsOnThermalIsImmediate() {
        try (LoomBench bench = LoomBench.create()) {
            ApplyResult result = bench.settings.apply(bench.settings.plan(Map.of("FAN_SPEED", 55)));
            assertTrue(result.done(), result.toString());
            assertEquals(55, bench.firmware.units.get(THERMAL).current[1]);
            assertTrue(bench.kernel.isTainted());
        }
    }
}
