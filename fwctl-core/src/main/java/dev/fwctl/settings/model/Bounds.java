// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.settings.model;

import java.math.BigInteger;
import java.util.Objects;
import java.util.Optional;

/**
 * The numbers that a setting takes. All three are inclusive, in the setting's unit of measure, and each may be unknown.
 *
 * @param lower the least number
 * @param upper the greatest number
 * @param increment the step between allowed numbers, counted from the lower bound (from 0 if there is none); more than 0
 */
public record Bounds(Optional<BigInteger> lower, Optional<BigInteger> upper, Optional<BigInteger> increment) {
    private static final Bounds NONE = new Bounds(Optional.empty(), Optional.empty(), Optional.empty());

    /**
     * Checks the increment.
     *
     * @throws IllegalArgumentException if the increment is not more than 0
     */
    public Bounds {
        Objects.requireNonNull(lower, "lower");
        Objects.requireNonNull(upper, "upper");
        Objects.requireNonNull(increment, "increment");
        if (increment.isPresent() && increment.get().signum() <= 0) {
            throw new IllegalArgumentException("an increment is more than 0, not " + increment.get());
        }
    }

    /** No bounds that anybody told. */
    public static Bounds none() {
        return NONE;
    }

    /** From {@code lower} to {@code upper}, both included. */
    public static Bounds of(long lower, long upper) {
        return new Bounds(
                Optional.of(BigInteger.valueOf(lower)), Optional.of(BigInteger.valueOf(upper)), Optional.empty());
    }

    /** These bounds, with steps. */
    public Bounds withIncrement(long step) {
        return new Bounds(lower, upper, Optional.of(BigInteger.valueOf(step)));
    }

    /**
     * Why a number is not allowed.
     *
     * @return empty if it is
     */
    public Optional<String> refuse(BigInteger number) {
        Objects.requireNonNull(number, "number");
        if (lower.isPresent() && number.compareTo(lower.get()) < 0) {
            return Optional.of(number + " is below the minimum, " + lower.get());
        }
        if (upper.isPresent() && number.compareTo(upper.get()) > 0) {
            return Optional.of(number + " is above the maximum, " + upper.get());
        }
        BigInteger from = lower.orElse(BigInteger.ZERO);
        if (increment.isPresent() && number.subtract(from).mod(increment.get()).signum() != 0) {
            return Optional.of(number + " is not a multiple of " + increment.get()
                    + (from.signum() == 0 ? "" : " counted from " + from));
        }
        return Optional.empty();
    }

    /** For example {@code 0 to 127}; {@code unknown} if nothing is known. */
    @Override
    public String toString() {
        if (lower.isEmpty() && upper.isEmpty() && increment.isEmpty()) {
            return "unknown";
        }
        String range = lower.map(Object::toString).orElse("...") + " to "
                + upper.map(Object::toString).orElse("...");
        return range + increment.map(step -> " in steps of " + step).orElse("");
    }
}
