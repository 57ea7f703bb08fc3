// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.bench.result;

import dev.fwctl.harness.stats.Interval;
import java.util.Map;

/**
 * The cost of one rival.
 *
 * @param path the rival's name
 * @param ns nanoseconds per operation; none if too many operations failed
 * @param ratio to the group's first rival
 * @param bytes garbage per operation; NaN if unknown
 * @param processes the median of each process, in nanoseconds
 * @param operations how many were measured
 * @param errors how many of them failed, by kind
 * @param steady whether its speed had settled, in each process
 */
public record Row(
        String path,
        Interval ns,
        Interval ratio,
        double bytes,
        double[] processes,
        long operations,
        Map<String, Long> errors,
        boolean steady) {
    /** Whether there is a figure at all. */
    public boolean hasFigure() {
        return !Double.isNaN(ns.estimate());
    }
}
