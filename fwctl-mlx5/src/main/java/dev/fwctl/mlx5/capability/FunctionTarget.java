// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.mlx5.capability;

/**
 * Whose capabilities are meant: those of the function that the node belongs to, or those of another one that it manages.
 *
 * @param other whether another function is meant
 * @param id the other function's number, 16 bits; 0 if the own is meant
 * @param vhcaId whether {@code id} is a VHCA id rather than a function id
 */
public record FunctionTarget(boolean other, int id, boolean vhcaId) {
    private static final FunctionTarget OWN = new FunctionTarget(false, 0, false);

    /**
     * Checks the number.
     *
     * @throws IllegalArgumentException if it does not fit 16 bits
     */
    public FunctionTarget {
        if (id < 0 || id > 0xffff) {
            throw new IllegalArgumentException("a function id has 16 bits; " + id + " does not fit");
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
        return new FunctionTarget(true, id, false);
    }

    /**
     * A function by the id that the device itself numbers them with.
     *
     * @param id its VHCA id
     */
    public static FunctionTarget vhca(int id) {
        return new FunctionTarget(true, id, true);
    }

    @Override
    public String toString() {
        if (!other) {
            return "the own function";
        }
        return (vhcaId ? "VHCA " : "function ") + id;
    }
}
