// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.audit.line;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * The members of a line's JSON object as they are written, in ASCII, so that a line's bytes depend on no encoding.
 *
 * <p>This is by hand, and no library's, since a caller waits for each line: what runs behind a system call runs slowly, and
 * the more so the more methods it is made of. A library's generator took 3.4 us of a line's 13. Commas come by themselves.
 */
public final class Members {
    private static final byte[] DIGITS = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final int MOST = Integer.MAX_VALUE - 8;

    private byte[] bytes = new byte[1024];
    private int size;

    private Members() {}

    /** Returns what was written, without the braces around it. */
    public static byte[] of(Consumer<Members> writer) {
        Members members = new Members();
        writer.accept(members);
        return Arrays.copyOf(members.bytes, members.size);
    }

    public Members text(String name, String value) {
        return name(name).text(value);
    }

    public Members number(String name, long value) {
        return name(name).number(value);
    }

    public Members flag(String name, boolean value) {
        return name(name).literal(value ? "true" : "false");
    }

    public Members beginObject(String name) {
        return name(name).beginObject();
    }

    public Members beginArray(String name) {
        return name(name).beginArray();
    }

    public Members beginObject() {
        return separated().raw('{');
    }

    public Members endObject() {
        return raw('}');
    }

    Members beginArray() {
        return separated().raw('[');
    }

    public Members endArray() {
        return raw(']');
    }

    Members name(String name) {
        return text(name).raw(':');
    }

    public Members text(String value) {
        separated();
        int length = value.length();
        makeRoom(length + 2L);
        bytes[size++] = '"';
        for (int i = 0; i < length; i++) {
            char next = value.charAt(i);
            if (next < ' ' || next > '~' || next == '"' || next == '\\') {
                escaped(value, i);
                return raw('"');
            }
            bytes[size++] = (byte) next;
        }
        bytes[size++] = '"';
        return this;
    }

    /** The rest of a text, of which something cannot stand for itself. */
    private void escaped(String value, int from) {
        for (int i = from; i < value.length(); i++) {
            char next = value.charAt(i);
            makeRoom(6);
            if (next == '"' || next == '\\') {
                bytes[size++] = '\\';
                bytes[size++] = (byte) next;
            } else if (next < ' ' || next > '~') {
                bytes[size++] = '\\';
                bytes[size++] = 'u';
                for (int shift = 12; shift >= 0; shift -= 4) {
                    bytes[size++] = DIGITS[next >> shift & 0xf];
                }
            } else {
                bytes[size++] = (byte) next;
            }
        }
    }

    Members number(long value) {
        return literal(Long.toString(value));
    }

    /** A number, {@code true}, {@code false} or {@code null}, as JSON spells it. */
    Members literal(String text) {
        separated().makeRoom(text.length());
        for (int i = 0; i < text.length(); i++) {
            bytes[size++] = (byte) text.charAt(i);
        }
        return this;
    }

    /** A text: the first bytes of a buffer, in hexadecimal digits. */
    Members hex(String name, ByteBuffer buffer, int length) {
        name(name).makeRoom(2L * length + 2);
        bytes[size++] = '"';
        for (int i = 0; i < length; i++) {
            byte next = buffer.get(i);
            bytes[size++] = DIGITS[next >> 4 & 0xf];
            bytes[size++] = DIGITS[next & 0xf];
        }
        bytes[size++] = '"';
        return this;
    }

    /** Members that were {@linkplain #of written} before. */
    Members all(byte[] members) {
        separated().makeRoom(members.length);
        System.arraycopy(members, 0, bytes, size, members.length);
        size += members.length;
        return this;
    }

    /** A value or a member has another before it unless it follows one of these. */
    private Members separated() {
        if (size > 0) {
            byte last = bytes[size - 1];
            if (last != ':' && last != '{' && last != '[') {
                raw(',');
            }
        }
        return this;
    }

    private Members raw(char one) {
        makeRoom(1);
        bytes[size++] = (byte) one;
        return this;
    }

    private void makeRoom(long more) {
        long needed = size + more;
        if (needed > bytes.length) {
            if (needed > MOST) {
                throw new OutOfMemoryError("a line of " + needed + " bytes");
            }
            bytes = Arrays.copyOf(bytes, (int) Math.min(Math.max(needed, 2L * bytes.length), MOST));
        }
    }
}
