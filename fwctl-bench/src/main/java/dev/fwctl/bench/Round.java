// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Lets rivals run in turn, for a short time each, round after round: what disturbs the machine disturbs all of them,
 * and the medians forget it. A turn is shorter than what a scheduler gives a thread before another one's turn, so that
 * most turns are whole even on a busy machine.
 */
final class Round {
    private Round() {}

    /** The first child is what the others are measured against. */
    static List<Row> robin(List<Child> children, int rounds, double seconds, String command) {
        double[][] ns = new double[children.size()][rounds];
        double[] bytes = new double[children.size()];
        Arrays.fill(bytes, Double.MAX_VALUE);
        String order = command + " " + (long) (seconds * 1e9);
        for (int round = 0; round < rounds; round++) {
            for (int i = 0; i < children.size(); i++) {
                int turn = (i + round) % children.size();
                long[] answer = children.get(turn).ask(order);
                ns[turn][round] = (double) answer[1] / answer[0];
                // The least of the rounds: a recompilation allocates once, garbage of the path itself every time.
                bytes[turn] = Math.min(bytes[turn], (double) answer[2] / answer[0]);
            }
        }
        List<Row> rows = new ArrayList<>();
        double floor = median(ns[0]);
        for (int i = 0; i < children.size(); i++) {
            double median = median(ns[i]);
            rows.add(new Row(children.get(i).path(), median, median / floor, bytes[i]));
        }
        return rows;
    }

    static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
