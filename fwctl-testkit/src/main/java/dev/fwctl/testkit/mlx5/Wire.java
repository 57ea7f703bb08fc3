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

    /** The number at a place; one of 32 bits as an unsigned number in an {@code int}. */
    static int get(byte[] data, Bits place) {
        return (int) (Integer.toUnsignedLong(big(data).getInt(place.dword())) >>> place.bit() & place.mask());
    }

    static void put(byte[] data, Bits place, long value) {
        long mask = place.mask() << place.bit();
        long old = Integer.toUnsignedLong(big(data).getInt(place.dword()));
        big(data).putInt(place.dword(), (int) (old & ~mask | value << place.bit() & mask));
    }

    /** Text in ASCII, zero-padded, its first character at the lowest address. */
    static void putText(byte[] data, int at, int room, String text) {
        byte[] ascii = text.getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i < room; i++) {
            data[at + i] = i < ascii.length ? ascii[i] : 0;
        }
    }
}
