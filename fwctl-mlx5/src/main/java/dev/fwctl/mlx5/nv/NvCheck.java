// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.mlx5.nv;

import dev.fwctl.mlx5.catalog.Parameter;
import dev.fwctl.mlx5.nv.NvReading.Offer;
import dev.fwctl.mlx5.status.Mlx5Exception;
import dev.fwctl.settings.model.Bounds;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;

/** A check of whether a parameter is offered, and whether its planned value is in range and fits the others. */
final class NvCheck {
    private static final String NO_DEPENDENCY = "ignore_dependency";

    private NvCheck() {}

    /** Whether what the parameter depends on holds. */
    static Offer offer(NvVariables.Next next, NvItem item, Parameter parameter) {
        if (parameter.dependency().isBlank() || parameter.dependency().equals(NO_DEPENDENCY)) {
            return Offer.YES;
        }
        Expression dependency = Expression.of(parameter.dependency());
        NvVariables values = new NvVariables(next, item, parameter);
        try {
            return dependency.holds(values)
                    ? Offer.YES
                    : Offer.no("the device offers it only if " + dependency + ", and " + values.told());
        } catch (NvVariables.MissingException e) {
            return Offer.no("the device offers it only if " + dependency + ", and " + e.getMessage());
        } catch (Mlx5Exception e) {
            return Offer.unknown("what it depends on cannot be read: " + e.getMessage());
        }
    }

    /**
     * What is wrong with the planned value.
     *
     * @return empty if nothing is
     */
    static Optional<String> value(NvVariables.Next next, NvItem item, Parameter parameter, long value) {
        Optional<String> range = range(next, item, parameter, value);
        return range.isPresent() ? range : rule(next, item, parameter, value);
    }

    /** What the rule about the configuration as a whole has against the planned value. */
    static Optional<String> rule(NvVariables.Next next, NvItem item, Parameter parameter, long value) {
        if (parameter.rule().isBlank()) {
            return Optional.empty();
        }
        Expression rule = Expression.of(parameter.rule());
        NvVariables values = new NvVariables(next, item, parameter);
        try {
            return rule.holds(values)
                    ? Optional.empty()
                    : Optional.of(spelt(parameter, value) + " does not fit the rest of the configuration: it takes "
                            + rule + ", and " + values.told());
        } catch (NvVariables.MissingException | Mlx5Exception e) {
            return Optional.empty(); // what the rule is about is not there, or not told; the firmware is left to judge
        }
    }

    private static Optional<String> range(NvVariables.Next next, NvItem item, Parameter parameter, long value) {
        double number = value >= 0 ? value : value + 0x1p64;
        double min = bound(next, item, parameter, parameter.min());
        if (number < min) {
            return Optional.of(spelt(parameter, value) + " is below the minimum, " + NvVariables.number(min));
        }
        double max = bound(next, item, parameter, parameter.max());
        // A capability that gives 0 as the maximum gives none.
        if (max != 0 && number > max) {
            return Optional.of(spelt(parameter, value) + " is above the maximum, " + NvVariables.number(max));
        }
        if (parameter.type() == Parameter.Type.ENUM
                && !parameter.values().isEmpty()
                && parameter.values().name(value).isEmpty()) {
            return Optional.of(value + " is none of " + parameter.values().byName());
        }
        return Optional.empty();
    }

    /** Which numbers the device takes, as far as it tells. */
    static Bounds bounds(NvVariables.Next next, NvItem item, Parameter parameter) {
        double min = bound(next, item, parameter, parameter.min());
        double max = bound(next, item, parameter, parameter.max());
        return new Bounds(whole(min), max == 0 ? Optional.empty() : whole(max), Optional.empty());
    }

    private static Optional<BigInteger> whole(double bound) {
        return Double.isNaN(bound) || Double.isInfinite(bound)
                ? Optional.empty()
                : Optional.of(new BigDecimal(bound).toBigInteger());
    }

    /** A bound; not a number, which no comparison holds for, if there is none or the device does not tell. */
    private static double bound(NvVariables.Next next, NvItem item, Parameter parameter, String expression) {
        if (expression.isBlank()) {
            return Double.NaN;
        }
        try {
            return Expression.of(expression).value(new NvVariables(next, item, parameter));
        } catch (NvVariables.MissingException | Mlx5Exception e) {
            return Double.NaN;
        }
    }

    private static String spelt(Parameter parameter, long value) {
        return parameter.values().name(value).orElseGet(() -> Long.toUnsignedString(value));
    }
}
