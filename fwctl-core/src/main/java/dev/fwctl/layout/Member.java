// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.layout;

import dev.fwctl.internal.Elements;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One named part of a {@link Layout}, as declared there. Made by {@link #named}, or by a {@link LayoutBuilder}. Immutable.
 */
public final class Member {
    private final Builder facts;

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

    private Member(Builder facts) {
        this.facts = facts;
    }

    /**
     * Begins a member: no array, no secret, and may be read and written, unless said otherwise.
     *
     * @param name unique in its layout; letters, digits and underscores, and whatever else the specification uses except a
     *     dot and brackets
     * @param kind what its bits are
     * @param offset of its first bit from the layout's first, in the stream order that {@link BitField} describes
     * @param width bits of one element
     */
    public static Builder named(String name, Kind kind, int offset, int width) {
        return new Builder(name, kind, offset, width);
    }

    /** Unique in its layout. */
    public String name() {
        return facts.name;
    }

    /** What its bits are. */
    public Kind kind() {
        return facts.kind;
    }

    /** Of its first bit from the layout's first, in bits, in the stream order that {@link BitField} describes. */
    public int offset() {
        return facts.offset;
    }

    /** Bits of one element. */
    public int width() {
        return facts.width;
    }

    /** Elements of an array; 0 if this is not an array. */
    public int count() {
        return facts.count;
    }

    /** Bits from the start of one element to the start of the next; the width if this is not an array. */
    public int stride() {
        return facts.stride;
    }

    /** What the device lets a client do with it. */
    public Access access() {
        return facts.access;
    }

    /** Whether its value is a secret, which must not be shown or kept. */
    public boolean sensitive() {
        return facts.sensitive;
    }

    /** The names of its values; empty if it is not an {@link Kind#ENUM}. */
    public EnumValues values() {
        return facts.values;
    }

    /** Of a {@link Kind#LAYOUT} or {@link Kind#UNION}; null otherwise. */
    public @Nullable Layout layout() {
        return facts.layout;
    }

    /**
     * Of a union: the paths, from the same layout, of the fields that together say which variant holds; empty if the
     * specification names none.
     */
    public List<String> selectors() {
        return facts.selectors;
    }

    /**
     * Of a variant of a union: for each of the union's selectors the values with which it holds, none for any value; the
     * list is empty if the specification gives none.
     */
    public List<Set<Long>> when() {
        return facts.when;
    }

    /** Whether this is an array. */
    public boolean array() {
        return facts.count > 0;
    }

    /** Bits from the layout's start to the end of this member, all elements included. */
    long end() {
        return facts.offset + (long) facts.stride * Math.max(0, facts.count - 1) + facts.width;
    }

    Member repeated(int elements, int strideBits) {
        return facts.copy().array(elements, strideBits).build();
    }

    Member with(Access changed) {
        return facts.copy().access(changed).build();
    }

    Member secret() {
        return facts.copy().sensitive().build();
    }

    /** With the values of one more selector. */
    Member selectedBy(Set<Long> selectorValues) {
        List<Set<Long>> more = new ArrayList<>(facts.when);
        more.add(selectorValues);
        return facts.copy().when(more).build();
    }

    /** Whether this variant holds when the union's selectors have these values. */
    boolean holds(long[] selected) {
        if (facts.when.size() != selected.length || selected.length == 0) {
            return false;
        }
        for (int i = 0; i < selected.length; i++) {
            if (!facts.when.get(i).isEmpty() && !facts.when.get(i).contains(selected[i])) {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Member that && facts.parts().equals(that.facts.parts());
    }

    @Override
    public int hashCode() {
        return facts.parts().hashCode();
    }

    /** For example {@code local_port: UNSIGNED, 8 bits from bit 8 on}. */
    @Override
    public String toString() {
        return facts.name + ": " + facts.kind + ", " + facts.width + " bits from bit " + facts.offset + " on"
                + (array() ? ", " + facts.count + " of them" : "");
    }

    /** A member in the making. Not for use by several threads. */
    public static final class Builder {
        private final String name;
        private final Kind kind;
        private final int offset;
        private final int width;
        private int count;
        private int stride;
        private Access access = Access.RW;
        private boolean sensitive;
        private EnumValues values = EnumValues.none();
        private @Nullable Layout layout;
        private List<String> selectors = List.of();
        private List<Set<Long>> when = List.of();

        private Builder(String name, Kind kind, int offset, int width) {
            this.name = Objects.requireNonNull(name, "name");
            this.kind = Objects.requireNonNull(kind, "kind");
            this.offset = offset;
            this.width = width;
            this.stride = width;
        }

        /**
         * It is an array.
         *
         * @param elements how many; 0 if it is none after all
         * @param strideBits bits from the start of one element to the start of the next
         */
        public Builder array(int elements, int strideBits) {
            count = elements;
            stride = strideBits;
            return this;
        }

        /** What the device lets a client do with it. */
        public Builder access(Access what) {
            Objects.requireNonNull(what, "what");
            access = Objects.requireNonNull(what, "access");
            return this;
        }

        /** Its value is a secret. */
        public Builder sensitive() {
            sensitive = true;
            return this;
        }

        /** The names of its values. */
        public Builder values(EnumValues names) {
            Objects.requireNonNull(names, "names");
            values = Objects.requireNonNull(names, "values");
            return this;
        }

        /** The layout of its bits; null if it has none. */
        public Builder layout(@Nullable Layout nested) {
            layout = nested;
            return this;
        }

        /** The fields that say which variant of a union holds, by path. */
        public Builder selectors(List<String> paths) {
            Elements.require(paths, "paths");
            selectors = List.copyOf(paths);
            return this;
        }

        /** For each selector of the union that it is a variant of, the values with which it holds. */
        public Builder when(List<Set<Long>> selectorValues) {
            Elements.require(selectorValues, "selectorValues");
            when = selectorValues.stream().map(Set::copyOf).toList();
            return this;
        }

        /**
         * The member as it is now; the builder can be used on. That it lies inside its layout is checked there.
         *
         * @throws IllegalArgumentException if a number is negative, a scalar wider than 64 bits, bytes or text not whole
         *     bytes, the stride shorter than an element, or the layout missing where the kind needs one
         */
        public Member build() {
            String problem = problem(name, kind, offset, width, count, stride, layout);
            if (problem != null) {
                throw new IllegalArgumentException("member '" + name + "' " + problem);
            }
            return new Member(copy());
        }

        private Builder copy() {
            Builder copy = new Builder(name, kind, offset, width)
                    .array(count, stride)
                    .access(access)
                    .values(values);
            copy.sensitive = sensitive;
            copy.layout = layout;
            copy.selectors = selectors;
            copy.when = when;
            return copy;
        }

        private List<@Nullable Object> parts() {
            return Arrays.asList(
                    name, kind, offset, width, count, stride, access, sensitive, values, layout, selectors, when);
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
}
