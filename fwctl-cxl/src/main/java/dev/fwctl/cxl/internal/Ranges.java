// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.cxl.internal;

/** Checks what a caller gives against what the wire can carry. */
public final class Ranges {
    private Ranges() {}

    public static void check(String what, int value, int max) {
        if (value < 0 || value > max) {
            throw new IllegalArgumentException(what + " is 0 to " + max + ", not " + value);
        }
    }
}
