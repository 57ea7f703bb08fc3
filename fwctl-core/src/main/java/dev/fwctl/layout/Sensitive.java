// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.layout;

/**
 * A value that is a secret, on its way to something that shows or records values. Whoever meets one shows that it is
 * there and not what it is.
 *
 * @param value the secret: a number, text, a list or a map, as it would stand there if it were none
 */
public record Sensitive(Object value) {
    /** Never the secret. */
    @Override
    public String toString() {
        return "(sensitive)";
    }
}
