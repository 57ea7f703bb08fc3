// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.testkit.bnxt;

import dev.fwctl.testkit.bnxt.BnxtFirmware.Outcome;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The firmware's answers to queries, by the offsets of Linux's {@code bnxt/hsi.h}. */
final class Replies {
    private static final int INVALID_PARAMS = 2;
    private static final int PORTS = 2;
    private static final int DIRECTORY_ENTRIES = 8;
    private static final int ENTRY_BYTES = 16;

    private Replies() {}

    static Outcome empty() {
        return Outcome.of(new byte[16]);
    }

    static Outcome firmwareStatus(boolean waiting) {
        byte[] reply = new byte[16];
        reply[9] = (byte) (waiting ? 2 : 0); // NVMOPT_ACTION_WARMBOOT
        return Outcome.of(reply);
    }

    /** The reply to a query of a type, or null if the firmware has none. */
    static @Nullable Outcome of(int type, int function, ByteBuffer in, Map<Integer, byte[]> memory) {
        return switch (type) {
            case 0x0 -> Outcome.of(versions());
            case 0x25 -> byPort(in, port -> new byte[16]); // PORT_CLR_STATS
            case 0x15 -> byFunction(in, function, Replies::capabilities);
            case 0x16 -> byFunction(in, function, Replies::configuration);
            case 0x23 -> byPort(in, port -> counters(port, memory));
            case 0x27 -> byPort(in, Replies::link);
            case 0x2a -> byPort(in, port -> phyCapabilities());
            case 0xe0 -> Outcome.of(temperatures(function));
            case 0xfff6 -> Outcome.of(nvmDevice());
            case 0xfffa -> directory(memory);
            case 0xfffb ->
                Outcome.of(bytes(24)
                        .putInt(8, DIRECTORY_ENTRIES)
                        .putInt(12, ENTRY_BYTES)
                        .array());
            default -> null;
        };
    }

    private interface Reply {
        byte[] of(int number);
    }

    private static Outcome byFunction(ByteBuffer in, int self, Reply reply) {
        int fid = in.getShort(16) & 0xffff;
        int function = fid == 0xffff ? self : fid - 1;
        return function < 0 || function >= PORTS ? Outcome.refused(INVALID_PARAMS, 0) : Outcome.of(reply.of(function));
    }

    private static Outcome byPort(ByteBuffer in, Reply reply) {
        int port = in.getShort(16) & 0xffff;
        return port >= PORTS ? Outcome.refused(INVALID_PARAMS, 0) : Outcome.of(reply.of(port));
    }

    /** Byte for byte what the lab's model says: a request of zeros asks for this, and the two are compared. */
    private static byte[] versions() {
        ByteBuffer reply = bytes(176);
        reply.put(8, new byte[] {1, 10, 3, 0, (byte) 231, 1, (byte) 162, 0, (byte) 231, 1, (byte) 162, 0});
        reply.putInt(24, 0x8004).put(28, new byte[] {(byte) 231, 1, (byte) 162});
        text(reply, 32, "LAB-HWRM");
        text(reply, 48, "LAB-MGMT");
        text(reply, 80, "231.1.162.1");
        text(reply, 96, "LAB-ROCE");
        reply.putShort(112, (short) 0x1760)
                .put(114, (byte) 1)
                .put(115, (byte) 2)
                .put(116, (byte) 3);
        reply.putShort(118, (short) 128).putShort(120, (short) 4096).putShort(122, (short) 500);
        reply.put(124, (byte) 2).put(127, (byte) 1);
        shorts(reply, 128, 1, 10, 3, 133, 231, 1, 162, 1, 231, 1, 162, 0);
        shorts(reply, 160, 231, 1, 162, 0, 128, 60);
        return reply.array();
    }

    private static byte[] mac(int function) {
        return new byte[] {0x02, 0x10, 0x18, (byte) 0xfa, (byte) 0xb0, (byte) function};
    }

    private static byte[] capabilities(int function) {
        ByteBuffer reply = bytes(144);
        shorts(reply, 8, function + 1, function);
        reply.putInt(12, 0x10 | 0x10000 | 0x400000 | (function == 0 ? 0x40000 : 0));
        reply.put(16, mac(function));
        shorts(reply, 22, 256, 1024, 512, 512, 128, 256, 64 + 128 * function, 128, 1024);
        shorts(reply, 76, 16, 1024);
        reply.putInt(80, 0x2000);
        return reply.array();
    }

    private static byte[] configuration(int function) {
        ByteBuffer reply = bytes(176);
        shorts(reply, 8, function + 1, function, 0, 0x210);
        reply.put(16, mac(function));
        shorts(reply, 22, 0x1760, 16, 128, 64, 64, 8, 16, 9000, 9600);
        reply.putShort(72, (short) 64);
        return reply.array();
    }

    private static byte[] link(int port) {
        ByteBuffer reply = bytes(112);
        reply.put(18, (byte) 4);
        if (port != 0) {
            reply.put(27, (byte) 4); // NOTINSERTED
            return reply.array();
        }
        reply.put(8, (byte) 2).put(9, (byte) 0x41).putShort(10, (short) 0x7d0).put(12, (byte) 1);
        reply.put(35, (byte) 0x1c).put(36, (byte) 2).put(37, (byte) 2);
        text(reply, 56, "FWCTL SIM");
        text(reply, 72, "SIM-DAC-200G-2M");
        return reply.array();
    }

    private static byte[] phyCapabilities() {
        return bytes(48).put(8, (byte) 6).put(9, (byte) PORTS).array();
    }

    private static byte[] temperatures(int function) {
        ByteBuffer reply = bytes(24);
        reply.put(8, (byte) 61).put(9, (byte) 58).put(10, (byte) (function == 0 ? 47 : 0));
        reply.put(11, (byte) (0x30 | (function == 0 ? 0 : 0xc)));
        reply.put(15, (byte) 95).put(16, (byte) 100).put(17, (byte) 105).put(18, (byte) 110);
        return reply.array();
    }

    /** Counter n of a port is (n + 1) * (port + 1). */
    private static byte[] counters(int port, Map<Integer, byte[]> memory) {
        memory.values().forEach(room -> {
            ByteBuffer counters = ByteBuffer.wrap(room).order(ByteOrder.LITTLE_ENDIAN);
            for (int i = 0; i + 8 <= room.length; i += 8) {
                counters.putLong(i, (i / 8 + 1L) * (port + 1));
            }
        });
        ByteBuffer reply = bytes(16);
        shorts(reply, 8, 408, 528);
        return reply.array();
    }

    private static byte[] nvmDevice() {
        ByteBuffer reply = bytes(96);
        shorts(reply, 8, 0x20, 0xba18);
        reply.putInt(12, 4096).putInt(16, 16 << 20).putInt(20, 1 << 20).putInt(24, 7 << 20);
        return reply.array();
    }

    /** Eight entries, the type in each entry's first two bytes; the rest of the room is left as it was. */
    private static Outcome directory(Map<Integer, byte[]> memory) {
        byte[] room = memory.getOrDefault(16, new byte[0]);
        ByteBuffer entries = ByteBuffer.wrap(room).order(ByteOrder.LITTLE_ENDIAN);
        int[] types = {1, 4, 5, 40, 41, 41, 42, 42};
        for (int i = 0; i < types.length && (i + 1) * ENTRY_BYTES <= room.length; i++) {
            entries.putShort(i * ENTRY_BYTES, (short) types[i]);
            entries.putInt(i * ENTRY_BYTES + 8, 4096);
        }
        return empty();
    }

    private static ByteBuffer bytes(int length) {
        return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static void shorts(ByteBuffer reply, int offset, int... numbers) {
        for (int i = 0; i < numbers.length; i++) {
            reply.putShort(offset + 2 * i, (short) numbers[i]);
        }
    }

    private static void text(ByteBuffer reply, int offset, String text) {
        reply.put(offset, Arrays.copyOf(text.getBytes(StandardCharsets.US_ASCII), 16));
    }
}
