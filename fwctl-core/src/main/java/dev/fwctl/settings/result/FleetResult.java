// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.settings.result;

import dev.fwctl.internal.Elements;
import dev.fwctl.settings.plan.Problem;
import java.util.List;

/**
 * The result of the plans of several devices.
 *
 * @param results one for each device that was reached
 * @param problems why others were not
 * @param takenBack what was rolled back because another device failed, where the caller wanted all or nothing
 */
public record FleetResult(List<ApplyResult> results, List<Problem> problems, List<Recovery> takenBack) {
    /** Copies the lists. */
    public FleetResult {
        Elements.require(results, "results");
        Elements.require(problems, "problems");
        Elements.require(takenBack, "takenBack");
        results = List.copyOf(results);
        problems = List.copyOf(problems);
        takenBack = List.copyOf(takenBack);
    }

    /** Whether everything that was wanted is there on every device, or will be after a reset. */
    public boolean done() {
        return problems.isEmpty() && takenBack.isEmpty() && results.stream().allMatch(ApplyResult::done);
    }
}
