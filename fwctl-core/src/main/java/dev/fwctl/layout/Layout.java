// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.layout;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * A structure of named members at fixed places: numbers, flags, text, arrays, nested layouts, unions. It is data: built
 * by {@link #builder} or read by a {@link LayoutCatalog}. Immutable, hence thread-safe.
 *
 * <p>A <em>path</em> names a member from here: {@code device_id}, {@code hw_info.device_id}, {@code counters[3].high}.
 * Resolve it once, to a {@link Field} or {@link Region}, and use that as often as needed; or read everything at once with
 * {@link #read}.
 */
public final class Layout {
    /** The largest structure, in bytes: bit offsets are ints. */
    static final int MAX_SIZE = 1 << 24;

    private final String name;
    private final int size;
    private final ByteOrder order;
    private final boolean union;
    private final OptionalLong id;
    private final Map<String, Member> members;

    private Layout(Builder builder) {
        this.name = builder.name;
        this.size = builder.size;
        this.order = builder.order;
        this.union = builder.union;
        this.id = builder.id;
        this.members = new LinkedHashMap<>(builder.members);
    }

    /**
     * Begins a layout.
     *
     * @param name as the specification spells it
     * @param size in bytes, 1 or more
     * @param order of its bytes and of the bit offsets in it, see {@link BitField}
     * @throws IllegalArgumentException if the size is not 1 to 16 MiB
     */
    public static Builder builder(String name, int size, ByteOrder order) {
        return new Builder(name, size, order);
    }

    /** As the specification spells it. */
    public String name() {
        return name;
    }

    /** In bytes. */
    public int size() {
        return size;
    }

    /** Of its bytes and of the bit offsets in it. */
    public ByteOrder order() {
        return order;
    }

    /** Whether its members are variants over the same bits. */
    public boolean union() {
        return union;
    }

    /** The number the specification gives it, such as a register's id, if it has one. */
    public OptionalLong id() {
        return id;
    }

    /** In the specification's order. */
    public Collection<Member> members() {
        return List.copyOf(members.values());
    }

    /**
     * The member of that name.
     *
     * @throws UnknownNameException if there is none, with names near to it
     */
    public Member member(String member) {
        Member found = members.get(member);
        if (found == null) {
            throw UnknownNameException.of(name, "field", member, members.keySet());
        }
        return found;
    }

    /**
     * Resolves the path of a number.
     *
     * @throws UnknownNameException if a name on the path does not exist, with names near to it
     * @throws IllegalArgumentException if an index is missing or out of range, or the path ends at something that is no
     *     number of up to 64 bits
     */
    public Field field(String path) {
        return Path.of(this, path).field();
    }

    /**
     * Resolves the path of whole bytes: bytes, text, a nested layout or union, a whole array, or any other member that
     * begins and ends on a byte.
     *
     * @throws UnknownNameException if a name on the path does not exist, with names near to it
     * @throws IllegalArgumentException if an index is out of range, or the member does not begin and end on a byte
     */
    public Region region(String path) {
        return Path.of(this, path).region();
    }

    /** Whether a structure of this size that starts at byte {@code base} lies below the buffer's limit. */
    public boolean fits(ByteBuffer buffer, int base) {
        return base >= 0 && base <= buffer.limit() - size;
    }

    /**
     * Reads all members, in order, into a new map from name to value, ready to become a JSON object: numbers, flags and
     * enum values as {@link Field#value}, text as {@link Region#text}, bytes as a string of lower-case hexadecimal digits,
     * a nested layout as a map, an array as a list. A union is a map of the variants that its selector names; if it names
     * none, the bytes in hexadecimal.
     *
     * @param base the byte of the buffer where the structure starts
     * @throws IndexOutOfBoundsException if it does not lie below the buffer's limit
     */
    public Map<String, Object> read(ByteBuffer buffer, int base) {
        return new LayoutReader(checked(buffer, base), UnaryOperator.identity()).layout(this, base * 8L);
    }

    /**
     * As {@link #read}, but with each sensitive member's value replaced by the text {@code sha256:} and the first 16
     * hexadecimal digits of the SHA-256 of its text form: enough to see that it changed. A secret that is easily guessed
     * can still be guessed from it.
     *
     * @param base the byte of the buffer where the structure starts
     * @throws IndexOutOfBoundsException if it does not lie below the buffer's limit
     */
    public Map<String, Object> readRedacted(ByteBuffer buffer, int base) {
        return new LayoutReader(checked(buffer, base), LayoutReader::digest).layout(this, base * 8L);
    }

    /**
     * As {@link #read}, but with each sensitive member's value wrapped in a {@link Sensitive}, for a recorder that knows
     * what to do with secrets.
     *
     * @param base the byte of the buffer where the structure starts
     * @throws IndexOutOfBoundsException if it does not lie below the buffer's limit
     */
    public Map<String, Object> readMarked(ByteBuffer buffer, int base) {
        return new LayoutReader(checked(buffer, base), Sensitive::new).layout(this, base * 8L);
    }

    /**
     * Changes the named members of the structure in the buffer, and no other bit of it. All names and values are checked
     * before the first is written.
     *
     * @param base the byte of the buffer where the structure starts
     * @param values by path: for a number what {@link Field#number} takes, for text a {@code String}, for bytes a
     *     {@code byte[]} or a string of hexadecimal digits
     * @throws IllegalArgumentException if a path does not exist, is read-only, or cannot hold the value; nothing is
     *     written then
     * @throws IndexOutOfBoundsException if the structure does not lie below the buffer's limit; nothing is written then
     */
    public void write(ByteBuffer buffer, int base, Map<String, ?> values) {
        LayoutWriter.write(this, checked(buffer, base), base, values);
    }

    private ByteBuffer checked(ByteBuffer buffer, int base) {
        if (!fits(buffer, base)) {
            throw new IndexOutOfBoundsException(name + " takes " + size + " bytes; at byte " + base
                    + " it does not lie in a buffer whose limit is " + buffer.limit());
        }
        return buffer;
    }

    Map<String, Member> byName() {
        return members;
    }

    @Override
    public String toString() {
        return name + " (" + size + " bytes, " + members.size() + " members)";
    }

    /** Collects the members of a layout; {@link #build} checks them together. Not thread-safe. */
    public static final class Builder {
        private final String name;
        private final int size;
        private final ByteOrder order;
        private final Map<String, Member> members = new LinkedHashMap<>();
        private boolean union;
        private OptionalLong id = OptionalLong.empty();
        private String last = "";

        private Builder(String name, int size, ByteOrder order) {
            if (size < 1 || size > MAX_SIZE) {
                throw new IllegalArgumentException(
                        "layout " + name + " cannot be " + size + " bytes long; 1 to " + MAX_SIZE);
            }
            this.name = name;
            this.size = size;
            this.order = Objects.requireNonNull(order, "order");
        }

        /** Makes this a union: its members are variants over the same bits. */
        public Builder union() {
            union = true;
            return this;
        }

        /** The number the specification gives the layout. */
        public Builder id(long number) {
            id = OptionalLong.of(number);
            return this;
        }

        /** Adds a number, signed if its bits are. */
        public Builder number(String field, BitField bits) {
            return scalar(field, bits.signed() ? Member.Kind.SIGNED : Member.Kind.UNSIGNED, bits, EnumValues.none());
        }

        /** Adds a flag. */
        public Builder bool(String field, BitField bits) {
            return scalar(field, Member.Kind.BOOL, bits, EnumValues.none());
        }

        /** Adds a number whose values have names. */
        public Builder enumeration(String field, BitField bits, EnumValues values) {
            return scalar(field, Member.Kind.ENUM, bits, values);
        }

        /**
         * Adds plain bytes.
         *
         * @param byteOffset from the start of the layout
         * @param length in bytes
         */
        public Builder bytes(String field, int byteOffset, int length) {
            return add(Member.plain(field, Member.Kind.BYTES, byteOffset * 8, length * 8, null, ""));
        }

        /**
         * Adds text.
         *
         * @param byteOffset from the start of the layout
         * @param length in bytes
         */
        public Builder text(String field, int byteOffset, int length) {
            return add(Member.plain(field, Member.Kind.TEXT, byteOffset * 8, length * 8, null, ""));
        }

        /**
         * Adds a nested layout.
         *
         * @param byteOffset from the start of this layout
         */
        public Builder layout(String field, int byteOffset, Layout nested) {
            return add(Member.plain(field, Member.Kind.LAYOUT, byteOffset * 8, nested.size() * 8, nested, ""));
        }

        /**
         * Adds a union.
         *
         * @param byteOffset from the start of this layout
         * @param variants the layout built as a {@link #union}
         * @param selector path, in this layout, of the number that says which variant holds; empty if there is none
         */
        public Builder union(String field, int byteOffset, Layout variants, String selector) {
            return add(Member.plain(field, Member.Kind.UNION, byteOffset * 8, variants.size() * 8, variants, selector));
        }

        /**
         * Makes the member added last an array.
         *
         * @param count elements, 1 or more
         * @param stride bits from the start of one element to the start of the next
         */
        public Builder repeat(int count, int stride) {
            return replace(member().repeated(count, stride));
        }

        /** Says what the device lets a client do with the member added last. */
        public Builder access(Access access) {
            return replace(member().with(access));
        }

        /** Makes the value of the member added last a secret. */
        public Builder sensitive() {
            return replace(member().secret());
        }

        /** Says with which values of the selector the member added last, a variant of this union, holds. */
        public Builder when(long... values) {
            Set<Long> set = new LinkedHashSet<>();
            for (long value : values) {
                set.add(value);
            }
            return replace(member().selectedBy(set));
        }

        /**
         * Adds a member made elsewhere.
         *
         * @throws IllegalArgumentException if there is one of that name
         */
        public Builder add(Member member) {
            if (members.putIfAbsent(member.name(), member) != null) {
                throw new IllegalArgumentException("layout " + name + " has two members '" + member.name() + "'");
            }
            last = member.name();
            return this;
        }

        /**
         * The layout.
         *
         * @throws IllegalArgumentException if a member does not lie inside it, a nested layout of the other byte order does
         *     not begin on a byte, or a selector is not a number of this layout
         */
        public Layout build() {
            for (Member member : members.values()) {
                check(member);
            }
            Layout layout = new Layout(this);
            for (Member member : members.values()) {
                if (!member.selector().isEmpty()) {
                    layout.field(member.selector());
                }
            }
            return layout;
        }

        private void check(Member member) {
            if (member.end() > size * 8L) {
                throw new IllegalArgumentException("member '" + member.name() + "' of layout " + name + " ends at bit "
                        + member.end() + ", beyond its " + size * 8L + " bits");
            }
            Layout nested = member.layout();
            if (nested == null) {
                return;
            }
            if (nested.size() * 8L > member.width()) {
                throw new IllegalArgumentException("member '" + member.name() + "' of layout " + name + " has "
                        + member.width() + " bits, too few for the " + nested.size() + " bytes of " + nested.name());
            }
            if (nested.order() != order && ((member.offset() | member.stride()) & 7) != 0) {
                throw new IllegalArgumentException("member '" + member.name() + "' of layout " + name
                        + " has another byte order and does not begin on a byte");
            }
        }

        private Builder scalar(String field, Member.Kind kind, BitField bits, EnumValues values) {
            if (bits.order() != order) {
                throw new IllegalArgumentException(
                        "field '" + field + "' is " + bits.order() + ", layout " + name + " is " + order);
            }
            int width = bits.width();
            return add(new Member(
                    field, kind, bits.offset(), width, 0, width, Access.RW, false, values, null, "", Set.of()));
        }

        private Member member() {
            Member member = members.get(last);
            if (member == null) {
                throw new IllegalStateException("layout " + name + " has no member yet to say that of");
            }
            return member;
        }

        private Builder replace(Member member) {
            members.put(member.name(), member);
            return this;
        }
    }
}
