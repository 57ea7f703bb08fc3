// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.harness;

import java.util.Locale;

/**
 * The rate at which operations begin.
 *
 * @param kind what decides when the next one begins
 * @param perSecond how many a second, of all threads of a device together; above 0
 */
public record Rate(Kind kind, double perSecond) {
    /** What decides when the next operation begins. */
    public enum Kind {
        /**
         * Closed loop: each thread begins as soon as its last one has ended, though no more often than the rate. A
         * device that stalls is asked less often meanwhile, and the stall is one slow operation.
         */
        CLOSED,
        /**
         * Open loop, at even distances, whatever has become of those before. Latency counts from when an operation
         * should have begun, so that all that a stall keeps waiting are late, as they are to whoever waits.
         */
        FIXED,
        /** Open loop, at random distances, as independent callers come: a Poisson process. */
        POISSON
    }

    /** As fast as it goes. */
    public static final Rate UNLIMITED = new Rate(Kind.CLOSED, Double.POSITIVE_INFINITY);

    /** Checks the rate. */
    public Rate {
        if (!(perSecond > 0)) {
            throw new IllegalArgumentException("a rate is above 0 operations a second, not " + perSecond);
        }
        if (kind != Kind.CLOSED && Double.isInfinite(perSecond)) {
            throw new IllegalArgumentException("an open loop needs a rate");
        }
    }

    /**
     * Closed loop, with a limit.
     *
     * @param perSecond at most so many a second
     * @return the rate
     */
    public static Rate atMost(double perSecond) {
        return new Rate(Kind.CLOSED, perSecond);
    }

    /**
     * Open loop at even distances.
     *
     * @param perSecond how many a second
     * @return the rate
     */
    public static Rate fixed(double perSecond) {
        return new Rate(Kind.FIXED, perSecond);
    }

    /**
     * Open loop at random distances.
     *
     * @param perSecond how many a second, on average
     * @return the rate
     */
    public static Rate poisson(double perSecond) {
        return new Rate(Kind.POISSON, perSecond);
    }

    /** Whether operations begin whatever has become of those before. */
    boolean isOpen() {
        return kind != Kind.CLOSED;
    }

    @Override
    public String toString() {
        return Double.isInfinite(perSecond)
                ? "closed loop"
                : String.format(
                        Locale.ROOT,
                        "%s, %s%.6g/s",
                        switch (kind) {
                            case CLOSED -> "closed loop";
                            case FIXED -> "open loop";
                            case POISSON -> "open loop, Poisson";
                        },
                        kind == Kind.CLOSED ? "at most " : "",
                        perSecond);
    }
}
