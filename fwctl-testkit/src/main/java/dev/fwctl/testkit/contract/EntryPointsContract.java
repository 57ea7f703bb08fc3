// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.fwctl.testkit.contract.entry.EntryPoints;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.Test;

/**
 * The contract of a jar's public face: the rules E01 to E04. Each public constructor and method of each public type in an
 * exported package is called with one wrong argument at a time. A wrong argument is taken, where it has a meaning, or
 * refused by name; it never fails by accident somewhere inside, and a null is never taken where none is allowed.
 *
 * <p>A refusal is an {@link IllegalArgumentException} or a {@link NullPointerException} whose message has the parameter's
 * name (in one word or several) or the value; for what is not null, also an {@code IllegalArgumentException} with words of
 * the module's own, a {@link dev.fwctl.FwctlException}, a checked
 * exception that the method declares, or one of {@link #documented()}. A parameter whose type bears an annotation
 * {@code Nullable} may be null.
 *
 * <p>Implement it in a test class. Compile what is tested with {@code -parameters}, with a {@code module-info}, which says
 * what is exported (or say it in {@link #types()}). Instances are public constants, or made by constructors and factories as
 * far as these guesses go; the rest is for {@link #instances()}. Never called are {@code main(String[])}, and what the
 * library alone calls, with what it checked: a command's encoders and its decoder, which the rules V05 and V09 try.
 */
@DisplayNameGeneration(RuleNames.class)
public interface EntryPointsContract {
    /**
     * The module.
     *
     * @return any type of it
     */
    Class<?> inModule();

    /**
     * What is tried.
     *
     * @return by default the public types in the packages that the module exports to everybody
     */
    default List<Class<?>> types() {
        return EntryPoints.exportedWith(inModule());
    }

    /**
     * What methods are called on, and what is given as arguments that make sense.
     *
     * @return one for each public type that has no constant and of which none can be made from others; rule E04 says which
     */
    default List<Object> instances() {
        return List.of();
    }

    /**
     * Arguments that make sense, where a type alone does not say what does.
     *
     * @return each under its parameter's name, or under {@code Type.method.parameter}; {@code new Type.parameter} for a
     *     constructor's
     */
    default Map<String, Object> arguments() {
        return Map.of();
    }

    /**
     * What is not called, such as a method that never returns or ends the JVM.
     *
     * @return why, under {@code Type.method} or {@code new Type}
     */
    default Map<String, String> leftOut() {
        return Map.of();
    }

    /**
     * Exceptions beside FwctlException that the module's documentation promises for values that make no sense.
     *
     * @return their types
     */
    default Set<Class<? extends Exception>> documented() {
        return Set.of();
    }

    /** Where the contract runs, for the {@link ContractReport}; empty to leave it out of the report. */
    String place();

    private EntryPoints points() {
        return new EntryPoints(types(), instances(), arguments(), leftOut().keySet(), documented());
    }

    /** {@link ContractRule#E01}. */
    @Test
    @Proves(ContractRule.E01)
    default void nullsAreRefusedByName() {
        ContractRule.E01.holds(place(), () -> {
            assertFalse(
                    types().isEmpty(),
                    "no public type is exported beside " + inModule().getName());
            EntryPoints points = points();
            assertEquals("", String.join("\n", points.nulls()));
            if (points.tried() == 0 && points.untried().isEmpty()) {
                throw ContractRule.skip("none of " + types() + " has a public way in with a parameter");
            }
        });
    }

    /** {@link ContractRule#E02}. */
    @Test
    @Proves(ContractRule.E02)
    default void nullsInContainersAreRefusedByName() {
        ContractRule.E02.holds(place(), () -> assertEquals("", String.join("\n", points().nullsInside())));
    }

    /** {@link ContractRule#E03}. */
    @Test
    @Proves(ContractRule.E03)
    default void valuesWithoutSenseAreTakenOrRefusedByName() {
        ContractRule.E03.holds(place(), () -> assertEquals("", String.join("\n", points().values())));
    }

    /** {@link ContractRule#E04}. */
    @Test
    @Proves(ContractRule.E04)
    default void nothingIsLeftOutWithoutAReason() {
        ContractRule.E04.holds(place(), () -> {
            EntryPoints points = points();
            points.nulls();
            assertEquals("", String.join("\n", points.untried()));
        });
    }
}
