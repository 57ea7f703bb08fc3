// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.settings.plan;

import dev.fwctl.internal.Elements;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The wish of a caller for a setting: a value, or whatever its default is; in a plan that was read, also a secret that is
 * withheld. Immutable.
 */
public final class Desired {
    private enum Kind {
        VALUE,
        DEFAULT,
        WITHHELD
    }

    private static final Desired BY_DEFAULT = new Desired(Kind.DEFAULT, null);
    private static final Desired WITHHELD = new Desired(Kind.WITHHELD, null);

    private final Kind kind;
    private final @Nullable Object value;

    private Desired(Kind kind, @Nullable Object value) {
        this.kind = kind;
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
        Objects.requireNonNull(value, "value");
        return value instanceof Desired desired ? desired : new Desired(Kind.VALUE, value);
    }

    /** The wishes of a map, in its order: see {@link #of}. */
    public static Map<String, Desired> all(Map<String, ?> wishes) {
        Elements.require(wishes, "wishes");
        Map<String, Desired> all = new LinkedHashMap<>();
        wishes.forEach((name, value) -> all.put(name, of(value)));
        return all;
    }

    /** A secret that a written plan does not hold, and that has to be given again. */
    public static Desired withheld() {
        return WITHHELD;
    }

    /** Whether it is a secret that has to be given again. */
    public boolean isWithheld() {
        return kind == Kind.WITHHELD;
    }

    /** The value; empty for the default, and for a secret that is withheld. */
    public Optional<Object> value() {
        return Optional.ofNullable(value);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Desired that && kind == that.kind && Objects.deepEquals(value, that.value);
    }

    @Override
    public int hashCode() {
        return Arrays.deepHashCode(new Object[] {kind, value});
    }

    /** The value, {@code DEFAULT}, or {@code (sensitive)}. */
    @Override
    public String toString() {
        if (isWithheld()) {
            return "(sensitive)";
        }
        return value == null ? "DEFAULT" : value.toString();
    }
}
