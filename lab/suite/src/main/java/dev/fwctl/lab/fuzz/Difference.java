// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.lab.fuzz;

import java.util.List;

/**
 * The place where two worlds part.
 *
 * @param steps the steps up to there
 * @param what what each of them saw
 */
record Difference(List<Step> steps, String what) {
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("the two kernels differ after:\n");
        for (Step step : steps) {
            text.append("  ").append(step).append('\n');
        }
        return text.append(what).toString();
    }

    /** Roughly: what was called where, and what the two said. */
    String kind() {
        String call =
                steps.isEmpty() ? "" : steps.get(steps.size() - 1).getClass().getSimpleName();
        return call
                + what.lines()
                        .map(line -> line.length() < 24 ? line : line.substring(0, 24))
                        .toList();
    }
}
