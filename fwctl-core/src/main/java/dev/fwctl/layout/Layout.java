// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.layout;

import dev.fwctl.internal.Elements;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
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

    /** The builder has checked all this. */
    Layout(String name, int size, ByteOrder order, boolean union, OptionalLong id, Map<String, Member> members) {
        this.name = name;
        this.size = size;
        this.order = order;
        this.union = union;
        this.id = id;
        this.members = new LinkedHashMap<>(members);
    }

    /**
     * Begins a layout.
     *
     * @param name as the specification spells it
     * @param size in bytes, 1 or more
     * @param order of its bytes and of the bit offsets in it, see {@link BitField}
     * @throws IllegalArgumentException if the size is not 1 to 16 MiB
     */
    public static LayoutBuilder builder(String name, int size, ByteOrder order) {
        Objects.requireNonNull(name, "name");
        return new LayoutBuilder(name, size, order);
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
        Objects.requireNonNull(member, "member");
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
        Objects.requireNonNull(path, "path");
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
        Objects.requireNonNull(path, "path");
        return Path.of(this, path).region();
    }

    /** Whether a structure of this size that starts at byte {@code base} lies below the buffer's limit. */
    public boolean fits(ByteBuffer buffer, int base) {
        Objects.requireNonNull(buffer, "buffer");
        return base >= 0 && base <= buffer.limit() - size;
    }

    /**
     * Reads all members, in order, into a new map from name to value, ready to become a JSON object: numbers, flags and
     * enum values as {@link Field#value}, text as {@link Region#text}, bytes as a string of lower-case hexadecimal digits,
     * a nested layout as a map, an array as a list. A union is a map of the variants that its selectors name, or of
     * its only variant where nothing selects; if there is none, the bytes in hexadecimal.
     *
     * @param base the byte of the buffer where the structure starts
     * @throws IndexOutOfBoundsException if it does not lie below the buffer's limit
     */
    public Map<String, Object> read(ByteBuffer buffer, int base) {
        Objects.requireNonNull(buffer, "buffer");
        return new LayoutReader(checked(buffer, base), UnaryOperator.identity()).layout(this, base * 8L);
    }

    /**
     * As {@link #read}, but with each sensitive member's value wrapped in a {@link Sensitive}: what shows values
     * shows that there is one, and a recorder knows what to do with it.
     *
     * @param base the byte of the buffer where the structure starts
     * @throws IndexOutOfBoundsException if it does not lie below the buffer's limit
     */
    public Map<String, Object> readMarked(ByteBuffer buffer, int base) {
        Objects.requireNonNull(buffer, "buffer");
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
        Objects.requireNonNull(buffer, "buffer");
        Elements.require(values, "values");
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
}
