// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.layout;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * A number in a layout, found by its path: once resolved, it costs what its {@link BitField} costs. Keep it in a
 * {@code static final} variable where that counts. Immutable.
 *
 * @param path as it was given to {@link Layout#field}
 * @param bits its place from the start of that layout
 * @param member what the catalog knows of it
 */
public record Field(String path, BitField bits, Member member) {
    public Field {
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(bits, "bits");
        Objects.requireNonNull(member, "member");
    }

    private static final BigInteger TWO_TO_64 = BigInteger.ONE.shiftLeft(64);
    private static final Pattern DECIMAL = Pattern.compile("[+-]?[0-9]+");
    private static final Pattern HEXADECIMAL = Pattern.compile("0[xX][0-9a-fA-F]+");

    /**
     * Reads the number, see {@link BitField#get}.
     *
     * @param base the byte of the buffer where the layout starts
     * @throws IndexOutOfBoundsException if the field does not lie below the buffer's limit
     */
    public long get(ByteBuffer buffer, int base) {
        Objects.requireNonNull(buffer, "buffer");
        return bits.get(buffer, base);
    }

    /**
     * Whether the number is anything but zero, see {@link BitField#isSet}.
     *
     * @param base the byte of the buffer where the layout starts
     * @throws IndexOutOfBoundsException if the field does not lie below the buffer's limit
     */
    public boolean isSet(ByteBuffer buffer, int base) {
        Objects.requireNonNull(buffer, "buffer");
        return bits.isSet(buffer, base);
    }

    /**
     * Writes a flag, see {@link BitField#set(ByteBuffer, int, boolean)}.
     *
     * @param base the byte of the buffer where the layout starts
     * @throws IndexOutOfBoundsException if the field does not lie below the buffer's limit
     */
    public void set(ByteBuffer buffer, int base, boolean flag) {
        Objects.requireNonNull(buffer, "buffer");
        bits.set(buffer, base, flag);
    }

    /**
     * Writes the number, see {@link BitField#set(ByteBuffer, int, long)}.
     *
     * @param base the byte of the buffer where the layout starts
     * @throws IllegalArgumentException if it does not fit, with the field's path and range
     * @throws IndexOutOfBoundsException if the field does not lie below the buffer's limit
     */
    public void set(ByteBuffer buffer, int base, long value) {
        Objects.requireNonNull(buffer, "buffer");
        if (!bits.fits(value)) {
            throw refused(Long.toString(value), bits.doesNotFit(value));
        }
        bits.store(buffer, base, value);
    }

    /**
     * The value as a reader wants it: a {@code Boolean}; the name of an enum value, or its number where it has none; else
     * the number, a {@code Long} unless it takes the 64th bit of an unsigned field, then a {@code BigInteger}.
     *
     * @param base the byte of the buffer where the layout starts
     * @throws IndexOutOfBoundsException if the field does not lie below the buffer's limit
     */
    public Object value(ByteBuffer buffer, int base) {
        Objects.requireNonNull(buffer, "buffer");
        return value(member, bits.get(buffer, base));
    }

    /**
     * The number that a text means: the name of an enum value, {@code true} or {@code false}, or an integer (decimal, or
     * hexadecimal after {@code 0x}).
     *
     * @throws IllegalArgumentException if it means none, or one that does not fit; the message says what would
     */
    public long parse(String text) {
        Objects.requireNonNull(text, "text");
        String trimmed = text.trim();
        var named = member.values().value(trimmed);
        if (named.isPresent()) {
            return named.getAsLong();
        }
        if (member.kind() == Member.Kind.BOOL
                && (trimmed.equalsIgnoreCase("true") || trimmed.equalsIgnoreCase("false"))) {
            return trimmed.equalsIgnoreCase("true") ? 1 : 0;
        }
        // The classes of numbers take more than that: digits of any script, and a sign behind 0x.
        if (HEXADECIMAL.matcher(trimmed).matches()) {
            return number(new BigInteger(trimmed.substring(2), 16));
        }
        if (DECIMAL.matcher(trimmed).matches()) {
            return number(new BigInteger(trimmed));
        }
        throw refused("'" + text + "'", expected());
    }

    /**
     * The number that an object means: a {@code Boolean}, any integral {@code Number}, or a text as for {@link #parse}.
     *
     * @throws IllegalArgumentException if it means none, or one that does not fit
     */
    public long number(Object value) {
        Objects.requireNonNull(value, "value");
        if (value instanceof CharSequence text) {
            return parse(text.toString());
        }
        if (value instanceof Boolean flag) {
            return flag ? 1 : 0;
        }
        if (value instanceof BigInteger big) {
            BigInteger low = BigInteger.valueOf(bits.min());
            BigInteger high = bits.signed() ? BigInteger.valueOf(bits.max()) : unsigned(bits.max());
            if (big.compareTo(low) < 0 || big.compareTo(high) > 0) {
                throw refused(big.toString(), "it holds " + low + " to " + high);
            }
            return big.longValue();
        }
        if (value instanceof Long || value instanceof Integer || value instanceof Short || value instanceof Byte) {
            return number(BigInteger.valueOf(((Number) value).longValue()));
        }
        throw refused(String.valueOf(value), "give a Boolean, an integer or a text");
    }

    static Object value(Member member, long raw) {
        return switch (member.kind()) {
            case BOOL -> raw != 0;
            case ENUM -> {
                var name = member.values().name(raw);
                yield name.isPresent() ? name.get() : wide(raw);
            }
            case SIGNED -> raw;
            default -> wide(raw);
        };
    }

    private static Object wide(long raw) {
        return raw >= 0 ? (Object) raw : unsigned(raw);
    }

    private static BigInteger unsigned(long raw) {
        BigInteger value = BigInteger.valueOf(raw);
        return raw < 0 ? value.add(TWO_TO_64) : value;
    }

    private String expected() {
        return switch (member.kind()) {
            case BOOL -> "it is neither a number nor true or false";
            case ENUM ->
                "it is neither a number nor one of "
                        + String.join(", ", member.values().byName().keySet());
            default -> "it is no number, neither a decimal one nor a hexadecimal one after 0x";
        };
    }

    private IllegalArgumentException refused(String value, String why) {
        return new IllegalArgumentException(path + " cannot be " + value + ": " + why);
    }
}
