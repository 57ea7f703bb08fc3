// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.mlx5.nv;

import dev.fwctl.layout.Field;
import dev.fwctl.mlx5.catalog.Parameter;
import dev.fwctl.mlx5.catalog.ParameterName;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * The wish for a parameter: the bits of its TLV, and what shall stand in them. Wishes for one TLV can be granted in any
 * order, unless two of them want the same bits to differ.
 *
 * @param name the parameter, as the public tools spell it
 * @param item its TLV
 * @param mask the bits: as long as the TLV's layout, set where the wish says something
 * @param bits what they shall be; zero where the wish says nothing
 */
record NvWish(String name, NvItem item, byte[] mask, byte[] bits) {
    /**
     * The wish for a value.
     *
     * @throws IllegalArgumentException if the value means nothing, or does not fit
     */
    static NvWish of(NvItem item, ParameterName name, Object value) {
        byte[] mask = new byte[item.tlv().size()];
        byte[] bits = new byte[item.tlv().size()];
        put(item, name, value, ByteBuffer.wrap(bits));
        cover(item, name, ByteBuffer.wrap(mask));
        return new NvWish(name.toString(), item, mask, bits);
    }

    /** The wish that comes with it: that the bit is set which says that the parameter is valid. */
    static NvWish valid(NvItem item, ParameterName name) {
        byte[] bits = new byte[item.tlv().size()];
        item.tlv().layout().field(name.parameter().validBit()).set(ByteBuffer.wrap(bits), 0, 1);
        return new NvWish(name + ", which counts only with " + name.parameter().validBit() + " set", item, bits, bits);
    }

    /** Whether both cannot be granted. */
    boolean contradicts(NvWish other) {
        if (!item.equals(other.item)) {
            return false;
        }
        for (int i = 0; i < mask.length; i++) {
            if ((mask[i] & other.mask[i] & (bits[i] ^ other.bits[i])) != 0) {
                return true;
            }
        }
        return false;
    }

    /** Grants it, in data that is at least as long as the layout. */
    void grant(byte[] data) {
        for (int i = 0; i < mask.length; i++) {
            data[i] = (byte) (data[i] & ~mask[i] | bits[i]);
        }
    }

    private static void cover(NvItem item, ParameterName name, ByteBuffer mask) {
        Parameter parameter = name.parameter();
        if (isWholeBytes(name)) {
            int first = parameter.offset() / Byte.SIZE;
            Arrays.fill(mask.array(), first, first + parameter.width() / Byte.SIZE, (byte) 0xff);
            return;
        }
        boolean array = parameter.count() > 0 && name.index() < 0;
        for (int i = 0; i < (array ? parameter.count() : 1); i++) {
            var bits = NvValue.field(item.tlv(), array ? name.element(i) : name).bits();
            bits.set(mask, 0, bits.width() == Long.SIZE ? -1 : (1L << bits.width()) - 1);
        }
    }

    private static boolean isWholeBytes(ParameterName name) {
        return name.parameter().type() == Parameter.Type.STRING
                || name.parameter().type() == Parameter.Type.BYTES && name.index() < 0;
    }

    private static void put(NvItem item, ParameterName name, Object value, ByteBuffer data) {
        Parameter parameter = name.parameter();
        if (isWholeBytes(name)) {
            Object content = parameter.type() == Parameter.Type.BYTES ? octets(name, value) : value;
            item.tlv().layout().write(data, 0, Map.of(parameter.field(), content));
        } else if (parameter.count() > 0 && name.index() < 0) {
            putAll(item, name, value, data);
        } else {
            Field field = NvValue.field(item.tlv(), name);
            field.set(data, 0, NvValue.parse(parameter, field, value));
        }
    }

    private static byte[] octets(ParameterName name, Object value) {
        int length = name.parameter().elements();
        byte[] bytes = new byte[0];
        if (value instanceof byte[] given) {
            bytes = given;
        } else if (value instanceof CharSequence text) {
            String digits = text.toString().trim().replaceFirst("^0[xX]", "");
            bytes = digits.matches("([0-9a-fA-F]{2})*") ? HexFormat.of().parseHex(digits) : bytes;
        }
        if (bytes.length != length) {
            throw new IllegalArgumentException(name + " is " + length + " bytes: give them as a byte[] or as "
                    + length * 2 + " hexadecimal digits, or one of them, " + name + "[0]");
        }
        return bytes;
    }

    private static void putAll(NvItem item, ParameterName name, Object value, ByteBuffer data) {
        Parameter parameter = name.parameter();
        if (!(value instanceof List<?> elements) || elements.size() != parameter.count()) {
            throw new IllegalArgumentException(name + " is an array: give a list of its " + parameter.count()
                    + " elements, or name one, " + name + "[0], or for one value in all of them " + name + "[0.."
                    + (parameter.count() - 1) + "]");
        }
        for (int i = 0; i < elements.size(); i++) {
            Field field = NvValue.field(item.tlv(), name.element(i));
            field.set(data, 0, NvValue.parse(parameter, field, elements.get(i)));
        }
    }

    @Override
    public boolean equals(Object object) {
        return object instanceof NvWish other
                && name.equals(other.name)
                && item.equals(other.item)
                && Arrays.equals(mask, other.mask)
                && Arrays.equals(bits, other.bits);
    }

    @Override
    public int hashCode() {
        return name.hashCode() * 31 + Arrays.hashCode(bits);
    }

    @Override
    public String toString() {
        return name;
    }
}
