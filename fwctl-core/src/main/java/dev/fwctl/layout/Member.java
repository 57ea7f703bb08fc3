// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.layout;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One named part of a {@link Layout}, as declared there. Immutable.
 *
 * @param name unique in its layout; letters, digits and underscores, and whatever else the specification uses except a
 *     dot and brackets
 * @param kind what its bits are
 * @param offset of its first bit from the layout's first, in the stream order that {@link BitField} describes
 * @param width bits of one element
 * @param count elements of an array; 0 if this is not an array
 * @param stride bits from the start of one element to the start of the next; {@code width} if this is not an array
 * @param access what the device lets a client do with it
 * @param sensitive whether its value is a secret, which {@link Layout#readRedacted} replaces by a digest
 * @param values the names of its values; empty if it is not an {@link Kind#ENUM}
 * @param layout of a {@link Kind#LAYOUT} or {@link Kind#UNION}; null otherwise
 * @param selectors of a union: the paths, from the same layout, of the fields that together say which variant holds;
 *     empty if the specification names none
 * @param when of a variant of a union: for each of the union's selectors the values with which it holds, none for any
 *     value; the list is empty if the specification gives none
 */
public record Member(
        String name,
        Kind kind,
        int offset,
        int width,
        int count,
        int stride,
        Access access,
        boolean sensitive,
        EnumValues values,
        @Nullable Layout layout,
        List<String> selectors,
        List<Set<Long>> when) {

    /** What the bits of a member are. */
    public enum Kind {
        /** A number from 0 up. */
        UNSIGNED,
        /** A two's complement number. */
        SIGNED,
        /** One bit, or more of which any makes it true. */
        BOOL,
        /** An unsigned number whose values have names. */
        ENUM,
        /** Whole bytes without further structure. */
        BYTES,
        /** Whole bytes of text, padded with zero bytes. */
        TEXT,
        /** Another layout. */
        LAYOUT,
        /** Several layouts or fields over the same bits. */
        UNION;

        /** Whether a {@link BitField} can hold it. */
        public boolean scalar() {
            return switch (this) {
                case UNSIGNED, SIGNED, BOOL, ENUM -> true;
                case BYTES, TEXT, LAYOUT, UNION -> false;
            };
        }
    }

    /**
     * Checks each component by itself; the layout checks that the member lies inside it.
     *
     * @throws IllegalArgumentException if a number is negative, a scalar wider than 64 bits, bytes or text not whole
     *     bytes, the stride shorter than an element, or the layout missing where the kind needs one
     */
    public Member {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(access, "access");
        Objects.requireNonNull(values, "values");
        selectors = List.copyOf(selectors);
        when = when.stream().map(Set::copyOf).toList();
        String problem = problem(name, kind, offset, width, count, stride, layout);
        if (problem != null) {
            throw new IllegalArgumentException("member '" + name + "' " + problem);
        }
    }

    private static @Nullable String problem(
            String name, Kind kind, int offset, int width, int count, int stride, @Nullable Layout layout) {
        if (name.isEmpty() || name.indexOf('.') >= 0 || name.indexOf('[') >= 0 || name.indexOf(']') >= 0) {
            return "has an empty name, or one with a dot or brackets, which paths use";
        }
        if (offset < 0 || width < 1 || count < 0) {
            return "has offset " + offset + ", width " + width + ", count " + count;
        }
        if (kind.scalar() && width > 64) {
            return "is " + width + " bits wide; a number has at most 64";
        }
        if ((kind == Kind.BYTES || kind == Kind.TEXT) && ((offset | width | stride) & 7) != 0) {
            return "of whole bytes does not begin and end on a byte";
        }
        if (stride < width) {
            return "has elements of " + width + " bits only " + stride + " bits apart";
        }
        if ((layout != null) != (kind == Kind.LAYOUT || kind == Kind.UNION)) {
            return layout == null ? "needs a layout" : "is no layout but has one";
        }
        return null;
    }

    /** A member that is no array, no secret, and may be read and written. */
    static Member plain(
            String name, Kind kind, int offset, int width, @Nullable Layout layout, List<String> selectors) {
        return new Member(
                name, kind, offset, width, 0, width, Access.RW, false, EnumValues.none(), layout, selectors, List.of());
    }

    /** Whether this is an array. */
    public boolean array() {
        return count > 0;
    }

    /** Bits from the layout's start to the end of this member, all elements included. */
    long end() {
        return offset + (long) stride * Math.max(0, count - 1) + width;
    }

    Member repeated(int elements, int strideBits) {
        return new Member(
                name, kind, offset, width, elements, strideBits, access, sensitive, values, layout, selectors, when);
    }

    Member with(Access changed) {
        return new Member(
                name, kind, offset, width, count, stride, changed, sensitive, values, layout, selectors, when);
    }

    Member secret() {
        return new Member(name, kind, offset, width, count, stride, access, true, values, layout, selectors, when);
    }

    /** With the values of one more selector. */
    Member selectedBy(Set<Long> selectorValues) {
        List<Set<Long>> more = new ArrayList<>(when);
        more.add(selectorValues);
        return new Member(name, kind, offset, width, count, stride, access, sensitive, values, layout, selectors, more);
    }

    /** Whether this variant holds when the union's selectors have these values. */
    boolean holds(long[] selected) {
        if (when.size() != selected.length || selected.length == 0) {
            return false;
        }
        for (int i = 0; i < selected.length; i++) {
            if (!when.get(i).isEmpty() && !when.get(i).contains(selected[i])) {
                return false;
            }
        }
        return true;
    }
}
