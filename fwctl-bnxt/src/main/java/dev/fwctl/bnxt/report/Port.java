// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.bnxt.report;

/**
 * The port of the card that a command asks about.
 *
 * @param id 0 for the first, 16 bits
 */
record Port(int id) {
    /**
     * Checks the number.
     *
     * @throws IllegalArgumentException if it has more than 16 bits
     */
    public Port {
        if (id < 0 || id > 0xffff) {
            throw new IllegalArgumentException("a port's number has 16 bits; this is " + id);
        }
    }
}
