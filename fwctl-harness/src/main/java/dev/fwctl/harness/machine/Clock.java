// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.harness.machine;

import java.util.Arrays;

/**
 * The cost of {@link System#nanoTime} itself here, which every single measured call has in it.
 *
 * @param costNanos nanoseconds for one reading, the median
 * @param resolutionNanos the smallest step that was seen
 */
public record Clock(double costNanos, long resolutionNanos) {
    private static final int BATCHES = 200;
    private static final int READINGS = 1000;

    /**
     * Measures it; takes some ten milliseconds.
     *
     * @return this machine's clock
     */
    public static Clock measure() {
        double[] costs = new double[BATCHES];
        long step = Long.MAX_VALUE;
        for (int batch = 0; batch < BATCHES; batch++) {
            long start = System.nanoTime();
            long last = start;
            for (int i = 0; i < READINGS; i++) {
                long now = System.nanoTime();
                if (now > last) {
                    step = Math.min(step, now - last);
                }
                last = now;
            }
            costs[batch] = (double) (last - start) / READINGS;
        }
        Arrays.sort(costs);
        return new Clock(costs[BATCHES / 2], step);
    }
}
