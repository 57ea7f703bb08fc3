// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.layout;

import dev.fwctl.internal.Elements;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;

/** Collects the members of a layout; {@link #build} checks them together. Not thread-safe. */
public final class LayoutBuilder {
    private final String name;
    private final int size;
    private final ByteOrder order;
    private final Map<String, Member> members = new LinkedHashMap<>();
    private boolean union;
    private OptionalLong id = OptionalLong.empty();
    private String last = "";

    LayoutBuilder(String name, int size, ByteOrder order) {
        if (size < 1 || size > Layout.MAX_SIZE) {
            throw new IllegalArgumentException(
                    "layout " + name + " cannot be " + size + " bytes long; 1 to " + Layout.MAX_SIZE);
        }
        this.name = name;
        this.size = size;
        this.order = Objects.requireNonNull(order, "order");
    }

    /** Makes this a union: its members are variants over the same bits. */
    public LayoutBuilder union() {
        union = true;
        return this;
    }

    /** The number the specification gives the layout. */
    public LayoutBuilder id(long number) {
        id = OptionalLong.of(number);
        return this;
    }

    /** Adds a number, signed if its bits are. */
    public LayoutBuilder number(String field, BitField bits) {
        Objects.requireNonNull(field, "field");
        Objects.requireNonNull(bits, "bits");
        return scalar(field, bits.signed() ? Member.Kind.SIGNED : Member.Kind.UNSIGNED, bits, EnumValues.none());
    }

    /** Adds a flag. */
    public LayoutBuilder bool(String field, BitField bits) {
        Objects.requireNonNull(field, "field");
        Objects.requireNonNull(bits, "bits");
        return scalar(field, Member.Kind.BOOL, bits, EnumValues.none());
    }

    /** Adds a number whose values have names. */
    public LayoutBuilder enumeration(String field, BitField bits, EnumValues values) {
        Objects.requireNonNull(values, "values");
        Objects.requireNonNull(field, "field");
        Objects.requireNonNull(bits, "bits");
        return scalar(field, Member.Kind.ENUM, bits, values);
    }

    /**
     * Adds plain bytes.
     *
     * @param byteOffset from the start of the layout
     * @param length in bytes
     */
    public LayoutBuilder bytes(String field, int byteOffset, int length) {
        Objects.requireNonNull(field, "field");
        return add(Member.named(field, Member.Kind.BYTES, byteOffset * 8, length * 8)
                .build());
    }

    /**
     * Adds text.
     *
     * @param byteOffset from the start of the layout
     * @param length in bytes
     */
    public LayoutBuilder text(String field, int byteOffset, int length) {
        Objects.requireNonNull(field, "field");
        return add(Member.named(field, Member.Kind.TEXT, byteOffset * 8, length * 8)
                .build());
    }

    /**
     * Adds a nested layout.
     *
     * @param byteOffset from the start of this layout
     */
    public LayoutBuilder layout(String field, int byteOffset, Layout nested) {
        Objects.requireNonNull(field, "field");
        Objects.requireNonNull(nested, "nested");
        return add(Member.named(field, Member.Kind.LAYOUT, byteOffset * 8, nested.size() * 8)
                .layout(nested)
                .build());
    }

    /**
     * Adds a union.
     *
     * @param byteOffset from the start of this layout
     * @param variants the layout built as a {@link #union}
     * @param selectors paths, in this layout, of the numbers that together say which variant holds; none if nothing does
     */
    public LayoutBuilder union(String field, int byteOffset, Layout variants, String... selectors) {
        Objects.requireNonNull(field, "field");
        Objects.requireNonNull(variants, "variants");
        Elements.require(selectors, "selectors");
        return add(Member.named(field, Member.Kind.UNION, byteOffset * 8, variants.size() * 8)
                .layout(variants)
                .selectors(List.of(selectors))
                .build());
    }

    /**
     * Makes the member added last an array.
     *
     * @param count elements, 1 or more
     * @param stride bits from the start of one element to the start of the next
     */
    public LayoutBuilder repeat(int count, int stride) {
        return replace(member().repeated(count, stride));
    }

    /** Says what the device lets a client do with the member added last. */
    public LayoutBuilder access(Access access) {
        Objects.requireNonNull(access, "access");
        return replace(member().with(access));
    }

    /** Makes the value of the member added last a secret. */
    public LayoutBuilder sensitive() {
        return replace(member().secret());
    }

    /**
     * Says with which values of the selector the member added last, a variant of this union, holds. Where several
     * numbers select, say it once for each, in their order; no value means any.
     */
    public LayoutBuilder when(long... values) {
        Objects.requireNonNull(values, "values");
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
    public LayoutBuilder add(Member member) {
        Objects.requireNonNull(member, "member");
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
     *     not begin on a byte, a selector is not a number of this layout, or a union's variants count them differently
     */
    public Layout build() {
        for (Member member : members.values()) {
            check(member);
        }
        Layout layout = new Layout(name, size, order, union, id, members);
        for (Member member : members.values()) {
            member.selectors().forEach(layout::field);
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
        for (Member variant : nested.byName().values()) {
            int said = variant.when().size();
            if (said != 0
                    && member.kind() == Member.Kind.UNION
                    && said != member.selectors().size()) {
                throw new IllegalArgumentException("variant '" + variant.name() + "' of " + nested.name()
                        + " says for " + said + " selectors when it holds; member '" + member.name() + "' of layout "
                        + name + " has " + member.selectors().size());
            }
        }
        if (nested.order() != order && ((member.offset() | member.stride()) & 7) != 0) {
            throw new IllegalArgumentException("member '" + member.name() + "' of layout " + name
                    + " has another byte order and does not begin on a byte");
        }
    }

    private LayoutBuilder scalar(String field, Member.Kind kind, BitField bits, EnumValues values) {
        if (bits.order() != order) {
            throw new IllegalArgumentException(
                    "field '" + field + "' is " + bits.order() + ", layout " + name + " is " + order);
        }
        return add(Member.named(field, kind, bits.offset(), bits.width())
                .values(values)
                .build());
    }

    private Member member() {
        Member member = members.get(last);
        if (member == null) {
            throw new IllegalStateException("layout " + name + " has no member yet to say that of");
        }
        return member;
    }

    private LayoutBuilder replace(Member member) {
        members.put(member.name(), member);
        return this;
    }
}
