// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.testkit.loom;

import static dev.fwctl.testkit.loom.LoomFirmware.FABRIC;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fwctl.AccessPolicy;
import dev.fwctl.Errno;
import dev.fwctl.Progress;
import dev.fwctl.settings.fleet.DesiredState;
import dev.fwctl.settings.fleet.Fleet;
import dev.fwctl.settings.journal.Journal;
import dev.fwctl.settings.journal.JournalException;
import dev.fwctl.settings.plan.FleetPlan;
import dev.fwctl.settings.plan.Problem;
import dev.fwctl.settings.result.DeviceReadings;
import dev.fwctl.settings.result.Drift;
import dev.fwctl.settings.result.FleetRecovery;
import dev.fwctl.settings.result.FleetResult;
import dev.fwctl.settings.result.Recovery;
import dev.fwctl.testkit.kernel.Answer;
import dev.fwctl.testkit.kernel.Placement;
import dev.fwctl.testkit.kernel.SimulatedKernel;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class FleetTest {
    private static final String WANTED = """
            {"schema": "settings-desired-1",
             "labels": {"left": ["pci-0000:0?:*"]},
             "devices": [
               {"select": {"driver": "loom_fw"}, "settings": {"MODE": "FAST"}},
               {"select": {"label": "left"}, "settings": {"LANES": 8}},
               {"select": {"key": "0000:11:00.0"}, "settings": {"SEED": 3, "LANES": {"default": true}}}]}
            """;

    private final SimulatedKernel kernel = SimulatedKernel.create();
    private final LoomFirmware left = new LoomFirmware();
    private final LoomFirmware right = new LoomFirmware();
    private final Fleet fleet =
            Fleet.of(kernel.fwctl().withModules(List.of(new LoomModule())).withPolicy(AccessPolicy.debug()));

    FleetTest() {
        right.serial = "LM-0002";
        kernel.plug(Placement.pci("0000:07:00.0", 0x1234, 0x5678), left.driver());
        kernel.plug(Placement.pci("0000:11:00.0", 0x1234, 0x5678), right.driver());
    }

    @AfterEach
    void close() {
        kernel.close();
    }

    @Test
    void plansAppliesAndComparesDevicesChosenByKeyDriverPatternAndLabel() {
        assertEquals(List.of(), Schemas.check("settings-desired", WANTED));
        DesiredState wanted = DesiredState.parse(WANTED);
        FleetPlan plan = fleet.plan(wanted);
        assertTrue(plan.applyable(), plan.problems().toString());
        FleetPlan read = FleetPlan.fromJson(plan.toJson());
        assertEquals(plan.toJson(), read.toJson());
        assertTrue(fleet.apply(read).done());
        assertEquals(8, left.units.get(FABRIC).pending[2]);
        assertEquals(4, right.units.get(FABRIC).pending[2]);
        assertEquals(1, right.units.get(FABRIC).pending[3]);
        assertTrue(
                fleet.drift(wanted).stream().allMatch(Drift::inLine),
                fleet.drift(wanted).toString());
    }

    @RepeatedTest(20)
    void severalAtOnceOnTheCallersExecutor() {
        ExecutorService executor = Executors.newFixedThreadPool(2);
        try {
            Fleet busy = fleet.withExecutor(executor);
            FleetResult result = busy.apply(busy.plan(DesiredState.parse(WANTED)));
            assertTrue(result.done(), result::toString);
        } finally {
            executor.shutdown();
        }
    }

    /** Each of two reads ends only once the other has begun. */
    @Test
    @Timeout(60)
    void devicesAreReadSideBySideOnTheCallersExecutor() {
        CountDownLatch both = new CountDownLatch(2);
        Set<String> devices = ConcurrentHashMap.newKeySet();
        Progress meeting = (device, activity, done, total) -> {
            if (devices.add(device)) {
                both.countDown();
                awaitAll(both);
            }
        };
        ExecutorService executor = Executors.newFixedThreadPool(2);
        try {
            List<DeviceReadings> read =
                    fleet.withExecutor(executor).withProgress(meeting).readAll();
            assertEquals(
                    List.of("pci-0000:07:00.0", "pci-0000:11:00.0"),
                    read.stream().map(DeviceReadings::device).toList());
            assertTrue(read.stream().noneMatch(one -> one.settings().isEmpty()), read.toString());
            assertEquals(read, fleet.readAll(), "and one after the other the same");
        } finally {
            executor.shutdown();
        }
    }

    private static void awaitAll(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aDeviceThatCannotBeReadSaysWhyAndLeavesTheOthersAlone() {
        right.deaf = true;
        List<DeviceReadings> read = fleet.readAll();
        assertFalse(read.get(0).settings().isEmpty());
        assertEquals(List.of(), read.get(0).problems());
        assertEquals(List.of(), read.get(1).settings());
        assertEquals(Problem.Kind.UNREADABLE, read.get(1).problems().get(0).kind());
    }

    @Test
    void allProblemsOfAllDevicesAtOnce() {
        FleetPlan plan = fleet.plan(DesiredState.parse("""
                {"schema": "settings-desired-1", "devices": [
                  {"select": {"key": "0000:07:00.1"}, "settings": {"MODE": "FAST"}},
                  {"select": {"driver": "loom_fw"}, "settings": {"LANE": 8}},
                  {"select": {"driver": "loom_fw"}, "settings": {"SEED": 8}},
                  {"select": {"pattern": "pci-0000:07*"}, "settings": {"SEED": 9}}]}
                """));
        assertEquals(
                List.of(
                        Problem.Kind.UNKNOWN_DEVICE,
                        Problem.Kind.VALUE,
                        Problem.Kind.UNKNOWN_SETTING,
                        Problem.Kind.UNKNOWN_SETTING),
                plan.problems().stream().map(Problem::kind).toList());
        assertTrue(
                plan.problems().get(0).cure().contains("0000:07:00.0"),
                plan.problems().toString());
    }

    @Test
    void oneThatFailsLeavesTheOthersAloneUnlessAllOrNothingIsWanted() {
        right.interceptor = (write, proceed) -> Answer.refuse(Errno.EINVAL);
        DesiredState wanted = DesiredState.parse(WANTED);
        FleetResult alone = fleet.apply(fleet.plan(wanted));
        assertFalse(alone.done());
        assertEquals(8, left.units.get(FABRIC).pending[2]);

        left.units.put(FABRIC, new LoomFirmware().units.get(FABRIC));
        Fleet strict = fleet.when(Fleet.Failing.ALL_OR_NOTHING);
        FleetResult none = strict.apply(strict.plan(wanted));
        assertEquals(Recovery.End.ALL_BEFORE, none.takenBack().get(0).end());
        assertEquals(4, left.units.get(FABRIC).pending[2]);
    }

    @Test
    void aDocumentThatIsWrongSaysWhere() {
        for (String wrong : List.of(
                "{}",
                "{\"schema\":\"settings-desired-2\",\"devices\":[]}",
                "{\"schema\":\"settings-desired-1\",\"devices\":[{\"select\":{},\"settings\":{}}]}",
                "{\"schema\":\"settings-desired-1\",\"devices\":[{\"select\":{\"label\":\"x\"},\"settings\":{}}]}",
                "{\"schema\":\"settings-desired-1\",\"devices\":[],\"more\":1}",
                "{\"schema\":\"settings-desired-1\",\"devices\":[],\"devices\":[]}")) {
            assertThrows(IllegalArgumentException.class, () -> DesiredState.parse(wrong), wrong);
        }
    }

    @Test
    void aTransactionWhoseCardIsGoneIsAbandoned() {
        right.interceptor = (write, proceed) -> {
            right.deaf = true;
            return Answer.refuse(Errno.ETIMEDOUT);
        };
        FleetResult result = fleet.apply(fleet.plan(DesiredState.parse(WANTED)));
        String id = result.results().get(1).transaction().orElseThrow();
        Journal journal = Journal.of(kernel.fwctl());
        assertEquals(1, journal.open().size(), result.toString());

        right.serial = "LM-0003";
        FleetRecovery swapped = fleet.recover();
        assertEquals(List.of(), swapped.recoveries(), "another card inherits no transaction");
        String problem = swapped.problems().get(0).toString();
        assertTrue(problem.contains(id) && problem.contains("abandon"), problem);
        assertEquals(
                List.of(),
                fleet.among(node -> node.name().equals("fwctl0")).recover().problems(),
                "not asked");
        journal.abandon(id);
        assertEquals(List.of(), journal.open());
        assertThrows(JournalException.class, () -> journal.abandon(id));
    }
}
