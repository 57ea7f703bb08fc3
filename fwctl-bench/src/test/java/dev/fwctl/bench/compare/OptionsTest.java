// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.bench.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fwctl.bench.result.Companion;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsTest {
    private static String refused(String... arguments) {
        return assertThrows(IllegalArgumentException.class, () -> Options.parse(List.of(arguments)))
                .getMessage();
    }

    @Test
    void aWrongOptionIsNamed() {
        assertTrue(refused("--wrong").contains("--wrong"));
        assertTrue(refused("--only", "everything").contains("codec"));
        assertTrue(refused("--budget").contains("needs a value"));
        assertTrue(refused("--errors", "2").contains("0.0 to 1.0"));
    }

    /** Refused at once, and not when all has been measured. */
    @Test
    void whereNothingCanBeWrittenNothingIsMeasured(@TempDir Path folder) {
        assertTrue(refused("--report", folder.resolve("no/such/folder.html").toString())
                .contains("cannot write"));
        assertTrue(refused("--keep", folder.toString()).contains("cannot write"));
        assertTrue(refused("--against", folder.resolve("nothing").toString()).contains("cannot read"));
    }

    /** Payloads are bytes of no meaning. */
    @Test
    void noDeviceGetsPayloads() {
        assertTrue(refused("--only", "payload", "--device", "fwctl0").contains("fwctl-bench/load"));
        assertFalse(Options.parse(List.of("--device", "fwctl0")).wants("payload"));
    }

    /** Bytes that nobody knows may change a device. */
    @Test
    void bytesNeedToBePermitted() {
        assertTrue(refused("--device", "fwctl0", "--request", "00").contains("--write"));
        assertTrue(Options.parse(List.of("--device", "fwctl0", "--request", "00", "--write")).write);
    }

    @Test
    void aBudgetIsSharedOut() {
        Options options = Options.parse(List.of("--budget", "60"));
        assertEquals(
                60,
                options.seconds().values().stream()
                        .mapToDouble(Double::doubleValue)
                        .sum(),
                1e-6);
        assertEquals(
                60,
                Options.parse(List.of("--budget", "60", "--quick")).seconds().get("rpc"),
                1e-6);
    }

    @Test
    void aJdkIsKnownByItsReleaseFile(@TempDir Path folder) {
        assertTrue(refused("--jdk", folder.toString()).contains("no JDK"));
        Jdk running = Jdk.running();
        assertEquals(running.feature(), Jdk.in(running.home()).feature());
        String home = running.home().toString();
        assertTrue(refused("--jdk", home, "--jdk", home).contains("same names"));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 6, 16, 96})
    void thereAreThreadsForEachNumberOfProcessors(int processors) {
        TreeSet<Integer> counts = Measurements.threadCounts(processors);
        assertTrue(counts.contains(1) && counts.contains(Math.min(processors, 64)), counts.toString());
        assertTrue(counts.last() <= 64);
    }

    /** A command of 5 ms gives a useful answer in a minute. */
    @Test
    void aSlowCommandFitsTheBudget() {
        Plan plan = Plan.of(60, 9, 5e6, 5);
        assertTrue(plan.seconds(9) <= 60 * 1.02, plan.toString());
        assertTrue(plan.processes() >= 3 && plan.rounds() >= 50, plan.toString());
    }

    @Test
    void warmUpIsPartOfTheBudget() {
        for (double seconds : new double[] {20, 60, 150, 600}) {
            Plan plan = Plan.of(seconds, 13, 300, 5);
            assertTrue(plan.seconds(13) <= Math.max(seconds, 13 * 3 * 0.9), seconds + " s: " + plan);
        }
        assertEquals(5, Plan.of(200, 13, 300, 5).processes());
    }

    /** Luck lasts as long as a process: only more of them tell small differences. */
    @Test
    void fewerRivalsGetMoreProcesses() {
        assertTrue(Plan.of(150, 3, 1500, 20).processes()
                >= 3 * Plan.of(150, 12, 1500, 20).processes());
    }

    /** Each goal's rivals run beside one another, and a team's are all in the group that it is said to be of. */
    @Test
    void whatAGoalIsAboutRunsInATeam() {
        Options options = Options.parse(List.of("--only", "goals"));
        List<String> together = Lineup.teamNames().stream()
                .flatMap(team -> options.rivals(Lineup.TEAM + team).stream())
                .toList();
        assertEquals(options.rivals("goals"), together);
        for (String team : Lineup.teamNames()) {
            List<String> rivals = options.rivals(Lineup.TEAM + team);
            for (String rival : rivals) {
                assertTrue(Companion.of(rival).map(rivals::contains).orElse(true), rival + " in " + team);
            }
        }
        assertEquals(
                List.of("jna-direct", "raw-rpc"),
                Options.parse(List.of("--only", "goals", "--rivals", "raw-rpc")).rivals("goals"));
    }

    @Test
    void aRivalBringsWhatItIsHeldAgainst() {
        Options options = Options.parse(List.of("--rivals", "raw-rpc,decode-by-name"));
        assertEquals(List.of("jna-direct", "raw-rpc"), options.rivals("rpc"));
        assertEquals(List.of("decode-by-hand", "decode-by-name"), options.rivals("codec"));
        assertFalse(options.seconds().containsKey("audit"), "nobody is left to measure there");
        assertTrue(Options.parse(List.of("--quick", "--rivals", "info"))
                .rivals("rpc")
                .contains("info"));
        assertTrue(refused("--rivals", "nobody").contains("raw-rpc"));
        assertTrue(refused("--rivals", "first-rpc", "--quick").contains("--only"));
    }
}
