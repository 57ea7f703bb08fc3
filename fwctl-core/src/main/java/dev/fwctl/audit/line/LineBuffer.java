// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.audit.line;

import java.util.Arrays;

/** Bytes that wait to be written, in an array that is reused: {@code ByteArrayOutputStream} gives out copies only. */
public final class LineBuffer {
    private static final int KEPT = 1 << 20;

    private byte[] bytes = new byte[1 << 14];
    private int size;

    public int size() {
        return size;
    }

    /** The bytes, from 0 to {@link #size}. */
    public byte[] bytes() {
        return bytes;
    }

    void add(byte[] more) {
        add(more, 0, more.length);
    }

    void add(byte more) {
        makeRoom(1);
        bytes[size++] = more;
    }

    void add(byte[] more, int from, int length) {
        makeRoom(length);
        System.arraycopy(more, from, bytes, size, length);
        size += length;
    }

    private void makeRoom(int length) {
        int needed = Math.addExact(size, length);
        if (needed > bytes.length) {
            bytes = Arrays.copyOf(bytes, (int) Math.max(needed, Math.min(2L * bytes.length, Integer.MAX_VALUE - 8)));
        }
    }

    /** A burst of long lines does not keep its memory. */
    public void clear() {
        size = 0;
        if (bytes.length > KEPT) {
            bytes = new byte[1 << 14];
        }
    }
}
