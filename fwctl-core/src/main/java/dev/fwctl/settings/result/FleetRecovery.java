// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.settings.result;

import dev.fwctl.internal.Elements;
import dev.fwctl.settings.plan.Problem;
import java.util.List;

/**
 * The result of recovering the interrupted transactions of several devices.
 *
 * @param recoveries one for each transaction whose hardware was reached
 * @param problems the devices that could not be reached, and the transactions that stay open for it
 */
public record FleetRecovery(List<Recovery> recoveries, List<Problem> problems) {
    /** Copies the lists. */
    public FleetRecovery {
        Elements.require(recoveries, "recoveries");
        Elements.require(problems, "problems");
        recoveries = List.copyOf(recoveries);
        problems = List.copyOf(problems);
    }
}
