// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.bench.compare;

import dev.fwctl.bench.result.Row;
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

    /**
     * One row for each rival from runs of the same rivals in other processes: where a JVM happens to put its code and
     * data makes a quarter of a call's time, for as long as the process lives.
     */
    static List<Row> merge(List<List<Row>> runs) {
        List<Row> merged = new ArrayList<>();
        for (int i = 0; i < runs.get(0).size(); i++) {
            int rival = i;
            double ns =
                    median(runs.stream().mapToDouble(run -> run.get(rival).ns()).toArray());
            double bytes = runs.stream()
                    .mapToDouble(run -> run.get(rival).bytes())
                    .min()
                    .orElseThrow();
            double floor = merged.isEmpty() ? ns : merged.get(0).ns();
            merged.add(new Row(runs.get(0).get(i).path(), ns, ns / floor, bytes));
        }
        return merged;
    }

    static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
