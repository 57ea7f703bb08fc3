// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.layout;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * Whole bytes in a layout, found by their path: bytes, text, a nested layout, a union, or a whole array. Immutable.
 *
 * @param path as it was given to {@link Layout#region}
 * @param offset in bytes from the start of that layout
 * @param length in bytes
 * @param member what the catalog knows of it
 */
public record Region(String path, int offset, int length, Member member) {
    public Region {
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(member, "member");
    }

    /**
     * A copy of the bytes.
     *
     * @param base the byte of the buffer where the layout starts
     * @throws IndexOutOfBoundsException if they do not lie below the buffer's limit
     */
    public byte[] bytes(ByteBuffer buffer, int base) {
        Objects.requireNonNull(buffer, "buffer");
        check(buffer, base);
        byte[] bytes = new byte[length];
        buffer.get(base + offset, bytes);
        return bytes;
    }

    /**
     * The bytes up to the first zero byte as text that is safe to show: printable ASCII as it is, every other byte, and
     * the backslash, as <code>&#92;xNN</code>.
     *
     * @param base the byte of the buffer where the layout starts
     * @throws IndexOutOfBoundsException if they do not lie below the buffer's limit
     */
    public String text(ByteBuffer buffer, int base) {
        Objects.requireNonNull(buffer, "buffer");
        StringBuilder text = new StringBuilder();
        for (byte b : bytes(buffer, base)) {
            if (b == 0) {
                break;
            }
            if (b < ' ' || b == 0x7f || b == '\\') {
                text.append("\\x").append(Character.forDigit(b >> 4 & 15, 16)).append(Character.forDigit(b & 15, 16));
            } else {
                text.append((char) b);
            }
        }
        return text.toString();
    }

    /**
     * Replaces the bytes.
     *
     * @param base the byte of the buffer where the layout starts
     * @throws IllegalArgumentException if there are more or fewer than {@link #length}
     * @throws IndexOutOfBoundsException if they do not lie below the buffer's limit
     */
    public void set(ByteBuffer buffer, int base, byte[] bytes) {
        Objects.requireNonNull(buffer, "buffer");
        Objects.requireNonNull(bytes, "bytes");
        if (bytes.length != length) {
            throw new IllegalArgumentException(path + " is " + length + " bytes long, not " + bytes.length);
        }
        check(buffer, base);
        buffer.put(base + offset, bytes);
    }

    /**
     * Replaces the bytes by a text, padded with zero bytes.
     *
     * @param base the byte of the buffer where the layout starts
     * @throws IllegalArgumentException if the text is longer than {@link #length}, or not printable ASCII
     * @throws IndexOutOfBoundsException if the region does not lie below the buffer's limit
     */
    public void set(ByteBuffer buffer, int base, String text) {
        Objects.requireNonNull(buffer, "buffer");
        Objects.requireNonNull(text, "text");
        set(buffer, base, encoded(text));
    }

    byte[] encoded(String text) {
        if (text.length() > length || text.chars().anyMatch(c -> c < ' ' || c > '~')) {
            throw new IllegalArgumentException(
                    path + " holds up to " + length + " characters of printable ASCII, not '" + text + "'");
        }
        byte[] padded = new byte[length];
        byte[] ascii = text.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(ascii, 0, padded, 0, ascii.length);
        return padded;
    }

    private void check(ByteBuffer buffer, int base) {
        if (base < 0 || base > buffer.limit() - offset - length) {
            throw new IndexOutOfBoundsException(path + " (bytes " + offset + ".." + (offset + length - 1)
                    + ") of a structure at byte " + base + " does not lie in a buffer whose limit is "
                    + buffer.limit());
        }
    }
}
