// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.settings;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The wish of a caller for a setting: a value, or whatever its default is. Immutable. */
public final class Desired {
    private static final Desired BY_DEFAULT = new Desired(null);

    private final @Nullable Object value;

    private Desired(@Nullable Object value) {
        this.value = value;
    }

    /** The default that the device was made with. */
    public static Desired byDefault() {
        return BY_DEFAULT;
    }

    /**
     * A value.
     *
     * @param value a {@code Boolean}, a number, a text, a {@code byte[]}, a {@code List} of these; or already a
     *     {@code Desired}
     */
    public static Desired of(Object value) {
        return value instanceof Desired desired ? desired : new Desired(Objects.requireNonNull(value));
    }

    /** The value; empty for the default. */
    public Optional<Object> value() {
        return Optional.ofNullable(value);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Desired that && Objects.deepEquals(value, that.value);
    }

    @Override
    public int hashCode() {
        return Objects.hashCode(value);
    }

    /** The value, or {@code DEFAULT}. */
    @Override
    public String toString() {
        return value == null ? "DEFAULT" : value.toString();
    }
}
