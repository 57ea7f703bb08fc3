// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.mlx5.nv;

import dev.fwctl.layout.BitField;
import dev.fwctl.layout.Field;
import dev.fwctl.layout.Region;
import dev.fwctl.mlx5.catalog.Parameter;
import dev.fwctl.mlx5.catalog.ParameterName;
import dev.fwctl.mlx5.catalog.Tlv;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The value of a parameter, or of one element of an array.
 *
 * @param raw the number, a {@code Long}; for a whole array the {@code List} of its elements' numbers; for bytes a string
 *     of hexadecimal digits; for text the text
 * @param text as the public tools spell it: {@code True(1)}, {@code ETH(2)}, {@code 20}, {@code 0xFF(255)},
 *     {@code Array[0..7]}, {@code 0x0A} for one of several bytes; an enum value without a name is its number
 */
public record NvValue(Object raw, String text) {
    /** Refuses null. */
    public NvValue {
        Objects.requireNonNull(raw, "raw");
        Objects.requireNonNull(text, "text");
    }

    private static final Pattern SPELT = Pattern.compile(".*\\(([0-9]{1,20})\\)");

    static NvValue read(Tlv tlv, ParameterName name, byte[] data) {
        Parameter parameter = name.parameter();
        ByteBuffer bytes = ByteBuffer.wrap(data);
        if (parameter.type() == Parameter.Type.STRING
                || (parameter.type() == Parameter.Type.BYTES && name.index() < 0)) {
            return whole(parameter, tlv.layout().region(parameter.field()), bytes);
        }
        if (parameter.count() > 0 && name.index() < 0) {
            List<Long> elements = new ArrayList<>(parameter.count());
            for (int i = 0; i < parameter.count(); i++) {
                elements.add(field(tlv, name.element(i)).get(bytes, 0));
            }
            return new NvValue(List.copyOf(elements), array(parameter.count()));
        }
        long number = field(tlv, name).get(bytes, 0);
        return new NvValue(number, spell(parameter, number));
    }

    /** The field of a number, of one element of an array, or of one of several bytes; its refusals name the parameter. */
    static Field field(Tlv tlv, ParameterName name) {
        Parameter parameter = name.parameter();
        int index = name.index();
        BitField bits = parameter.type() == Parameter.Type.BYTES
                ? new BitField(
                        parameter.offset() + index * Byte.SIZE,
                        Byte.SIZE,
                        tlv.layout().order(),
                        false)
                : tlv.layout()
                        .field(parameter.field() + (index < 0 ? "" : "[" + index + "]"))
                        .bits();
        return new Field(name.toString(), bits, parameter.member());
    }

    private static NvValue whole(Parameter parameter, Region region, ByteBuffer bytes) {
        if (parameter.type() == Parameter.Type.STRING) {
            String text = region.text(bytes, 0);
            return new NvValue(text, text);
        }
        return new NvValue(HexFormat.of().formatHex(region.bytes(bytes, 0)), array(region.length()));
    }

    private static String array(int elements) {
        return "Array[0.." + (elements - 1) + "]";
    }

    private static String spell(Parameter parameter, long number) {
        return switch (parameter.type()) {
            case BOOL -> number != 0 ? "True(1)" : "False(0)";
            case ENUM ->
                parameter
                        .values()
                        .name(number)
                        .map(name -> name + "(" + number + ")")
                        .orElse(Long.toString(number));
            case BYTES -> String.format(Locale.ROOT, "0x%02X", number);
            case BINARY -> String.format(Locale.ROOT, "0x%X(%d)", number, number);
            default -> Long.toUnsignedString(number);
        };
    }

    /**
     * The number that a user means: a name, {@code true}, {@code 20}, {@code 0x14}, or the text of a value exactly as this
     * class spells it.
     *
     * @throws IllegalArgumentException if it means none, or one that does not fit the field; it says what would
     */
    static long parse(Parameter parameter, Field field, Object value) {
        if (!(value instanceof CharSequence text)) {
            return field.number(Objects.requireNonNull(value, field.path()));
        }
        String given = text.toString().trim();
        Matcher spelt = SPELT.matcher(given);
        if (!spelt.matches()) {
            return field.number(given);
        }
        long number = field.number(spelt.group(1));
        if (!spell(parameter, number).equals(given)) {
            throw new IllegalArgumentException(
                    field.path() + " cannot be '" + given + "': " + number + " is spelt " + spell(parameter, number));
        }
        return number;
    }

    @Override
    public String toString() {
        return text;
    }
}
