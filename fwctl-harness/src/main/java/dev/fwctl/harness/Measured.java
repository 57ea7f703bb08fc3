// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.harness;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * The work of one device under a load, after its warm-up.
 *
 * @param name the workload's
 * @param threads how many threads it had
 * @param time how long it was measured
 * @param operations how many operations succeeded
 * @param errors how many failed, by why
 * @param latency nanoseconds of those that succeeded: in an open loop from when they should have begun, else from when they
 *     did
 * @param service nanoseconds of the same, from when they did begin
 * @param series the same interval by interval
 * @param warmUp what was spent before, and is not in any of these numbers
 */
public record Measured(
        String name,
        int threads,
        Duration time,
        long operations,
        Map<String, Long> errors,
        Histogram latency,
        Histogram service,
        List<Slice> series,
        WarmUp warmUp) {
    /**
     * One interval.
     *
     * @param start since the measurement began
     * @param latency nanoseconds of the operations that succeeded and were due in it
     */
    public record Slice(Duration start, Histogram latency) {}

    /**
     * What came before.
     *
     * @param time how long
     * @param operations how many
     * @param steady whether the speed had settled at its end
     */
    public record WarmUp(Duration time, long operations, boolean steady) {}

    /** Copies what can be changed. */
    public Measured {
        errors = Map.copyOf(errors);
        series = List.copyOf(series);
    }

    /**
     * How many operations failed.
     *
     * @return of all kinds
     */
    public long failures() {
        return errors.values().stream().mapToLong(Long::longValue).sum();
    }

    /**
     * The share that failed.
     *
     * @return 0 to 1; 0 if nothing was done at all
     */
    public double failureShare() {
        long all = operations + failures();
        return all == 0 ? 0 : (double) failures() / all;
    }

    /**
     * Throughput.
     *
     * @return operations that succeeded per second
     */
    public double perSecond() {
        return operations / (time.toNanos() / 1e9);
    }
}
