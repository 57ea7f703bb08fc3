// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.audit;

import java.time.Instant;

/**
 * The number of RPCs that are not in the log, and of those among them that the log has not told yet. Not thread-safe.
 */
final class Losses {
    /**
     * What a line will tell.
     *
     * @param count how many RPCs
     * @param from when the first of them began
     * @param to when the last of them began
     */
    record Report(long count, Instant from, Instant to) {
        static final Report NONE = new Report(0, Instant.EPOCH, Instant.EPOCH);
    }

    private long inAll;
    private long unreported;
    private Instant from = Instant.EPOCH;
    private Instant to = Instant.EPOCH;

    long inAll() {
        return inAll;
    }

    boolean areUnreported() {
        return unreported > 0;
    }

    void add(long count, Instant when) {
        inAll += count;
        if (unreported == 0) {
            from = when;
        }
        unreported += count;
        to = when;
    }

    Report report() {
        return new Report(unreported, from, to);
    }

    /** A report is in the log; what was lost after it was made is not. */
    void reported(Report report) {
        unreported -= report.count();
        if (report.count() > 0) {
            from = report.to();
        }
    }
}
