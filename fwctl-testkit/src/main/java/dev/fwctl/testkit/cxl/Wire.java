// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.testkit.cxl;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Byte order, and nothing else: the simulated firmware shares no code with the decoders that are tested on it. */
final class Wire {
    private Wire() {}

    static ByteBuffer little(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    static ByteBuffer host(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
    }

    static ByteBuffer big(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.BIG_ENDIAN);
    }

    /** A UUID as RFC 4122 orders its bytes, whatever the order of the numbers around it. */
    static UUID uuid(byte[] bytes, int at) {
        ByteBuffer buffer = big(bytes);
        return new UUID(buffer.getLong(at), buffer.getLong(at + 8));
    }

    static void putUuid(byte[] bytes, int at, UUID uuid) {
        big(bytes).putLong(at, uuid.getMostSignificantBits()).putLong(at + 8, uuid.getLeastSignificantBits());
    }

    /** Text in ASCII, zero-padded, its first character at the lowest address. */
    static void putText(byte[] data, int at, int room, String text) {
        byte[] ascii = text.getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i < room; i++) {
            data[at + i] = i < ascii.length ? ascii[i] : 0;
        }
    }
}
