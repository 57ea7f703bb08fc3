// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.mlx5.nv;

import dev.fwctl.mlx5.catalog.Parameter;
import dev.fwctl.mlx5.nv.NvReading.Offer;
import dev.fwctl.mlx5.status.Mlx5Exception;
import java.util.Optional;

/** A check of whether a parameter is offered, and whether its planned value is in range and fits the others. */
final class NvCheck {
    private static final String NO_DEPENDENCY = "ignore_dependency";

    private NvCheck() {}

    /** Whether what the parameter depends on holds. */
    static Offer offer(NvSession session, NvItem item, Parameter parameter) {
        if (parameter.dependency().isBlank() || parameter.dependency().equals(NO_DEPENDENCY)) {
            return Offer.YES;
        }
        Expression dependency = Expression.of(parameter.dependency());
        NvSession.Variables values = session.variables(item, parameter);
        try {
            return dependency.holds(values)
                    ? Offer.YES
                    : Offer.no("the device offers it only if " + dependency + ", and " + values.told());
        } catch (NvSession.MissingException e) {
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
    static Optional<String> value(NvSession session, NvItem item, Parameter parameter, long value) {
        Optional<String> range = range(session, item, parameter, value);
        if (range.isPresent() || parameter.rule().isBlank()) {
            return range;
        }
        Expression rule = Expression.of(parameter.rule());
        NvSession.Variables values = session.variables(item, parameter);
        try {
            return rule.holds(values)
                    ? Optional.empty()
                    : Optional.of(spelt(parameter, value) + " does not fit the rest of the configuration: it takes "
                            + rule + ", and " + values.told());
        } catch (NvSession.MissingException | Mlx5Exception e) {
            return Optional.empty(); // what the rule is about is not there, or not told; the firmware is left to judge
        }
    }

    private static Optional<String> range(NvSession session, NvItem item, Parameter parameter, long value) {
        double number = value >= 0 ? value : value + 0x1p64;
        double min = bound(session, item, parameter, parameter.min());
        if (number < min) {
            return Optional.of(spelt(parameter, value) + " is below the minimum, " + NvSession.number(min));
        }
        double max = bound(session, item, parameter, parameter.max());
        // A capability that gives 0 as the maximum gives none.
        if (max != 0 && number > max) {
            return Optional.of(spelt(parameter, value) + " is above the maximum, " + NvSession.number(max));
        }
        if (parameter.type() == Parameter.Type.ENUM
                && !parameter.values().isEmpty()
                && parameter.values().name(value).isEmpty()) {
            return Optional.of(value + " is none of " + parameter.values().byName());
        }
        return Optional.empty();
    }

    /** A bound; not a number, which no comparison holds for, if there is none or the device does not tell. */
    private static double bound(NvSession session, NvItem item, Parameter parameter, String expression) {
        if (expression.isBlank()) {
            return Double.NaN;
        }
        try {
            return Expression.of(expression).value(session.variables(item, parameter));
        } catch (NvSession.MissingException | Mlx5Exception e) {
            return Double.NaN;
        }
    }

    private static String spelt(Parameter parameter, long value) {
        return parameter.values().name(value).orElseGet(() -> Long.toUnsignedString(value));
    }
}
