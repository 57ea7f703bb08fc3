// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.harness;

import java.time.Duration;

/**
 * All that may be spent, warm-up included: whichever of the two is used up first.
 *
 * @param time how long
 * @param operations how many, of all threads and devices together
 */
public record Budget(Duration time, long operations) {
    /** Checks that there is something to spend. */
    public Budget {
        if (time.isNegative() || time.isZero() || operations < 1) {
            throw new IllegalArgumentException("a budget is some time and at least one operation, not " + time + " and "
                    + operations + " operations");
        }
    }

    /**
     * A time.
     *
     * @param time how long
     * @return the budget
     */
    public static Budget of(Duration time) {
        return new Budget(time, Long.MAX_VALUE);
    }
}
