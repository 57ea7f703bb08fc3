// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.mlx5.catalog;

import dev.fwctl.layout.EnumValues;
import dev.fwctl.layout.Member;

/**
 * A parameter of the NV configuration: a place in the data of a {@link Tlv}, and what may be there.
 *
 * <p>Expressions refer to parameters of the same TLV as {@code $field} and to those of another as {@code $tlv.field}.
 *
 * @param name as the public tools spell it, without the suffix for a port or module; empty for the parameters that they
 *     do not show
 * @param tlv the name of its TLV
 * @param field its name in the TLV's layout
 * @param type what its bits are
 * @param member its place in the data, the names of its values, whether it is an array or a secret
 * @param validBit the field of the same TLV that has to be set for this one to be used; empty if there is none
 * @param dependency the expression that has to hold for the parameter to count; empty if there is none
 * @param vars assignments that {@code rule} refers to; empty if there are none
 * @param min the expression of the least value; empty if there is none
 * @param max the expression of the greatest value; empty if there is none
 * @param rule the expression that has to hold for a configuration to be accepted; empty if there is none
 * @param since the TLV version from which on the parameter exists
 */
public record Parameter(
        String name,
        String tlv,
        String field,
        Type type,
        Member member,
        String validBit,
        String dependency,
        String vars,
        String min,
        String max,
        String rule,
        int since) {

    /** What the bits of a parameter are. */
    public enum Type {
        /** One bit, true or false. */
        BOOL,
        /** A number from 0 up. */
        UNSIGNED,
        /** A number whose values have names. */
        ENUM,
        /** A number from 0 up, shown in hexadecimal. */
        BINARY,
        /** Whole bytes. */
        BYTES,
        /** Text, ended by a zero byte unless it fills its place. */
        STRING
    }

    /** Whether the public tools, and so users, have a name for it. */
    public boolean named() {
        return !name.isEmpty();
    }

    /** Bits from the start of the TLV's data to the parameter's first bit; bit 0 is the MSB of byte 0. */
    public int offset() {
        return member.offset();
    }

    /** Bits, of one element if it is an array. */
    public int width() {
        return member.width();
    }

    /** Elements of an array; 0 if it is none. */
    public int count() {
        return member.count();
    }

    /** How many elements an index can name: those of an array, or the bytes of {@link Type#BYTES}; 0 if there are none. */
    public int elements() {
        return type == Type.BYTES ? member.width() / Byte.SIZE : member.count();
    }

    /** The names of its values; empty unless it is an {@link Type#ENUM}. */
    public EnumValues values() {
        return member.values();
    }
}
