// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.harness.stats;

import org.apache.commons.statistics.distribution.TDistribution;

/**
 * The difference between two versions that were measured apart, in some processes each: by Welch's t test on
 * logarithms, so that the difference is a ratio.
 *
 * @param ratio how many times as long the new one takes
 * @param effect the difference in standard deviations of processes (Cohen's d); NaN if processes did not differ at all
 */
public record Difference(Interval ratio, double effect) {
    /** A difference that is smaller than this matters to nobody, and no two builds of a program are nearer. */
    public static final double MARGIN = 0.03;

    private static final double WRONG_AT_MOST = 0.05;

    /** What a difference says. */
    public enum Kind {
        /** The whole interval lies within {@link #MARGIN} of 1. */
        SAME,
        /** The whole interval lies below 1, and not all of it within the margin. */
        FASTER,
        /** The whole interval lies above 1, and not all of it within the margin. */
        SLOWER,
        /** Anything else. */
        CANNOT_TELL;

        /**
         * In words.
         *
         * @return for example {@code cannot tell}
         */
        public String words() {
            return name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
        }
    }

    /**
     * From what processes gave: medians, or ratios to something that ran beside them. Of many differences that are looked at
     * together some would be called so by chance; each interval is therefore as wide as it takes for all of them to hold at
     * once in 95 of 100 experiments (Bonferroni's correction).
     *
     * @param before of the old version, one value for each process; above 0
     * @param after of the new one
     * @param comparisons how many differences are looked at together, this one included; at least 1
     * @return the difference; an interval without ends if one of them has fewer than two processes
     */
    public static Difference of(double[] before, double[] after, int comparisons) {
        double old = meanLog(before);
        double now = meanLog(after);
        double ratio = Math.exp(now - old);
        if (before.length < 2 || after.length < 2) {
            return new Difference(Interval.unknown(ratio), Double.NaN);
        }
        double varianceBefore = varianceLog(before, old);
        double varianceAfter = varianceLog(after, now);
        double a = varianceBefore / before.length;
        double b = varianceAfter / after.length;
        double deviation = Math.sqrt((varianceBefore + varianceAfter) / 2);
        if (a + b == 0) {
            return new Difference(Interval.exact(ratio), Double.NaN);
        }
        double freedom = (a + b) * (a + b) / (a * a / (before.length - 1) + b * b / (after.length - 1));
        double half = TDistribution.of(freedom).inverseSurvivalProbability(WRONG_AT_MOST / 2 / comparisons)
                * Math.sqrt(a + b);
        return new Difference(
                new Interval(ratio, Math.exp(now - old - half), Math.exp(now - old + half)), (now - old) / deviation);
    }

    /**
     * What it says.
     *
     * @return cannot tell, unless the interval is clear
     */
    public Kind kind() {
        if (ratio.low() >= 1 / (1 + MARGIN) && ratio.high() <= 1 + MARGIN) {
            return Kind.SAME;
        }
        return ratio.high() < 1 ? Kind.FASTER : ratio.low() > 1 ? Kind.SLOWER : Kind.CANNOT_TELL;
    }

    private static double meanLog(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += Math.log(value);
        }
        return sum / values.length;
    }

    private static double varianceLog(double[] values, double mean) {
        double sum = 0;
        for (double value : values) {
            sum += (Math.log(value) - mean) * (Math.log(value) - mean);
        }
        return sum / (values.length - 1);
    }
}
