// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.harness.stats;

import java.util.Arrays;

/** The percentiles that a number of samples can carry: those beyond which at least {@value #BEYOND} samples lie. */
public final class Percentiles {
    /** The usual ones. */
    private static final double[] USUAL = {50, 90, 95, 99, 99.9, 99.99, 99.999};

    static final int BEYOND = 100;
    /** Who asks for a percentile by its number gets it from fewer. */
    static final int BEYOND_ASKED = 10;

    private Percentiles() {}

    /**
     * The usual percentiles that so many samples carry.
     *
     * @param samples how many
     * @return in rising order; the median, even of very few
     */
    public static double[] of(long samples) {
        return carried(USUAL, samples, BEYOND);
    }

    /**
     * Those of a choice that so many samples carry: beyond which at least ten lie.
     *
     * @param wanted percentiles, 0 to below 100
     * @param samples how many samples
     * @return those that are left
     */
    public static double[] carried(double[] wanted, long samples) {
        return carried(wanted, samples, BEYOND_ASKED);
    }

    private static double[] carried(double[] wanted, long samples, int beyond) {
        return Arrays.stream(wanted)
                .filter(percentile -> percentile <= 50 || samples * (100 - percentile) / 100 >= beyond - 1e-6)
                .toArray();
    }
}
