// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.lab.fuzz;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Requests for each card: as its driver takes them, and spoilt. Only commands whose replies both firmware models define:
 * what a model says of itself (names, versions, sensors, counters that run) is left out.
 */
final class Payloads {
    /** Commands of the lab's mlx5 model, or of the simulator's, that tell of the model. */
    private static final Set<Integer> MLX5_OWN = Set.of(
            0x100, 0x101, 0x107, 0x109, 0x10a, 0x740, 0x822, 0x823, 0x824, 0x826, 0x819, 0x820, 0x821, 0xb22, 0x8000,
            0x8001);

    private static final int[] MLX5_OPCODES = {
        0x80d, 0x80d, 0x80d, 0x805, 0x805, 0xb0c, 0x10e, 0x731, 0x760, 0x762, 0xb2e, 0x111, 0x117, 0x201, 0x8006, 0xb2f,
        0x102, 0x103, 0xa04, 0xa06, 0x0, 0xffff, 0x804, 0x806, 0x761, 0x200, 0x8002
    };

    private static final Set<Integer> BNXT_OWN =
            Set.of(0x0, 0x15, 0x16, 0x23, 0x27, 0x2a, 0xe0, 0xfff6, 0xfffa, 0xfffd);

    private static final int[] BNXT_TYPES = {
        0xfff1, 0xfff1, 0xfff1, 0xfff2, 0xfff2, 0xffee, 0xc0, 0xc1, 0x11, 0x25, 0xfffb, 0xb4, 0xba, 0xff2d, 0xff10,
        0x73, 0x74, 0xbf, 0xfffc, 0xfffe, 0xffff, 0x218, 0xfff0, 0xc3, 0x2b, 0xb5, 0x18, 0xfff3, 0x10, 0x90
    };
    private static final int[] BNXT_OPTIONS = {108, 114, 161, 164, 171, 401, 506, 602, 1, 603};

    private final Dice dice;
    private final Places places;
    private final FeatureTable table;
    private final List<UUID> features;

    Payloads(Dice dice, Places places, FeatureTable table) {
        this.dice = dice;
        this.places = places;
        this.table = table;
        this.features = table.uuids();
    }

    byte[] of(Card card) {
        byte[] request = switch (card) {
            case MLX5 -> mlx5();
            case CXL -> cxl();
            case BNXT -> bnxt();
            case PDS -> pds();
        };
        return admissible(card, spoilt(request));
    }

    /** One in four is damaged: bits turned, cut off, made longer, or nothing but noise. */
    private byte[] spoilt(byte[] request) {
        if (!dice.oneIn(4)) {
            return request;
        }
        switch (dice.below(4)) {
            case 0 -> {
                return java.util.Arrays.copyOf(request, dice.below(request.length + 1));
            }
            case 1 -> {
                return java.util.Arrays.copyOf(request, request.length + 1 + dice.below(64));
            }
            case 2 -> {
                return dice.bytes(dice.below(160));
            }
            default -> {
                byte[] changed = request.clone();
                for (int i = dice.below(3); i >= 0 && changed.length > 0; i--) {
                    changed[dice.below(changed.length)] ^= (byte) (1 << dice.below(8));
                }
                return changed;
            }
        }
    }

    /** Whether a card has commands that tell of its model. */
    boolean hasOwn(Card card) {
        return card == Card.MLX5 || card == Card.BNXT;
    }

    /** A request, and enough behind it that a kernel that is told of more finds no command of one model there. */
    byte[] inFull(Card card, byte[] request) {
        return admissible(card, java.util.Arrays.copyOf(request, Math.max(request.length, 48)));
    }

    private byte[] admissible(Card card, byte[] request) {
        if (request.length < 2) {
            return request;
        }
        int big = (request[0] & 0xff) << 8 | request[1] & 0xff;
        int little = (request[1] & 0xff) << 8 | request[0] & 0xff;
        if (card == Card.MLX5 && MLX5_OWN.contains(big)) {
            request[0] = 0x08;
            request[1] = 0x0d;
        } else if (card == Card.BNXT && BNXT_OWN.contains(little)) {
            request[0] = (byte) 0xc1;
            request[1] = 0;
        }
        // No register of the models: those with that top bit exist in neither.
        if (card == Card.MLX5 && request.length > 10 && (big == 0x805 || big == 0xb0c)) {
            request[10] = 0x7e;
        }
        if (card == Card.CXL && request.length >= 32) {
            ByteBuffer uuid = ByteBuffer.wrap(request);
            int opcode = ByteBuffer.wrap(request).order(ByteOrder.nativeOrder()).getInt(0) & 0xffff;
            UUID named = new UUID(uuid.getLong(16), uuid.getLong(24));
            if (opcode == 0x501 && table.unreadable().contains(named)
                    || opcode == 0x502 && table.unsettable().contains(named)) {
                request[16] ^= 1;
            }
        }
        return request;
    }

    private byte[] mlx5() {
        byte[] request = new byte[16 + 4 * dice.below(16)];
        ByteBuffer in = ByteBuffer.wrap(request);
        in.putShort(0, (short) dice.of(MLX5_OPCODES));
        in.putShort(2, (short) dice.of(0, 0, 0, 1, 77));
        in.putShort(6, (short) dice.of(0, 1, 1, 2, 0xffff));
        in.putInt(8, (int) dice.any());
        return request;
    }

    private byte[] cxl() {
        int opcode = dice.of(0x500, 0x501, 0x501, 0x501, 0x502, 0x502, 0x502, 0x503, 0x400, 0x10501);
        byte[] payload = switch (opcode) {
            case 0x500 -> list();
            case 0x501 -> get();
            case 0x502 -> set();
            default -> dice.bytes(dice.below(64));
        };
        int size = dice.oneIn(8)
                ? dice.of(0, 1, 8, 21, 32, 33, payload.length - 1, payload.length + 1, -1)
                : payload.length;
        return ByteBuffer.allocate(16 + payload.length)
                .order(ByteOrder.nativeOrder())
                .putInt(0, opcode)
                .putInt(4, dice.of(0, 0, 0, 1))
                .putInt(8, size)
                .put(16, payload)
                .array();
    }

    private byte[] list() {
        return little(8)
                .putInt(0, dice.of(0, 48, 96, 47, 480, 4800, -1))
                .putShort(4, (short) dice.of(0, 0, 1, features.size() - 1, features.size(), 0xffff))
                .array();
    }

    private byte[] get() {
        return uuid(little(21))
                .putShort(16, (short) dice.of(0, 0, 0, 0, 1, 2, 4, 5, 4096, 0xffff))
                .putShort(18, (short) dice.of(1, 2, 4, 4, 4, 8, 0, 256, 4096, 4097, 5000, 0xffff))
                .put(20, (byte) dice.of(0, 0, 0, 1, 2, 3))
                .array();
    }

    private byte[] set() {
        int length = dice.of(1, 2, 4, 4, 4, 4, 0, 8, 64, 4064, 4065, 5000);
        ByteBuffer set = uuid(little(32 + length))
                .putInt(16, dice.of(0, 0, 0, 8, 1, 2, 3, 4, 5, 0xfff0))
                .putShort(20, (short) dice.of(0, 0, 0, 0, 1, 2, 0xffff))
                .put(22, (byte) dice.of(1, 1, 1, 1, 1, 3, 0, 255));
        return set.put(32, dice.bytes(length)).array();
    }

    private ByteBuffer uuid(ByteBuffer into) {
        UUID uuid = dice.oneIn(12) ? new UUID(1, dice.any()) : features.get(dice.below(features.size()));
        ByteBuffer big = into.duplicate().order(ByteOrder.BIG_ENDIAN);
        big.putLong(0, uuid.getMostSignificantBits()).putLong(8, uuid.getLeastSignificantBits());
        return into;
    }

    private byte[] bnxt() {
        int type = dice.of(BNXT_TYPES);
        ByteBuffer in = little(bnxtLength(type));
        in.putShort(0, (short) type).putShort(2, (short) -1).putShort(6, (short) -1);
        if (type == 0xfff1 || type == 0xfff2) {
            int bits = dice.of(1, 1, 7, 8, 10, 16, 32, 64, 9, 0);
            in.putLong(16, places.of(Region.LARGE, bits))
                    .putShort(24, (short) bits)
                    .putShort(26, (short) dice.of(BNXT_OPTIONS))
                    .putShort(28, (short) dice.of(0, 0, 1, 1, 2))
                    .putShort(30, (short) dice.of(0, 0, 0, 1, 2, 3))
                    .put(38, (byte) dice.of(0, 0, 0, 1, 0x80));
        } else if (in.limit() > 24) {
            for (int at = 16; at + 8 <= in.limit(); at += 8) {
                boolean address = at <= 32 && dice.oneIn(2);
                in.putLong(at, address ? places.of(Region.LARGE, 512) : dice.below(600) | (long) dice.below(600) << 32);
            }
        } else if (in.limit() > 17 && type == 0xc0) {
            in.put(16, (byte) dice.of(0, 6, 6, 1));
        }
        return in.array();
    }

    /** What the driver wants exactly, where it wants something. */
    private int bnxtLength(int type) {
        return switch (type) {
            case 0xfff1, 0xfff2, 0xff2d, 0xfffc, 0xffff, 0xb4, 0xba -> 40;
            case 0xff10, 0x74, 0xbf, 0x218 -> 32;
            case 0xfffe -> 56;
            case 0x73 -> 88;
            default -> 24;
        };
    }

    private byte[] pds() {
        int endpoint = dice.of(0x10, 0x10, 0x10, 0x20, 0x20, 0x30, 0x31, 0x11);
        int operation = dice.of(
                0x10001, 0x20001, 0x10002, 0x10003, 0x10004, 0x10010, 0x10011, 0x10012, 0x10013, 0x1, 0x2, 0x30001,
                0x1010001);
        int sent = dice.of(0, 4, 4, 4, 8, 20, 68, 69, 100, 8192, 8193, -1);
        int room = dice.of(0, 4, 64, 128, 63, 200, 16384, 16385, -1);
        return ByteBuffer.allocate(48)
                .order(ByteOrder.nativeOrder())
                .putInt(0, operation)
                .putInt(4, endpoint)
                .putInt(8, dice.of(0, 0, 1))
                .putInt(12, sent)
                .putLong(16, places.of(Region.LARGE, Math.max(sent, 0)))
                .putInt(24, dice.of(0, 0, -1))
                .putInt(36, room)
                .putLong(40, places.of(Region.OUTPUT, Math.max(room, 0)))
                .array();
    }

    /** What lies behind the addresses in requests. */
    byte[] attached() {
        return little(80)
                .put(0, dice.bytes(80))
                .putInt(0, dice.of(0, 1, 5, 15, 16, -1))
                .array();
    }

    private static ByteBuffer little(int length) {
        return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    }
}
