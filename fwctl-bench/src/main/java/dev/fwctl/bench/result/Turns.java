// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.bench.result;

import java.util.Map;

/**
 * The work of one process of one rival, turn by turn.
 *
 * @param path the rival's name; with more than one JDK, {@code @} and its version behind it
 * @param ns nanoseconds per operation of each turn
 * @param bytes garbage per operation; NaN where it was not measured
 * @param operations how many there were in all
 * @param errors how many of them failed, by kind: see {@code Outcomes}
 * @param steady whether its speed had settled before the first turn
 */
public record Turns(
        String path, double[] ns, double bytes, long operations, Map<String, Long> errors, boolean steady) {}
