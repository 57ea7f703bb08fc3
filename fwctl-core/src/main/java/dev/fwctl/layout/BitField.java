// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.layout;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Objects;

/**
 * A number of 1 to 64 bits at a fixed place in a byte buffer.
 *
 * <p>The offset counts bits from the start of the structure, along a <em>bit stream</em> that runs in the field's byte
 * order:
 *
 * <pre>
 *                          byte 0                    byte 1
 *   BIG_ENDIAN      | 0  1  2  3  4  5  6  7 | 8  9 10 11 12 13 14 15 |   bit 0 is the MSB of byte 0
 *   LITTLE_ENDIAN   | 7  6  5  4  3  2  1  0 |15 14 13 12 11 10  9  8 |   bit 0 is the LSB of byte 0
 *                    MSB                 LSB
 * </pre>
 *
 * A field that crosses bytes, dwords or any other boundary is then just a run of consecutive bits: the first one is its
 * most significant bit in big-endian order and its least significant one in little-endian order. {@link #be} and
 * {@link #le} take the notation of specifications instead: a byte offset, and a bit number counted from the LSB.
 *
 * <p>Every access states its byte order; {@link ByteBuffer#order()}, position and limit of the buffer are neither used
 * nor changed, except that no byte at or beyond the limit is touched. Only the bytes that the field covers are read or
 * written, and the bits of them that do not belong to it are preserved.
 *
 * <p>This is a record so that the JIT trusts its components: kept in a {@code static final} variable, {@code get}
 * compiles to a load, a shift and a mask. Immutable, hence thread-safe; the buffer is the caller's to guard.
 *
 * @param offset of the field's first bit in the stream, 0 or more
 * @param width in bits, 1 to 64
 * @param order of the bytes, and of the bit stream as above
 * @param signed true for a two's complement value, which {@code get} extends to 64 bits
 */
public record BitField(int offset, int width, ByteOrder order, boolean signed) {

    /**
     * Checks the place and the width.
     *
     * @throws IllegalArgumentException if the width is not 1 to 64 or the offset is negative
     */
    public BitField {
        Objects.requireNonNull(order, "order");
        if (width < 1 || width > 64) {
            throw new IllegalArgumentException("a bit field is 1 to 64 bits wide, not " + width);
        }
        if (offset < 0 || offset > Integer.MAX_VALUE - 64) {
            throw new IllegalArgumentException("a bit field cannot start at bit " + offset);
        }
    }

    /**
     * An unsigned field in the notation of big-endian specifications: {@code width} bits of the big-endian dword at
     * {@code byteOffset}, the lowest being bit {@code lsb}, counted from the dword's LSB. A width over 32 means the
     * big-endian quadword there (its high dword first), with {@code lsb} counted from the quadword's LSB.
     *
     * @throws IllegalArgumentException if the bits do not lie inside that dword or quadword
     */
    public static BitField be(int byteOffset, int lsb, int width) {
        int container = width > 32 ? 64 : 32;
        if (lsb < 0 || lsb > container - width) {
            throw new IllegalArgumentException("bits " + lsb + ".." + ((long) lsb + width - 1) + " do not lie in a "
                    + container + "-bit word; give a stream offset instead");
        }
        return new BitField(start(byteOffset, container - lsb - width), width, ByteOrder.BIG_ENDIAN, false);
    }

    /** Which bit of the stream; no structure is so long that an int cannot count its bits. */
    private static int start(int byteOffset, int bit) {
        long start = byteOffset * 8L + bit;
        if (start != (int) start) {
            throw new IllegalArgumentException(
                    "a bit field cannot start at bit " + bit + " from byteOffset " + byteOffset);
        }
        return (int) start;
    }

    /**
     * An unsigned field in the notation of little-endian specifications: {@code width} bits from bit {@code lsb} on,
     * counted from the LSB of the little-endian word at {@code byteOffset}.
     */
    public static BitField le(int byteOffset, int lsb, int width) {
        return new BitField(start(byteOffset, lsb), width, ByteOrder.LITTLE_ENDIAN, false);
    }

    /**
     * An unsigned number of whole bytes: for structures of the kernel, which are in the byte order of the host.
     *
     * @param byteOffset where its first byte lies
     * @param bytes how many it has, 1 to 8
     * @param order which of them comes first
     * @throws IllegalArgumentException if it has no or more than eight bytes
     */
    public static BitField number(int byteOffset, int bytes, ByteOrder order) {
        if (bytes < 1 || bytes > 8) {
            throw new IllegalArgumentException("a number has 1 to 8 bytes, not " + bytes);
        }
        return new BitField(start(byteOffset, 0), 8 * bytes, order, false);
    }

    /** The same bits, read as a two's complement number. */
    public BitField asSigned() {
        return new BitField(offset, width, order, true);
    }

    /**
     * The same field, {@code bits} later in the stream.
     *
     * @param bits how far to move it; negative moves it towards the start
     */
    public BitField shifted(int bits) {
        long moved = (long) offset + bits;
        if (moved != (int) moved) {
            throw new IllegalArgumentException("the field at bit " + offset + " cannot move by " + bits + " bits");
        }
        return new BitField((int) moved, width, order, signed);
    }

    /** The bytes from the start of the structure up to and including the last byte that this field touches. */
    public int end() {
        return (offset + width + 7) >>> 3;
    }

    /** The smallest value the field holds. */
    public long min() {
        return signed ? -1L << (width - 1) : 0;
    }

    /** The largest value the field holds; for an unsigned field of 64 bits, all ones, to be read as unsigned. */
    public long max() {
        return signed ? ~min() : mask();
    }

    /** Whether {@code value} can be stored. An unsigned field of 64 bits holds any bits. */
    public boolean fits(long value) {
        if (width >= Integer.SIZE) {
            return signed ? extended(value) == value : (value & ~mask()) == 0;
        }
        // In ints: the outcome of comparing longs is a value of its own, which C2 keeps, with both of them, for the
        // branch
        // that is never taken.
        int low = (int) value;
        return low == value && (signed ? extended(low) == low : low >>> width == 0);
    }

    /**
     * Reads the field of the structure that starts at byte {@code base} of the buffer.
     *
     * @return the value, sign-extended if the field is signed; an unsigned field of 64 bits comes as its bits, see
     *     {@link Long#toUnsignedString(long)}
     * @throws IndexOutOfBoundsException if the field does not lie below the buffer's limit. That is a mistake of the
     *     caller: the length of what a device sent is checked before its fields are read
     */
    public long get(ByteBuffer buffer, int base) {
        Objects.requireNonNull(buffer, "buffer");
        try {
            long raw = load(buffer, first(base), order == ByteOrder.BIG_ENDIAN);
            return signed ? extended(raw) : raw & mask();
        } catch (IndexOutOfBoundsException e) {
            throw outOfBounds(buffer, base);
        }
    }

    /**
     * Whether the field of the structure that starts at byte {@code base} is anything but zero.
     *
     * @throws IndexOutOfBoundsException as {@link #get}
     */
    public boolean isSet(ByteBuffer buffer, int base) {
        Objects.requireNonNull(buffer, "buffer");
        if (span() > Long.BYTES) {
            return get(buffer, base) != 0;
        }
        try {
            boolean big = order == ByteOrder.BIG_ENDIAN;
            int shift = shift(big);
            long word = Word.of(span()).load(buffer, first(base), big);
            // A flag that is the lowest bit is the boolean itself: no comparison is left. Wider fields are tested
            // where they lie.
            return width == 1 ? ((int) word >>> shift & 1) != 0 : (word & mask() << shift) != 0;
        } catch (IndexOutOfBoundsException e) {
            throw outOfBounds(buffer, base);
        }
    }

    /**
     * Writes the field of the structure that starts at byte {@code base} of the buffer; all other bits stay.
     *
     * @throws IllegalArgumentException if the value does not fit; nothing is written then
     * @throws IndexOutOfBoundsException if the field does not lie below the buffer's limit; nothing is written then
     * @throws java.nio.ReadOnlyBufferException if the buffer is read-only
     */
    public void set(ByteBuffer buffer, int base, long value) {
        Objects.requireNonNull(buffer, "buffer");
        if (!fits(value)) {
            throw new IllegalArgumentException(doesNotFit(value));
        }
        store(buffer, base, value);
    }

    /**
     * Writes a flag, as {@link #isSet} reads it: 1 if it is set, and 0 if not; all other bits stay.
     *
     * @throws IndexOutOfBoundsException if the field does not lie below the buffer's limit; nothing is written then
     * @throws java.nio.ReadOnlyBufferException if the buffer is read-only
     */
    public void set(ByteBuffer buffer, int base, boolean flag) {
        Objects.requireNonNull(buffer, "buffer");
        // One choice between two numbers: the JIT makes no jump of it, and one write of two flags of the same byte.
        merge(buffer, base, mask(), flag ? 1 : 0);
    }

    /** As {@link #set(ByteBuffer, int, long)}, of a value that is known to fit. */
    void store(ByteBuffer buffer, int base, long value) {
        merge(buffer, base, mask(), signed ? value & mask() : value);
    }

    /** The value in words, for a message: unsigned decimal for an unsigned field. */
    String spelt(long value) {
        return signed ? Long.toString(value) : Long.toUnsignedString(value);
    }

    /** Why a value that does not fit was refused. */
    String doesNotFit(long value) {
        return value + " does not fit: a" + (signed ? " signed" : "n unsigned") + " field of " + width
                + (width == 1 ? " bit" : " bits") + " holds " + spelt(min()) + " to " + spelt(max());
    }

    private long load(ByteBuffer buffer, int at, boolean big) {
        int shift = shift(big);
        if (span() <= Long.BYTES) {
            return Word.of(span()).load(buffer, at, big) >>> shift;
        }
        long first = Word.EIGHT.load(buffer, at, big);
        long second = Word.EIGHT.load(buffer, at + 1, big);
        return big
                ? (first << (Byte.SIZE - shift)) | (second >>> shift)
                : (first >>> shift) | (second << (Byte.SIZE - shift));
    }

    /** Clears the field's bits under {@code mask}, and sets those of {@code bits}. */
    private void merge(ByteBuffer buffer, int base, long mask, long bits) {
        try {
            int at = first(base);
            boolean big = order == ByteOrder.BIG_ENDIAN;
            int shift = shift(big);
            if (span() <= Long.BYTES) {
                long moved = span() <= Integer.BYTES ? (int) bits << shift : bits << shift;
                Word.of(span()).merge(buffer, at, big, mask << shift, moved);
                return;
            }
            // Of the eight bytes from the first on, and of those that end with the last.
            // The latter go first: they may lie beyond the limit.
            int up = big ? shift : shift - Byte.SIZE;
            Word.EIGHT.merge(buffer, at + 1, big, moved(mask, up), moved(bits, up));
            up += big ? -Byte.SIZE : Byte.SIZE;
            Word.EIGHT.merge(buffer, at, big, moved(mask, up), moved(bits, up));
        } catch (IndexOutOfBoundsException e) {
            throw outOfBounds(buffer, base);
        }
    }

    private static long moved(long bits, int up) {
        return up >= 0 ? bits << up : bits >>> -up;
    }

    /** How far the field's lowest bit lies above the lowest of the bytes that it touches, taken as one number. */
    private int shift(boolean big) {
        return (big ? -(offset + width) : offset) & 7;
    }

    private long mask() {
        return -1L >>> (64 - width);
    }

    /** In 32 bits where they suffice: of these shifts, the JIT knows when they change nothing. */
    private long extended(long raw) {
        return width <= Integer.SIZE ? extended((int) raw) : raw << (Long.SIZE - width) >> (Long.SIZE - width);
    }

    private int extended(int raw) {
        return raw << (Integer.SIZE - width) >> (Integer.SIZE - width);
    }

    private int span() {
        return ((offset & 7) + width + 7) >>> 3;
    }

    /** The first byte touched. The accesses themselves are checked against the limit: one check each, not two. */
    private int first(int base) {
        if (base < 0) {
            throw new IndexOutOfBoundsException(base);
        }
        return base + (offset >>> 3);
    }

    private IndexOutOfBoundsException outOfBounds(ByteBuffer buffer, int base) {
        return new IndexOutOfBoundsException("the " + width + " bits at bit offset " + offset + " (bytes "
                + (offset >>> 3) + ".." + (end() - 1) + ") of a structure at byte " + base
                + " do not lie in a buffer whose limit is " + buffer.limit());
    }
}
