// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.settings.model;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A reader of what a caller means by a value, from the kind of the setting and the names of its values. It takes plain names
 * and numbers, and what vendors' tools spell, {@code FAST(1)}, if name and number belong together. No blank, no sign but
 * minus, no digits but ASCII's: what only resembles a value is more likely a mistake than a wish.
 */
final class ValueParser {
    private static final BigInteger TWO_TO_64 = BigInteger.ONE.shiftLeft(64);
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]+|0[xX][0-9a-fA-F]+");
    private static final Pattern NAME_AND_NUMBER = Pattern.compile("(.+)\\(([0-9]+)\\)");

    private final Setting setting;
    private final Address address;

    private ValueParser(Setting setting, Address address) {
        this.setting = setting;
        this.address = address;
    }

    static ValueParser of(Place place) {
        return new ValueParser(place.setting(), place.address());
    }

    /** Zeros, or no text: what stands where a secret stood. */
    static SettingValue zero(Place place) {
        Setting setting = place.setting();
        SettingValue one = switch (setting.kind()) {
            case BOOLEAN -> SettingValue.of(false);
            case INTEGER, ENUMERATION -> SettingValue.of(0);
            case TEXT -> SettingValue.of("");
            case BYTES -> SettingValue.of(new byte[setting.width() / Byte.SIZE]);
        };
        boolean whole = setting.elements() > 0 && place.address().element().isEmpty();
        return whole ? SettingValue.of(Collections.nCopies(setting.elements(), one)) : one;
    }

    SettingValue parse(Object desired) {
        SettingValue value = setting.elements() > 0 && address.element().isEmpty() ? array(desired) : one(desired);
        return setting.sensitive() ? value.asSensitive() : value;
    }

    private SettingValue array(Object desired) {
        if (!(desired instanceof List<?> elements) || elements.size() != setting.elements()) {
            throw new IllegalArgumentException(
                    "it is an array: give a list of its " + setting.elements() + " elements, or name one of them");
        }
        List<SettingValue> values = new ArrayList<>();
        for (Object element : elements) {
            values.add(one(Objects.requireNonNull(element, "an element is null")));
        }
        return SettingValue.of(values);
    }

    private SettingValue one(Object desired) {
        return switch (setting.kind()) {
            case BOOLEAN -> SettingValue.of(truth(desired));
            case INTEGER -> integer(number(desired));
            case ENUMERATION -> enumeration(desired);
            case TEXT -> {
                if (!(desired instanceof CharSequence)) {
                    throw refused(desired, "it takes text");
                }
                yield SettingValue.of(desired.toString());
            }
            case BYTES -> SettingValue.of(bytes(desired));
        };
    }

    private boolean truth(Object desired) {
        if (desired instanceof Boolean truth) {
            return truth;
        }
        return switch (desired.toString().toLowerCase(Locale.ROOT)) {
            case "true", "1", "true(1)" -> true;
            case "false", "0", "false(0)" -> false;
            default -> throw refused(desired, "it takes true or false");
        };
    }

    private SettingValue enumeration(Object desired) {
        if (desired instanceof CharSequence text) {
            OptionalLong named = named(text.toString());
            if (named.isPresent()) {
                return SettingValue.named(named.getAsLong(), setting.values());
            }
        }
        BigInteger number;
        try {
            number = number(desired);
        } catch (IllegalArgumentException e) {
            throw refused(
                    desired,
                    "it takes one of "
                            + String.join(", ", setting.values().byName().keySet()) + ", or a number");
        }
        return SettingValue.named(number.longValue(), setting.values());
    }

    private OptionalLong named(String text) {
        Matcher both = NAME_AND_NUMBER.matcher(text);
        OptionalLong plain = setting.values().value(text);
        if (plain.isPresent() || !both.matches()) {
            return plain;
        }
        OptionalLong named = setting.values().value(both.group(1));
        boolean agree = named.isPresent() && Long.toString(named.getAsLong()).equals(both.group(2));
        return agree ? named : OptionalLong.empty();
    }

    private BigInteger number(Object desired) {
        if (desired instanceof Boolean truth) {
            return truth ? BigInteger.ONE : BigInteger.ZERO;
        }
        if (desired instanceof BigInteger big) {
            return fits(desired, big);
        }
        if (desired instanceof Long
                || desired instanceof Integer
                || desired instanceof Short
                || desired instanceof Byte) {
            return fits(desired, BigInteger.valueOf(((Number) desired).longValue()));
        }
        String text = desired.toString();
        if (!NUMBER.matcher(text).matches()) {
            throw refused(desired, "it takes a whole number, decimal or hexadecimal after 0x");
        }
        boolean hex = text.startsWith("0x") || text.startsWith("0X");
        return fits(desired, hex ? new BigInteger(text.substring(2), 16) : new BigInteger(text));
    }

    private BigInteger fits(Object desired, BigInteger number) {
        int width = setting.width() == 0 ? Long.SIZE : setting.width();
        boolean signed =
                setting.bounds().lower().filter(low -> low.signum() < 0).isPresent();
        BigInteger least = signed ? BigInteger.ONE.shiftLeft(width - 1).negate() : BigInteger.ZERO;
        BigInteger most = BigInteger.ONE.shiftLeft(signed ? width - 1 : width).subtract(BigInteger.ONE);
        if (number.compareTo(least) < 0 || number.compareTo(most) > 0) {
            throw refused(desired, "it has " + width + " bits, which hold " + least + " to " + most);
        }
        return number;
    }

    private static SettingValue integer(BigInteger number) {
        return number.bitLength() < Long.SIZE || number.signum() < 0
                ? SettingValue.of(number.longValue())
                : SettingValue.unsigned(number.subtract(TWO_TO_64).longValue());
    }

    private byte[] bytes(Object desired) {
        byte[] bytes = null;
        if (desired instanceof byte[] given) {
            bytes = given.clone();
        } else if (desired instanceof CharSequence text) {
            String digits = text.toString().replaceFirst("^0[xX]", "");
            bytes = digits.matches("([0-9a-fA-F]{2})*") ? HexFormat.of().parseHex(digits) : null;
        }
        int length = setting.width() / Byte.SIZE;
        if (bytes == null || length > 0 && bytes.length != length) {
            throw refused(
                    desired instanceof byte[] given ? given.length + " bytes" : desired,
                    length > 0
                            ? "it is " + length + " bytes: give a byte[] or " + length * 2 + " hexadecimal digits"
                            : "it takes a byte[] or hexadecimal digits");
        }
        return bytes;
    }

    private IllegalArgumentException refused(Object desired, String why) {
        return new IllegalArgumentException(
                (setting.sensitive() ? "the value given" : "'" + desired + "'") + " does not do: " + why);
    }
}
