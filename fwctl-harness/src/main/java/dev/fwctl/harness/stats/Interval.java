// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.harness.stats;

/**
 * An estimate, and the interval around it that holds the true value in 95 of 100 experiments.
 *
 * @param estimate the most likely value; NaN if there is none
 * @param low the interval's lower end; minus infinity if nothing is known about it
 * @param high the interval's upper end; infinity if nothing is known about it
 */
public record Interval(double estimate, double low, double high) {
    /** No value at all. */
    public static final Interval NONE = new Interval(Double.NaN, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

    /**
     * A value with nothing known about its uncertainty, as that of a single process.
     *
     * @param estimate the value
     * @return an interval without ends
     */
    public static Interval unknown(double estimate) {
        return new Interval(estimate, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
    }

    /**
     * A value that was counted, not estimated.
     *
     * @param value the value
     * @return an interval of no width
     */
    public static Interval exact(double value) {
        return new Interval(value, value, value);
    }

    /**
     * Whether both ends are known.
     *
     * @return false for {@link #unknown} and {@link #NONE}
     */
    public boolean isBounded() {
        return Double.isFinite(low) && Double.isFinite(high);
    }

    /**
     * Whether the value is at most a limit. Nothing is rounded first: 1.104 is not at most 1.10.
     *
     * @param limit the limit
     * @return undecided if the interval has the limit inside
     */
    public Verdict atMost(double limit) {
        if (Double.isNaN(estimate)) {
            return Verdict.UNDECIDED;
        }
        return high <= limit ? Verdict.MET : low > limit ? Verdict.MISSED : Verdict.UNDECIDED;
    }

    /**
     * The same in another unit.
     *
     * @param factor above 0
     * @return all three numbers times the factor
     */
    public Interval times(double factor) {
        return new Interval(estimate * factor, low * factor, high * factor);
    }

    /**
     * One by this, as for operations per second of seconds per operation.
     *
     * @return the reciprocal, its ends swapped
     */
    public Interval reciprocal() {
        return new Interval(1 / estimate, isBounded() ? 1 / high : low, isBounded() ? 1 / low : high);
    }
}
