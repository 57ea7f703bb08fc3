// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.mlx5.capability;

import java.util.Objects;

/**
 * Whose capabilities are meant: those of the function that the node belongs to, or those of another one that it manages.
 *
 * @param by how the function is named
 * @param id its number, 16 bits; 0 for the own function
 */
public record FunctionTarget(By by, int id) {
    /** The ways to name a function. */
    public enum By {
        /** The function that the node belongs to: it needs no number. */
        OWN,
        /** Another one, by its function id. */
        FUNCTION_ID,
        /** Another one, by its VHCA id. */
        VHCA_ID
    }

    private static final FunctionTarget OWN = new FunctionTarget(By.OWN, 0);

    /**
     * Checks the number.
     *
     * @throws IllegalArgumentException if it does not fit 16 bits, or is not 0 for the own function
     */
    public FunctionTarget {
        Objects.requireNonNull(by, "by");
        if (id < 0 || id > 0xffff) {
            throw new IllegalArgumentException("a function id has 16 bits; id " + id + " does not fit");
        }
        if (by == By.OWN && id != 0) {
            throw new IllegalArgumentException("the own function needs no id, and " + id + " was given");
        }
    }

    /** The function that the node belongs to. */
    public static FunctionTarget own() {
        return OWN;
    }

    /**
     * A function of the embedded switch that the own function manages.
     *
     * @param id its function id: 0 is the physical function, 1 the first virtual one
     */
    public static FunctionTarget function(int id) {
        return new FunctionTarget(By.FUNCTION_ID, id);
    }

    /**
     * A function by the id that the device itself numbers them with.
     *
     * @param id its VHCA id
     */
    public static FunctionTarget vhca(int id) {
        return new FunctionTarget(By.VHCA_ID, id);
    }

    /** Whether another function than the own is meant. */
    public boolean other() {
        return by != By.OWN;
    }

    @Override
    public String toString() {
        return switch (by) {
            case OWN -> "the own function";
            case FUNCTION_ID -> "function " + id;
            case VHCA_ID -> "VHCA " + id;
        };
    }
}
