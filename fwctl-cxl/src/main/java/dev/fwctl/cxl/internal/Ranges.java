// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.cxl.internal;

/** Checks what a caller gives against what the wire can carry. */
public final class Ranges {
    private Ranges() {}

    /**
     * Checks a number.
     *
     * @param what its name, as a sentence begins with it
     * @param value the number
     * @param max the highest that will do; 0 is the lowest
     * @return the number
     * @throws IllegalArgumentException if it is another one
     */
    public static int check(String what, int value, int max) {
        return (int) check(what, (long) value, max);
    }

    /**
     * Checks a number.
     *
     * @param what its name, as a sentence begins with it
     * @param value the number
     * @param max the highest that will do; 0 is the lowest
     * @return the number
     * @throws IllegalArgumentException if it is another one
     */
    public static long check(String what, long value, long max) {
        if (value < 0 || value > max) {
            throw new IllegalArgumentException(what + " is 0 to " + max + ", not " + value);
        }
        return value;
    }
}
