// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.settings.model;

import dev.fwctl.internal.Elements;
import dev.fwctl.layout.EnumValues;
import java.math.BigInteger;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * The value of a setting, as a device holds it: the raw value, and how people spell it. Two are equal if their raw values
 * are. Immutable.
 *
 * <p>Raw is a {@code Boolean}; for an integer or enumeration a {@code Long}, or a {@code BigInteger} if it takes the 64th
 * bit of an unsigned number; for text a {@code String}; for bytes a {@code String} of lower-case hexadecimal digits; for
 * an array the {@code List} of its elements' raw values.
 */
public final class SettingValue {
    private static final BigInteger TWO_TO_64 = BigInteger.ONE.shiftLeft(64);

    private final Object raw;
    private final String text;
    private final boolean sensitive;

    private SettingValue(Object raw, String text, boolean sensitive) {
        this.raw = raw;
        this.text = text;
        this.sensitive = sensitive;
    }

    /** A truth. */
    public static SettingValue of(boolean value) {
        return new SettingValue(value, Boolean.toString(value), false);
    }

    /** A number. */
    public static SettingValue of(long value) {
        return new SettingValue(value, Long.toString(value), false);
    }

    /** A number of 64 bits without a sign. */
    public static SettingValue unsigned(long bits) {
        Object raw = bits >= 0 ? (Object) bits : BigInteger.valueOf(bits).add(TWO_TO_64);
        return new SettingValue(raw, raw.toString(), false);
    }

    /** A number whose values have names; spelt by its name, or by its digits if it has none. */
    public static SettingValue named(long number, EnumValues names) {
        Objects.requireNonNull(names, "names");
        return new SettingValue(number, names.name(number).orElse(Long.toString(number)), false);
    }

    /** Text. */
    public static SettingValue of(String value) {
        Objects.requireNonNull(value, "value");
        return new SettingValue(value, value, false);
    }

    /** Bytes. */
    public static SettingValue of(byte[] value) {
        Objects.requireNonNull(value, "value");
        String hex = HexFormat.of().formatHex(value);
        return new SettingValue(hex, hex, false);
    }

    /** The elements of an array, in order. */
    public static SettingValue of(List<SettingValue> elements) {
        Elements.require(elements, "elements");
        return new SettingValue(
                elements.stream().map(SettingValue::raw).toList(),
                elements.stream().map(SettingValue::text).collect(Collectors.joining(", ", "[", "]")),
                elements.stream().anyMatch(SettingValue::sensitive));
    }

    /**
     * A value of one of the raw types that this class names.
     *
     * @throws IllegalArgumentException if it is of another type
     */
    public static SettingValue ofRaw(Object raw) {
        Objects.requireNonNull(raw, "raw");
        if (raw instanceof List<?> list) {
            return of(list.stream().map(SettingValue::ofRaw).toList());
        }
        if (raw instanceof Boolean || raw instanceof Long || raw instanceof BigInteger || raw instanceof String) {
            return new SettingValue(raw, raw.toString(), false);
        }
        throw new IllegalArgumentException(raw.getClass().getName() + " is no type of raw values");
    }

    /** This value, as a vendor's own tools spell it. */
    public SettingValue spelt(String newText) {
        Objects.requireNonNull(newText, "newText");
        return new SettingValue(raw, newText, sensitive);
    }

    /** This value, which is a secret: its text never shows it. */
    public SettingValue asSensitive() {
        return new SettingValue(raw, "(sensitive)", true);
    }

    /** The raw value; for a secret, the secret. */
    public Object raw() {
        return raw;
    }

    /** How people spell it; for a secret {@code (sensitive)}. */
    public String text() {
        return text;
    }

    /** Whether it is a secret, never to be shown or kept. */
    public boolean sensitive() {
        return sensitive;
    }

    /**
     * As a truth: a boolean, or a number other than 0.
     *
     * @throws IllegalStateException if it is neither
     */
    public boolean asBoolean() {
        if (raw instanceof Boolean truth) {
            return truth;
        }
        return number().signum() != 0;
    }

    /**
     * As a number; a truth is 1 or 0.
     *
     * @throws IllegalStateException if it is neither
     * @throws ArithmeticException if it does not fit 63 bits
     */
    public long asLong() {
        return number().longValueExact();
    }

    /**
     * As a number of any size; a truth is 1 or 0.
     *
     * @throws IllegalStateException if it is neither
     */
    public BigInteger number() {
        if (raw instanceof Boolean truth) {
            return truth ? BigInteger.ONE : BigInteger.ZERO;
        }
        if (raw instanceof BigInteger big) {
            return big;
        }
        if (raw instanceof Long small) {
            return BigInteger.valueOf(small);
        }
        throw new IllegalStateException(text + " is no number");
    }

    /**
     * As bytes.
     *
     * @return a new array
     * @throws IllegalStateException if it is no string of hexadecimal digits
     */
    public byte[] asBytes() {
        if (raw instanceof String hex) {
            try {
                return HexFormat.of().parseHex(hex);
            } catch (IllegalArgumentException e) {
                throw new IllegalStateException(text + " are no bytes", e);
            }
        }
        throw new IllegalStateException(text + " are no bytes");
    }

    /**
     * The raw values of an array's elements.
     *
     * @return unmodifiable; one element if it is no array
     */
    public List<?> asList() {
        return raw instanceof List<?> list ? list : List.of(raw);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SettingValue that && raw.equals(that.raw);
    }

    @Override
    public int hashCode() {
        return raw.hashCode();
    }

    /** The text. */
    @Override
    public String toString() {
        return text;
    }
}
