// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.bench.result;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fwctl.bench.result.Key.Family;
import dev.fwctl.harness.machine.ProcessorTime;
import dev.fwctl.harness.stats.Verdict;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Goals over rivals whose times are given. */
class GoalsTest {
    private final Results results = new Results();
    private double errorsAllowed;
    private Map<String, Long> errors = Map.of();
    private boolean steady = true;

    /** Four processes of each rival; those of one rival differ by a per mille. */
    private void group(Key key, Map<String, Double> ns) {
        Group group = new Group(errorsAllowed);
        for (int process = 0; process < 4; process++) {
            List<Turns> set = new ArrayList<>();
            double luck = 1 + process / 1000.0;
            ns.forEach((path, value) -> {
                double[] rounds = new double[20];
                Arrays.fill(rounds, value * (path.equals("jna-direct") ? 1 : luck));
                set.add(new Turns(path, rounds, 0, 1000, path.equals("raw-rpc") ? errors : Map.of(), steady));
            });
            group.add(set);
        }
        results.groups.put(key, group);
    }

    private void rpc(double c, double threaded, double jna, double raw) {
        Map<String, Double> ns = new LinkedHashMap<>();
        ns.put("c", c);
        ns.put("c-threaded", threaded);
        ns.put("jna-direct", jna);
        ns.put("raw-rpc", raw);
        group(Key.of(Family.RPC), ns);
    }

    private Goal goal(String name) {
        return results.goals().stream()
                .filter(goal -> goal.name().startsWith(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aGoalIsMetMissedOrUndecided() {
        rpc(100, 110, 200, 204);
        assertEquals(Verdict.MET, goal("raw RPC to").verdict());
        rpc(100, 110, 200, 220);
        assertEquals(Verdict.MISSED, goal("raw RPC to").verdict());
        rpc(100, 110, 200, 209.7);
        assertEquals(Verdict.UNDECIDED, goal("raw RPC to").verdict());
        assertEquals(
                "undecided: the limit is in the interval", goal("raw RPC to").words());
    }

    /** 1.054 is no 1.05, though it is shown as such with two digits. */
    @Test
    void nothingIsRoundedBefore() {
        rpc(100, 110, 2000, 2108);
        assertEquals(Verdict.MISSED, goal("raw RPC to").verdict());
    }

    @Test
    void whatCannotBeIsNotMet() {
        rpc(100, 110, 200, 128);
        assertEquals(0.64, goal("raw RPC to").value().estimate(), 0.01);
        assertEquals(Verdict.UNDECIDED, goal("raw RPC to").verdict());
        assertTrue(
                goal("raw RPC to").words().contains("raw-rpc is quicker than what it is made of"),
                goal("raw RPC to").words());
        rpc(200, 110, 200, 204);
        assertTrue(goal("raw RPC to").words().contains("C takes longer with one thread"));
    }

    @Test
    void threadsThatBringNothingDecideNothing() {
        results.processors = 4;
        for (String shape : List.of("one", "each")) {
            group(new Key(Family.THREADS, shape, 1), Map.of("c", 100.0, "raw-rpc", 200.0));
            group(new Key(Family.THREADS, shape, 4), Map.of("c", shape.equals("one") ? 99.0 : 25.0, "raw-rpc", 52.0));
            group(new Key(Family.THREADS, shape, 8), Map.of("c", 25.0, "raw-rpc", 500.0));
        }
        Goal flat = goal("growth of C from 1 to 4 threads (one file)");
        assertEquals(Verdict.UNDECIDED, flat.verdict());
        assertTrue(flat.words().contains("C itself gains nothing"), flat.words());
        Goal steep = goal("growth of C from 1 to 4 threads (a file each)");
        assertEquals(4 / (200 / 52.0), steep.value().estimate(), 0.001);
        assertEquals(Verdict.MET, steep.verdict());
    }

    /** A machine of three processors has a goal too. */
    @Test
    void anyNumberOfProcessorsHasAGrowth() {
        results.processors = 3;
        group(new Key(Family.THREADS, "one", 1), Map.of("c", 100.0, "raw-rpc", 200.0));
        group(new Key(Family.THREADS, "one", 3), Map.of("c", 34.0, "raw-rpc", 68.0));
        assertEquals(Verdict.MET, goal("growth of C from 1 to 3 threads").verdict());
    }

    @Test
    void othersAtWorkDecideNothing() {
        rpc(100, 110, 200, 204);
        results.shares.put(Family.RPC, new ProcessorTime.Share(0.5, 0));
        assertEquals(Verdict.UNDECIDED, goal("raw RPC to").verdict());
        results.shares.put(Family.RPC, new ProcessorTime.Share(0, 0.03));
        assertTrue(
                goal("raw RPC to").words().contains("hypervisor took 3.0 %"),
                goal("raw RPC to").words());
        results.shares.put(Family.RPC, new ProcessorTime.Share(0.02, 0.001));
        assertEquals(Verdict.MET, goal("raw RPC to").verdict());
    }

    @Test
    void aRivalThatWasRefusedHasNoFigure() {
        errors = Map.of("status:3", 20L);
        rpc(100, 110, 200, 204);
        Row row = results.groups.get(Key.of(Family.RPC)).row("raw-rpc");
        assertFalse(row.hasFigure());
        assertEquals(Map.of("status:3", 80L), row.errors());
        assertTrue(
                goal("raw RPC to").words().contains("operations of raw-rpc failed"),
                goal("raw RPC to").words());
        errorsAllowed = 0.02;
        rpc(100, 110, 200, 204);
        assertTrue(results.groups.get(Key.of(Family.RPC)).row("raw-rpc").hasFigure());
    }

    /** What one rival takes more than another that lacks just one thing. */
    @Test
    void theTimeOfAnRpcIsSplit() {
        Map<String, Double> ns = new LinkedHashMap<>();
        ns.put("c", 2000.0);
        ns.put("c-floor", 100.0);
        ns.put("c-threaded", 2020.0);
        ns.put("jna-direct", 2140.0);
        ns.put("raw-rpc", 2145.0);
        group(Key.of(Family.RPC), ns);
        List<Split.Part> parts = Split.of(results.groups.get(Key.of(Family.RPC)));
        double[] expected = {100, 1900, 20, 120, 5};
        assertEquals(expected.length, parts.size());
        for (int i = 0; i < expected.length; i++) {
            assertEquals(
                    expected[i], parts.get(i).ns().estimate(), 6, parts.get(i).name());
        }
        assertTrue(parts.get(3).ns().low() < 120 && parts.get(3).ns().high() > 120);
    }

    /** The rounds of a rival that is a tenth faster from the middle on, beside others that stay as they are. */
    @Test
    void aRatioThatChangesWhileItIsMeasuredDecidesNothing() {
        Group group = new Group(0);
        for (int process = 0; process < 4; process++) {
            List<Turns> set = new ArrayList<>();
            for (String path : List.of("c", "jna-direct", "raw-rpc", "typed-call")) {
                double[] rounds = new double[40];
                Arrays.fill(rounds, 200 + process);
                Arrays.fill(rounds, 20, 40, path.equals("raw-rpc") ? 180 + process : 200 + process);
                set.add(new Turns(path, rounds, 0, 1000, Map.of(), true));
            }
            group.add(set);
        }
        results.groups.put(Key.of(Family.RPC), group);
        assertEquals(0.9, group.drift("raw-rpc", "jna-direct").estimate(), 0.01);
        assertEquals(
                "undecided: it changed by -10 % while it was measured",
                goal("raw RPC to the").words());
        assertEquals(Verdict.MET, goal("typed call to").verdict());
    }

    /** Where few rivals ran in many processes, these decide; where they did not, the others do. */
    @Test
    void aTeamDecidesBeforeTheGroup() {
        rpc(100, 110, 200, 220);
        Map<String, Double> decode = new LinkedHashMap<>();
        decode.put("decode-by-hand", 8.0);
        decode.put("decode-bit-fields", 9.0);
        group(Key.of(Family.DECODE), decode);
        assertEquals(Verdict.MISSED, goal("raw RPC to").verdict());
        Map<String, Double> team = new LinkedHashMap<>();
        team.put("jna-direct", 200.0);
        team.put("raw-rpc", 204.0);
        team.put("typed-call", 210.0);
        group(Key.team("jna"), team);
        assertEquals(Verdict.MET, goal("raw RPC to").verdict());
        assertEquals(Verdict.MET, goal("typed call to").verdict());
        assertEquals(Verdict.MISSED, goal("reading: BitField").verdict());
        results.shares.put(Family.RPC, new ProcessorTime.Share(0.5, 0));
        assertEquals(Verdict.MET, goal("raw RPC to").verdict(), "the team ran at another time");
        results.shares.put(Family.GOALS, new ProcessorTime.Share(0.5, 0));
        assertEquals(Verdict.UNDECIDED, goal("raw RPC to").verdict());
    }

    @Test
    void aRivalThatWasNotSteadyDecidesNothing() {
        steady = false;
        rpc(100, 110, 200, 204);
        assertTrue(goal("raw RPC to").words().contains("was not steady"));
    }
}
