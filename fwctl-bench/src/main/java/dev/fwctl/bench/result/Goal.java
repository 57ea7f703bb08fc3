// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.bench.result;

import dev.fwctl.harness.stats.Interval;
import dev.fwctl.harness.stats.Verdict;
import java.util.List;

/**
 * One of the library's promises.
 *
 * @param name what is promised
 * @param value what was measured
 * @param atMost what was promised
 * @param doubts why what was measured decides nothing; empty if it does
 */
public record Goal(String name, Interval value, double atMost, List<String> doubts) {
    public Verdict verdict() {
        return doubts.isEmpty() ? value.atMost(atMost) : Verdict.UNDECIDED;
    }

    /** The verdict in words, with the reason if there is none. */
    public String words() {
        return switch (verdict()) {
            case MET -> "met";
            case MISSED -> "MISSED";
            case UNDECIDED ->
                "undecided: "
                        + (!doubts.isEmpty()
                                ? String.join("; ", doubts)
                                : value.isBounded()
                                        ? "the limit is in the interval"
                                        : "no interval: too few processes");
        };
    }
}
