// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.testkit.mlx5;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Byte order, and nothing else: the simulated firmware shares no code with the decoders that are tested on it. */
final class Wire {
    private Wire() {}

    static ByteBuffer host(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
    }

    static ByteBuffer big(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.BIG_ENDIAN);
    }

    /** A field of a big-endian dword: bits are counted from its least significant one. */
    static int field(byte[] data, int dword, int bit, int width) {
        return (int) (Integer.toUnsignedLong(big(data).getInt(dword)) >>> bit & (1L << width) - 1);
    }

    static void putField(byte[] data, int dword, int bit, int width, long value) {
        long mask = (1L << width) - 1 << bit;
        long old = Integer.toUnsignedLong(big(data).getInt(dword));
        big(data).putInt(dword, (int) (old & ~mask | value << bit & mask));
    }

    /** Text in ASCII, zero-padded, its first character at the lowest address. */
    static void putText(byte[] data, int at, int room, String text) {
        byte[] ascii = text.getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i < room; i++) {
            data[at + i] = i < ascii.length ? ascii[i] : 0;
        }
    }
}
