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
}
