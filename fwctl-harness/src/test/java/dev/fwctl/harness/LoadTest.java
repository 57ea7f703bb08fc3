// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.harness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

/** Loads in a time that passes only when somebody waits or works: minutes of it take milliseconds, and nothing is noisy. */
class LoadTest {
    private static final class VirtualTime implements Timeline {
        private long now = 1_000_000_000_000L;
        private final long began = now;

        @Override
        public long now() {
            return now;
        }

        @Override
        public void until(long nanos) {
            now = Math.max(now, nanos);
        }

        void pass(long nanos) {
            now += nanos;
        }

        long millis() {
            return (now - began) / 1_000_000;
        }
    }

    private final VirtualTime time = new VirtualTime();

    /** A device that takes 22 us, and once, at a time, half a second. */
    private Operation stalling(long atMillis) {
        boolean[] stalled = {false};
        return () -> {
            boolean stall = !stalled[0] && time.millis() >= atMillis;
            stalled[0] |= stall;
            time.pass(stall ? 500_000_000 : 22_000);
            return Operation.DONE;
        };
    }

    private Measured run(Load load) {
        List<List<Lane>> lanes = load.lanes(time);
        lanes.forEach(of -> of.forEach(Lane::run));
        return load.measured(lanes).get(0);
    }

    private static Load load(Operation operation) {
        return Load.of(new Workload("fwctl0", () -> operation));
    }

    private static double millis(Histogram histogram, double percentile) {
        return histogram.getValueAtPercentile(percentile) / 1e6;
    }

    /** Of 2500 operations 250 were due during the stall; the slowest 25 of them waited 450 ms or more. */
    @Test
    void anOpenLoopFeelsAStall() {
        Load load = load(stalling(4000)).rate(Rate.fixed(500)).budget(Budget.of(Duration.ofMillis(6667)));
        Measured measured = run(load);
        assertEquals(2500, measured.operations(), 2);
        assertEquals(450, millis(measured.latency(), 99), 5);
        assertEquals(0.022, millis(measured.service(), 99), 0.001, "the device itself was slow once");
        assertEquals(250, measured.latency().getCountBetweenValues(1_000_000, 500_000_000), 3);
    }

    @Test
    void aClosedLoopDoesNot() {
        Load load = load(stalling(4000)).rate(Rate.atMost(500)).budget(Budget.of(Duration.ofMillis(6667)));
        Measured measured = run(load);
        assertEquals(0.022, millis(measured.latency(), 99), 0.001);
        assertEquals(500, millis(measured.latency(), 100), 1);
        assertTrue(measured.operations() < 2300, "half a second of operations is missing: " + measured.operations());
    }

    @Test
    void theSeriesShowsWhenItWas() {
        Load load = load(stalling(4000)).rate(Rate.fixed(500)).budget(Budget.of(Duration.ofMillis(6667)));
        List<Measured.Slice> slow = run(load).series().stream()
                .filter(slice -> slice.latency().getMaxValue() > 1_000_000)
                .toList();
        assertEquals(
                List.of(Duration.ofSeconds(4)),
                slow.stream().map(Measured.Slice::start).toList());
    }

    /** Distances of a Poisson process have a standard deviation as long as their mean. */
    @Test
    void poissonComesAtRandomAndAsOftenAsItShould() {
        long[] last = {0};
        double[] sums = {0, 0, 0};
        Load load = load(() -> {
                    if (last[0] > 0) {
                        double gap = (time.now() - last[0]) / 1e6;
                        sums[0]++;
                        sums[1] += gap;
                        sums[2] += gap * gap;
                    }
                    last[0] = time.now();
                    return Operation.DONE;
                })
                .rate(Rate.poisson(1000))
                .budget(Budget.of(Duration.ofSeconds(20)));
        Measured measured = run(load);
        assertEquals(15_000, measured.operations(), 500);
        double mean = sums[1] / sums[0];
        assertEquals(1.0, mean, 0.03);
        assertEquals(1.0, Math.sqrt(sums[2] / sums[0] - mean * mean), 0.05);
    }

    @Test
    void aDeviceThatCannotKeepUpIsSaidSo() {
        Load load = load(() -> {
                    time.pass(5_000_000);
                    return Operation.DONE;
                })
                .rate(Rate.fixed(400))
                .budget(Budget.of(Duration.ofSeconds(10)));
        Measured measured = run(load);
        assertTrue(
                measured.errors().get(Lane.NOT_BEGUN) > 1000, measured.errors().toString());
        assertTrue(measured.failureShare() > 0.3);
        assertTrue(time.millis() <= 11_100, "it must end: " + time.millis() + " ms");
    }

    @Test
    void warmUpIsInTheBudgetAndNotInTheResults() {
        int[] done = {0};
        Load load = load(() -> {
                    done[0]++;
                    time.pass(done[0] < 300 ? 10_000_000 : 1_000_000);
                    return Operation.DONE;
                })
                .budget(Budget.of(Duration.ofSeconds(12)));
        Measured measured = run(load);
        assertEquals(12_000, time.millis(), 20);
        assertEquals(3000, measured.warmUp().time().toMillis(), 20);
        assertEquals(1.0, millis(measured.latency(), 100), 0.01, "a slow operation of the warm-up was recorded");
        assertEquals(1000, measured.perSecond(), 5);
    }

    /** Twelve thousand of 5 ms are a minute; a hundred are the budget, and a quarter of them warms up. */
    @Test
    void operationsAreABudgetToo() {
        Load load = load(() -> {
                    time.pass(5_000_000);
                    return Operation.DONE;
                })
                .budget(new Budget(Duration.ofMinutes(10), 100));
        Measured measured = run(load);
        assertEquals(75, measured.operations());
        assertEquals(25, measured.warmUp().operations());
        assertEquals(200, measured.perSecond(), 0.1);
    }

    @Test
    void whatFailsIsCountedByWhyAndHasNoLatency() {
        int[] done = {0};
        Load load = load(() -> {
                    time.pass(1_000_000);
                    return switch (done[0]++ % 4) {
                        case 0 -> "EBUSY";
                        case 1 -> "status 0x3";
                        default -> Operation.DONE;
                    };
                })
                .budget(Budget.of(Duration.ofSeconds(4)));
        Measured measured = run(load);
        assertEquals(1500, measured.operations(), 2);
        assertEquals(0.5, measured.failureShare(), 0.001);
        assertEquals(
                Map.of("EBUSY", 750L, "status 0x3", 750L).keySet(),
                measured.errors().keySet());
    }

    @Test
    void aSteadyDeviceIsSteadyAndAnErraticOneIsNot() {
        assertTrue(run(load(stalling(1_000_000)).budget(Budget.of(Duration.ofSeconds(8))))
                .warmUp()
                .steady());
        long[] takes = {100_000_000};
        Load erratic = load(() -> {
                    takes[0] = takes[0] * 9 / 10 + 1000;
                    time.pass(takes[0]);
                    return Operation.DONE;
                })
                .budget(Budget.of(Duration.ofSeconds(2)));
        assertFalse(run(erratic).warmUp().steady());
    }

    /** In real threads: several devices, each with its own. */
    @Test
    void devicesAreLoadedAtOnce() {
        Workload first = new Workload("fwctl0", () -> () -> Operation.DONE);
        Workload second = new Workload("fwctl1", () -> () -> "EIO");
        List<Measured> measured = Load.of(first, second)
                .threads(2)
                .budget(new Budget(Duration.ofMinutes(1), 1000))
                .run();
        assertEquals(
                List.of("fwctl0", "fwctl1"),
                measured.stream().map(Measured::name).toList());
        assertTrue(measured.get(0).operations() > 0);
        assertEquals(0, measured.get(1).operations());
        assertEquals(1.0, measured.get(1).failureShare());
    }
}
