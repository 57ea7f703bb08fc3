// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.mlx5.catalog;

import dev.fwctl.layout.EnumValues;
import dev.fwctl.layout.Member;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A parameter of the NV configuration: a place in the data of a {@link Tlv}, and what may be there.
 *
 * <p>Expressions refer to parameters of the same TLV as {@code $field} and to those of another as {@code $tlv.field}.
 */
public final class Parameter {
    private final Draft is;

    private Parameter(Draft is) {
        this.is = is;
    }

    /** The values by name, filled in by the one that reads the catalog, and left alone from then on. */
    static final class Draft {
        String name = "";
        String tlv = "";
        String field = "";
        Type type = Type.UNSIGNED;

        @Nullable
        Member member;

        String validBit = "";
        String dependency = "";
        String vars = "";
        String min = "";
        String max = "";
        String rule = "";
        int since;

        Parameter done() {
            return new Parameter(this);
        }
    }

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
        return !name().isEmpty();
    }

    /** Bits from the start of the TLV's data to the parameter's first bit; bit 0 is the MSB of byte 0. */
    public int offset() {
        return member().offset();
    }

    /** Bits, of one element if it is an array. */
    public int width() {
        return member().width();
    }

    /** Elements of an array; 0 if it is none. */
    public int count() {
        return member().count();
    }

    /** How many elements an index can name: those of an array, or the bytes of {@link Type#BYTES}; 0 if there are none. */
    public int elements() {
        return type() == Type.BYTES ? member().width() / Byte.SIZE : member().count();
    }

    /** The names of its values; empty unless it is an {@link Type#ENUM}. */
    public EnumValues values() {
        return member().values();
    }

    /**
     * As the public tools spell it, without the suffix for a port or module; empty for the parameters that they do not
     * show.
     */
    public String name() {
        return is.name;
    }

    /** The name of its TLV. */
    public String tlv() {
        return is.tlv;
    }

    /** Its name in the TLV's layout. */
    public String field() {
        return is.field;
    }

    /** What its bits are. */
    public Type type() {
        return is.type;
    }

    /** Its place in the data, the names of its values, whether it is an array or a secret. */
    public Member member() {
        return Objects.requireNonNull(is.member, "member");
    }

    /** The field of the same TLV that has to be set for this one to be used; empty if there is none. */
    public String validBit() {
        return is.validBit;
    }

    /** The expression that has to hold for the parameter to count; empty if there is none. */
    public String dependency() {
        return is.dependency;
    }

    /** Assignments that {@code rule} refers to; empty if there are none. */
    public String vars() {
        return is.vars;
    }

    /** The expression of the least value; empty if there is none. */
    public String min() {
        return is.min;
    }

    /** The expression of the greatest value; empty if there is none. */
    public String max() {
        return is.max;
    }

    /** The expression that has to hold for a configuration to be accepted; empty if there is none. */
    public String rule() {
        return is.rule;
    }

    /** The TLV version from which on the parameter exists. */
    public int since() {
        return is.since;
    }

    @Override
    public String toString() {
        return is.name.isEmpty() ? is.tlv + "." + is.field : is.name;
    }
}
