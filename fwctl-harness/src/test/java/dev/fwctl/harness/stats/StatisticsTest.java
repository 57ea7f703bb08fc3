// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.harness.stats;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Simulated rivals, whose true times are known. */
class StatisticsTest {
    /** Rounds in processes: each process has a luck of its own, each round some noise, now and then a disturbance. */
    private static List<double[]> rival(Random random, double ns, int processes, double luck) {
        List<double[]> all = new ArrayList<>();
        for (int p = 0; p < processes; p++) {
            double mine = ns * Math.exp(luck * random.nextGaussian());
            double[] rounds = new double[50];
            for (int r = 0; r < rounds.length; r++) {
                rounds[r] = mine * (1 + 0.02 * Math.abs(random.nextGaussian())) * (random.nextInt(10) == 0 ? 3 : 1);
            }
            all.add(rounds);
        }
        return all;
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 5, 10})
    void theTrueRatioLiesInTheIntervalAsOftenAsPromised(int processes) {
        Random random = new Random(1);
        int experiments = 300;
        int held = 0;
        for (int i = 0; i < experiments; i++) {
            Interval ratio = Bootstrap.ratio(rival(random, 220, processes, 0.04), rival(random, 200, processes, 0.04));
            if (ratio.low() <= 1.1 && ratio.high() >= 1.1) {
                held++;
            }
        }
        assertTrue(held >= 0.93 * experiments, held + " of " + experiments);
        assertTrue(held <= 0.999 * experiments, "intervals so wide that they say nothing: " + held);
    }

    @Test
    void aKnownAnswer() {
        // Rounds that do not differ: only processes count. Logs of ratios 0.1, 0.2, 0.3: mean 0.2, standard error
        // 0.1 / sqrt(3) = 0.0577, t with 2 degrees of freedom 4.3027.
        List<double[]> above = List.of(rounds(Math.exp(0.1)), rounds(Math.exp(0.2)), rounds(Math.exp(0.3)));
        List<double[]> below = List.of(rounds(1), rounds(1), rounds(1));
        Interval ratio = Bootstrap.ratio(above, below);
        assertEquals(Math.exp(0.2), ratio.estimate(), 1e-9);
        assertEquals(0.2484, (Math.log(ratio.high()) - Math.log(ratio.low())) / 2, 0.02);
        assertEquals(ratio, Bootstrap.ratio(above, below), "the same samples, another interval");
    }

    private static double[] rounds(double ns) {
        return new double[] {ns, ns, ns, ns, ns};
    }

    @Test
    void oneProcessHasNoInterval() {
        Interval one = Bootstrap.median(List.of(new double[] {100, 101, 102}));
        assertEquals(101, one.estimate(), 1e-9);
        assertFalse(one.isBounded());
        assertEquals(Verdict.UNDECIDED, one.atMost(1000));
    }

    @Test
    void whatDisturbsBothRivalsIsNoDifference() {
        Random random = new Random(2);
        List<double[]> a = new ArrayList<>();
        List<double[]> b = new ArrayList<>();
        for (int p = 0; p < 4; p++) {
            double weather = 1 + random.nextInt(5); // the machine is up to five times slower
            a.add(rounds(110 * weather));
            b.add(rounds(100 * weather));
        }
        Interval ratio = Bootstrap.ratio(a, b);
        assertEquals(1.1, ratio.estimate(), 1e-9);
        assertEquals(Verdict.MET, ratio.atMost(1.1000001));
        assertEquals(Verdict.MISSED, ratio.atMost(1.0999));
    }

    @ParameterizedTest
    @CsvSource({"1.00, 1.09, MET", "1.05, 1.15, UNDECIDED", "1.11, 1.2, MISSED", "1.104, 1.104, MISSED"})
    void aLimitInsideTheIntervalIsUndecided(double low, double high, Verdict expected) {
        assertEquals(expected, new Interval((low + high) / 2, low, high).atMost(1.10));
    }

    @Test
    void growthIsComparedProcessByProcess() {
        List<double[]> one = List.of(rounds(100), rounds(200));
        List<double[]> two = List.of(rounds(50), rounds(100));
        assertEquals(1, Bootstrap.ratioOfRatios(one, two, one, two).estimate(), 1e-9);
        assertEquals(2, Bootstrap.ratioOfRatios(one, two, one, one).estimate(), 1e-9);
    }

    @Test
    void twoRunsOfOneProgramAreTheSame() {
        double[] before = {100, 100.5, 99.6, 100.2, 99.9};
        double[] after = {100.1, 100.4, 99.8, 100.3, 99.7};
        assertEquals(Difference.Kind.SAME, Difference.of(before, after, 1).kind());
    }

    @Test
    void fivePerCentAreFoundWhenTheMachineIsIdle() {
        double[] before = {100, 100.5, 99.6, 100.2, 99.9};
        double[] after = {105.1, 105.4, 104.8, 105.3, 104.7};
        Difference difference = Difference.of(before, after, 1);
        assertEquals(Difference.Kind.SLOWER, difference.kind());
        assertEquals(1.05, difference.ratio().estimate(), 0.003);
        assertTrue(difference.effect() > 5, "effect " + difference.effect());
        assertEquals(Difference.Kind.FASTER, Difference.of(after, before, 1).kind());
    }

    @Test
    void underLoadNothingIsClaimed() {
        Random random = new Random(3);
        int wrong = 0;
        for (int i = 0; i < 500; i++) {
            double[] before = loaded(random);
            double[] after = loaded(random);
            Difference.Kind kind = Difference.of(before, after, 1).kind();
            if (kind == Difference.Kind.FASTER || kind == Difference.Kind.SLOWER) {
                wrong++;
            }
        }
        assertTrue(wrong <= 0.06 * 500, wrong + " of 500 were called different");
    }

    /** Twelve rows that do not differ are all left alone in 95 of 100 tables, not only each by itself. */
    @Test
    void aTableOfManyRowsIsNotWrongMoreOften() {
        Random random = new Random(4);
        int rows = 12;
        int wrong = 0;
        int alone = 0;
        for (int table = 0; table < 500; table++) {
            boolean together = false;
            boolean each = false;
            for (int row = 0; row < rows; row++) {
                double[] before = lucky(random);
                double[] after = lucky(random);
                together |= Difference.of(before, after, rows).kind() != Difference.Kind.CANNOT_TELL;
                each |= Difference.of(before, after, 1).kind() != Difference.Kind.CANNOT_TELL;
            }
            wrong += together ? 1 : 0;
            alone += each ? 1 : 0;
        }
        assertTrue(wrong <= 0.06 * 500, wrong + " of 500 tables have a wrong row");
        assertTrue(alone > 0.3 * 500, "without the correction only " + alone + ": this shows nothing");
    }

    /** Processes whose luck differs so much that none of them can be called the same. */
    private static double[] lucky(Random random) {
        return random.doubles(10)
                .map(x -> 100 * Math.exp(0.1 * random.nextGaussian()))
                .toArray();
    }

    private static double[] loaded(Random random) {
        return random.doubles(5).map(x -> 100 * (1 + x)).toArray();
    }

    @Test
    void aProcessThatStillGetsFasterIsNotSteady() {
        SteadyState state = new SteadyState();
        for (double ns = 1000; ns > 400; ns *= 0.95) {
            assertFalse(state.add(ns, 0), "steady at " + ns + " ns");
        }
        boolean reached = false;
        for (int i = 0; i < SteadyState.LOOKED_AT && !reached; i++) {
            reached = state.add(400 * (i % 3 == 0 ? 1.01 : 1), 0);
        }
        assertTrue(reached);
    }

    @Test
    void aSuddenlyCompiledLoopIsNoticed() {
        SteadyState state = new SteadyState();
        for (int i = 0; i < 9; i++) {
            state.add(1000, 0);
        }
        assertTrue(state.add(1000, 0));
        assertFalse(state.add(300, 0), "one window at a third of the time is progress");
    }

    @Test
    void aJitAtWorkIsNotSteady() {
        SteadyState state = new SteadyState();
        for (int i = 0; i < 40; i++) {
            assertFalse(state.add(100, i));
        }
        assertTrue(state.progressing());
    }

    /** A millisecond now and then, for the method that formats an answer. */
    @Test
    void aSmallMethodAtTheEdgeIsNoProgress() {
        SteadyState state = new SteadyState();
        boolean reached = false;
        for (int i = 0; i < 40; i++) {
            reached = state.add(100, i / 4);
        }
        assertTrue(reached);
        assertFalse(state.progressing());
    }

    /** Windows of one program on a machine that others use: a noise of two fifths, and no progress. */
    @Test
    void noiseIsNoProgress() {
        SplittableRandom random = new SplittableRandom(7);
        SteadyState noisy = new SteadyState();
        SteadyState machine = new SteadyState();
        SteadyState compiled = new SteadyState();
        int reached = 0;
        for (int i = 0; i < 120; i++) {
            double noise = 1 + 0.4 * random.nextDouble();
            reached += noisy.add(1000 * noise, 0) ? 1 : 0;
            double faster = i < 100 ? 1100 * noise : 1000 * noise;
            machine.add(faster, 0);
            compiled.add(faster, i < 100 ? 0 : 20);
        }
        assertTrue(reached < 60, "too quiet to test anything: " + reached);
        assertFalse(noisy.progressing());
        assertTrue(compiled.progressing(), "a tenth, twenty windows before the end, as the JIT worked");
        assertFalse(machine.progressing(), "a tenth, and no JIT that could have done it");
    }

    @Test
    void fewWindowsTellNothing() {
        SteadyState state = new SteadyState();
        for (int i = 0; i < 15; i++) {
            state.add(i % 2 == 0 ? 1000 : 1500, 0);
        }
        assertTrue(state.progressing());
    }

    @Test
    void percentilesAreNoDeeperThanTheSamplesCarry() {
        assertArrayEquals(new double[] {50}, Percentiles.of(20));
        assertArrayEquals(new double[] {50, 90, 95, 99}, Percentiles.of(10_000));
        assertArrayEquals(new double[] {50, 90, 95, 99, 99.9}, Percentiles.of(200_000));
        assertArrayEquals(new double[] {50, 90, 95, 99, 99.9, 99.99}, Percentiles.of(1_000_000));
        assertArrayEquals(
                new double[] {99},
                Percentiles.carried(new double[] {99, 99.9}, 2500),
                "25 beyond one, 2 beyond the other");
    }
}
