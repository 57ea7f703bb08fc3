// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.cxl.feature;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.UUID;

/** Features, and replies that list them, for tests. The bytes follow include/uapi/cxl/features.h, put in place by hand. */
public final class Entries {
    public static final UUID VENDOR = UUID.fromString("00112233-4455-6677-8899-aabbccddeeff");

    static final int CHANGEABLE = 1;

    private Entries() {}

    public static Feature feature(int effects) {
        return feature(VENDOR, CHANGEABLE, 4, effects);
    }

    public static Feature feature(UUID uuid, int flags, int setSize, int effects) {
        return Feature.decode(entry(uuid, flags, setSize, effects), 0);
    }

    /** A Feature of no bytes. */
    public static Feature empty(int effects) {
        return Feature.decode(entry(VENDOR, CHANGEABLE, 4, effects).putShort(18, (short) 0), 0);
    }

    private static ByteBuffer entry(UUID uuid, int flags, int setSize, int effects) {
        ByteBuffer entry = ByteBuffer.allocate(48).order(ByteOrder.BIG_ENDIAN);
        entry.putLong(0, uuid.getMostSignificantBits()).putLong(8, uuid.getLeastSignificantBits());
        entry.order(ByteOrder.LITTLE_ENDIAN).putShort(18, (short) 4).putShort(20, (short) setSize);
        return entry.putInt(22, flags).put(26, (byte) 1).put(27, (byte) 1).putShort(28, (short) effects);
    }

    /** A reply of Get Supported Features: features first to first + count - 1 of total, which differ in their last bytes. */
    public static byte[] page(int first, int count, int total) {
        ByteBuffer reply = ByteBuffer.allocate(16 + 48 * count).order(ByteOrder.LITTLE_ENDIAN);
        reply.putInt(0, 8 + 48 * count);
        reply.putShort(8, (short) count).putShort(10, (short) total);
        for (int i = 0; i < count; i++) {
            int at = 16 + 48 * i;
            reply.putShort(at + 14, Short.reverseBytes((short) (first + i)));
            reply.putShort(at + 16, (short) (first + i));
            reply.putShort(at + 18, (short) 4).putShort(at + 20, (short) 4);
            reply.putInt(at + 22, 0x61);
            reply.put(at + 26, (byte) 1).put(at + 27, (byte) 1);
            reply.putShort(at + 28, (short) 0x201);
        }
        return reply.array();
    }
}
