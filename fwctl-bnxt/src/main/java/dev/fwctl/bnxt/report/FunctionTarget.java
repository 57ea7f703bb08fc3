// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.bnxt.report;

/**
 * The PCI function that a command asks about.
 *
 * @param fid the firmware's number of it, 16 bits; 0xffff is the function that the command is sent through
 */
record FunctionTarget(int fid) {
    /** The function that the command is sent through. */
    public static final FunctionTarget SELF = new FunctionTarget(0xffff);

    /**
     * Checks the number.
     *
     * @throws IllegalArgumentException if it has more than 16 bits
     */
    public FunctionTarget {
        if (fid < 0 || fid > 0xffff) {
            throw new IllegalArgumentException("a fid has 16 bits; this is " + fid);
        }
    }
}
