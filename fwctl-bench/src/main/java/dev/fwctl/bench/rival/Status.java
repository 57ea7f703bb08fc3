// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.bench.rival;

import java.nio.ByteBuffer;

/**
 * The place where a reply says whether the firmware did what it was asked: a little-endian number that is zero if so.
 *
 * @param at its first byte in the reply; -1 if replies have no status
 * @param bytes how many bytes it has: 1, 2 or 4
 */
public record Status(int at, int bytes) {
    public static final Status NONE = new Status(-1, 0);

    public Status {
        if (at >= 0 && bytes != 1 && bytes != 2 && bytes != 4) {
            throw new IllegalArgumentException("a status has 1, 2 or 4 bytes, not " + bytes);
        }
    }

    /** Of {@code OFFSET:BYTES}, or {@code none}. */
    public static Status of(String text) {
        if (text.equals("none")) {
            return NONE;
        }
        String[] parts = text.split(":");
        if (parts.length != 2) {
            throw new IllegalArgumentException("a status is OFFSET:BYTES, for example 4:4, or none; not " + text);
        }
        return new Status(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
    }

    /** What covers its bits in the four bytes from {@link #at} on. */
    int mask() {
        return bytes == 4 ? -1 : (1 << bytes * 8) - 1;
    }

    /** Room that a reader of four bytes needs behind the reply's first byte. */
    int end() {
        return at < 0 ? 0 : at + 4;
    }

    /** The status in a reply whose first byte is at {@code from} of a little-endian buffer. */
    long in(ByteBuffer buffer, int from) {
        return Integer.toUnsignedLong(buffer.getInt(from + at) & mask());
    }

    @Override
    public String toString() {
        return at < 0 ? "none" : at + ":" + bytes;
    }
}
