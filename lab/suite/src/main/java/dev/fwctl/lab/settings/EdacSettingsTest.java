// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.lab.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fwctl.AccessPolicy;
import dev.fwctl.Fwctl;
import dev.fwctl.FwctlDevice;
import dev.fwctl.audit.AuditFilter;
import dev.fwctl.audit.AuditLog;
import dev.fwctl.audit.AuditReader;
import dev.fwctl.cxl.CxlDevice;
import dev.fwctl.cxl.feature.PatrolScrub;
import dev.fwctl.lab.guest.Guest;
import dev.fwctl.lab.guest.Mock;
import dev.fwctl.settings.Settings;
import dev.fwctl.settings.model.SettingReading;
import dev.fwctl.settings.plan.Change;
import dev.fwctl.settings.plan.Plan;
import dev.fwctl.settings.plan.Problem;
import dev.fwctl.settings.result.ApplyResult;
import dev.fwctl.settings.result.Recovery;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Scrub and Error Check Scrub as settings, over the files of the real EDAC, down to the firmware. */
class EdacSettingsTest {
    private static final String CYCLE = "scrub0.current_cycle_duration";

    private boolean tainted;

    @BeforeEach
    void before() {
        tainted = Guest.taintedByFwctl();
    }

    @AfterEach
    void after() {
        assertEquals(tainted, Guest.taintedByFwctl(), "EDAC does not taint");
        Mock.mem(1).reset("cold");
        Mock.mem(6).reset("cold");
    }

    private static FwctlDevice open(int number) {
        return Fwctl.system()
                .withPolicy(AccessPolicy.configure())
                .open(Mock.mem(number).memdev());
    }

    private static String file(int number, String name) {
        Path folder = Path.of("/sys/bus/edac/devices", "cxl_" + Mock.mem(number).memdev());
        try {
            return Files.readString(folder.resolve(name)).strip();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 6})
    void readWithBoundsInWholeHours(int number) {
        try (FwctlDevice device = open(number)) {
            Settings settings = Settings.of(device);
            SettingReading cycle = settings.read(CYCLE);
            assertEquals(43200, cycle.current().orElseThrow().asLong());
            assertEquals("14400 to 918000 in steps of 3600", cycle.bounds().toString());
            assertEquals("s", cycle.setting().unitOfMeasure());
            assertTrue(settings.read("scrub0.min_cycle_duration").setting().readOnly());
            for (String name : List.of("ecs_fru0.threshold", "ecs_fru1.threshold", "ecs_fru1.mode")) {
                assertEquals(
                        file(number, name.replace('.', '/')),
                        Long.toString(
                                settings.read(name).current().orElseThrow().asLong()),
                        name);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 6})
    void appliedVerifiedAndTakenBack(int number) {
        Mock mock = Mock.mem(number);
        try (FwctlDevice device = open(number)) {
            Settings settings = Settings.of(device);
            Plan plan = settings.plan(Map.of(CYCLE, 86400, "ecs_fru0.threshold", 4096));
            assertEquals(List.of(), plan.problems());
            for (Change change : plan.changes()) {
                assertEquals(Optional.empty(), change.write().scope(), "no RPC of fwctl");
                assertFalse(change.write().taints());
            }
            int before = mock.seen("set_feature");
            ApplyResult result = settings.apply(plan);
            assertTrue(result.done(), result.toString());
            assertEquals(before + 2, mock.seen("set_feature"), "one for each file");
            assertEquals("86400", file(number, "scrub0/current_cycle_duration"));
            assertEquals("4096", file(number, "ecs_fru0/threshold"));
            assertEquals(24, CxlDevice.of(device).read(PatrolScrub.CODEC).cycleHours(), "what fwctl reads");

            Recovery back = settings.rollback(result.transaction().orElseThrow());
            assertEquals(Recovery.End.ALL_BEFORE, back.end(), back.toString());
            assertEquals("43200", file(number, "scrub0/current_cycle_duration"));
            assertEquals("256", file(number, "ecs_fru0/threshold"));
        }
    }

    /** The driver would take 268 hours for 12, and 15000 seconds for 4 hours. */
    @Test
    void whatTheDriverWouldTruncateIsRefusedBefore() {
        try (FwctlDevice device = open(6)) {
            Settings settings = Settings.of(device);
            int before = Mock.mem(6).seen("set_feature");
            for (int seconds : List.of(268 * 3600, 15000, 3600)) {
                Plan plan = settings.plan(Map.of(CYCLE, seconds));
                assertEquals(Problem.Kind.BOUNDS, plan.problems().get(0).kind(), plan.toString());
            }
            assertFalse(settings.plan(Map.of("ecs_fru0.threshold", 5000)).applyable(), "EDAC knows 256, 1024 and 4096");
            assertEquals(before, Mock.mem(6).seen("set_feature"));
        }
    }

    /** One byte of the firmware, which each field-replaceable unit shows: all its names lead to it. */
    @Test
    void anAliasIsTheSameSetting() {
        try (FwctlDevice device = open(6)) {
            Settings settings = Settings.of(device);
            ApplyResult result = settings.apply(settings.plan(Map.of("ecs_fru1.log_entry_type", 0)));
            assertTrue(result.done(), result.toString());
            assertEquals("0", file(6, "ecs_fru0/log_entry_type"));
            assertEquals(
                    0,
                    settings.read("ecs_fru0.log_entry_type")
                            .current()
                            .orElseThrow()
                            .asLong());
            settings.rollback(result.transaction().orElseThrow());
            assertEquals("1", file(6, "ecs_fru0/log_entry_type"));
        }
    }

    @Test
    void eachAccessIsInTheAuditLog(@TempDir Path folder) throws IOException {
        try (AuditLog log = AuditLog.in(folder).open();
                FwctlDevice device = Fwctl.system()
                        .withPolicy(AccessPolicy.configure())
                        .withObserver(log)
                        .open(Mock.mem(6).memdev())) {
            Settings settings = Settings.of(device);
            ApplyResult result = settings.apply(settings.plan(Map.of(CYCLE, 86400)));
            settings.rollback(result.transaction().orElseThrow());
        }
        List<String> written = new ArrayList<>();
        try (var files = Files.list(folder)) {
            AuditReader.read(
                    files.filter(file -> file.toString().endsWith(".jsonl"))
                            .sorted()
                            .toList(),
                    AuditFilter.all(),
                    line -> {
                        if (line.command().equals("cxl.edac-write")) {
                            assertEquals("done", line.outcome());
                            assertTrue(line.toString().contains("scrub0/current_cycle_duration"), line.toString());
                            written.add(line.toString().replaceAll(".*text=(\\d+).*", "$1"));
                        }
                    });
        }
        assertEquals(List.of("86400", "43200"), written);
    }

    /** Whatever the file's mode, the kernel asks for the capability, and the plan says so before anything is tried. */
    @Test
    void withoutTheCapabilityThePlanSaysSo() {
        Guest.Result child = Guest.run(Guest.java(
                Guest.WITHOUT_RAWIO,
                List.of(),
                PlanPrinter.class.getName(),
                Mock.mem(6).memdev()));
        assertEquals(0, child.status(), child.output());
        assertTrue(child.output().contains(Problem.Kind.CAPABILITY + ": "), child.output());
        assertTrue(child.output().contains("CAP_SYS_RAWIO"), child.output());
        assertEquals("43200", file(6, "scrub0/current_cycle_duration"));
    }

    /** A process of its own, without the capability: prints what stands against a plan. */
    static final class PlanPrinter {
        private PlanPrinter() {}

        public static void main(String[] args) {
            try (FwctlDevice device =
                    Fwctl.system().withPolicy(AccessPolicy.configure()).open(args[0])) {
                Settings.of(device)
                        .plan(Map.of(CYCLE, 86400))
                        .problems()
                        .forEach(problem -> System.out.println(problem.kind() + ": " + problem));
            }
        }
    }
}
