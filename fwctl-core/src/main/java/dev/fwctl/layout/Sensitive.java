// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.layout;

import java.util.Objects;

/**
 * A value that is a secret, on its way to something that shows or records values. Whoever meets one shows that it is
 * there and not what it is; a program that turns objects into JSON finds no property in it. Immutable if the value is.
 */
// No record: reflection would find the secret as a component of one.
public final class Sensitive {
    private final Object value;

    /** Takes a number, text, a list or a map, as it would stand there if it were no secret. */
    public Sensitive(Object value) {
        Objects.requireNonNull(value, "value");
        this.value = value;
    }

    /** The secret. */
    public Object value() {
        return value;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Sensitive that && value.equals(that.value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    /** Never the secret. */
    @Override
    public String toString() {
        return "(sensitive)";
    }
}
