// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.testkit.mlx5;

import static dev.fwctl.testkit.mlx5.Bits.bits;

import dev.fwctl.testkit.mlx5.Mlx5Registers.Register;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/**
 * The resource dump of {@link Mlx5Firmware#connectX7}: register 0xC000, inline, 208 bytes a read until {@code more_dump}
 * is clear. Where a dump stands is in {@code device_opaque}, which the client copies back with {@code seq_num}.
 */
final class Mlx5DemoDump {
    private static final int INLINE_DATA = 0x30;
    private static final int INLINE_BYTES = 208;
    private static final int SESSION = 0x51d00000;

    private static final int MENU = 0xffff;
    private static final int INFO = 0xfffe;
    private static final int COMMAND = 0xfffa;
    private static final int TERMINATE = 0xfffb;
    private static final int QPC = 0x1000;
    private static final int HCA_CAP = 0x4100;

    private final Mlx5Firmware firmware;

    private Mlx5DemoDump(Mlx5Firmware firmware) {
        this.firmware = firmware;
    }

    static void addTo(Mlx5Firmware firmware) {
        firmware.registers()
                .add(0xc000, Register.of(0x100).requires(INLINE_DATA).onRead(new Mlx5DemoDump(firmware)::read));
    }

    private void read(Mlx5Access access) {
        int type = access.get(0, 0, 16);
        int sequence = access.get(0, 16, 4);
        int session = access.get(0x18, 0, 32);
        int offset = access.get(0x1c, 0, 32);
        boolean first = session == 0 && sequence == 0;
        if (access.get(0, 30, 1) == 0 || (type != MENU && type != QPC && type != HCA_CAP)) {
            access.refuse(Mlx5FirmwareStatus.BAD_PARAMETER, Mlx5Syndrome.BAD_VALUE);
            return;
        }
        byte[] stream = stream(access, type);
        if (!first && (session != (SESSION | sequence) || offset < 0 || offset >= stream.length)) {
            access.refuse(Mlx5FirmwareStatus.BAD_PARAMETER, Mlx5Syndrome.BAD_INDEX);
            return;
        }
        int from = first ? 0 : offset;
        int size = Math.min(INLINE_BYTES, stream.length - from);
        boolean more = from + size < stream.length;
        int next = sequence + 1 & 0xf;
        access.put(0, 16, 4, next)
                .put(0, 31, 1, more ? 1 : 0)
                .put(0x18, 0, 32, more ? SESSION | next : 0)
                .put(0x1c, 0, 32, more ? from + size : 0)
                .put(0x24, 0, 32, size);
        byte[] padded = Arrays.copyOf(Arrays.copyOfRange(stream, from, from + size), INLINE_BYTES);
        System.arraycopy(padded, 0, access.out(), INLINE_DATA, INLINE_BYTES);
    }

    private byte[] stream(Mlx5Access access, int type) {
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        byte[] info = segment(INFO, 16);
        Wire.big(info).putInt(4, 1).putInt(8, 0x218).putInt(12, 0x1c2b03e8);
        stream.writeBytes(info);
        byte[] command = segment(COMMAND, 20);
        Wire.put(command, bits(4, 16, 16), type);
        Wire.put(command, bits(4, 0, 16), access.get(4, 0, 16));
        Wire.put(command, bits(8, 0, 32), access.get(8, 0, 32));
        stream.writeBytes(command);
        switch (type) {
            case MENU -> stream.writeBytes(menu());
            case QPC -> {
                int asked = access.get(0x10, 16, 16);
                int count = asked == 0xffff ? 12 : asked == 0xfffe ? 3 : Math.max(asked, 1);
                for (int i = 0; i < Math.min(count, 64); i++) {
                    stream.writeBytes(resource(QPC, access.get(8, 0, 32) + i, pattern(512, i)));
                }
            }
            default -> {
                byte[] page = firmware.capabilities().current(0, 0);
                stream.writeBytes(resource(HCA_CAP, 0, page == null ? new byte[0] : page));
            }
        }
        stream.writeBytes(segment(TERMINATE, 4));
        return stream.toByteArray();
    }

    private static byte[] segment(int type, int bytes) {
        byte[] segment = new byte[bytes];
        Wire.put(segment, bits(0, 16, 16), bytes / 4);
        Wire.put(segment, bits(0, 0, 16), type);
        return segment;
    }

    private static byte[] resource(int type, int index, byte[] payload) {
        byte[] segment = segment(type, 16 + payload.length);
        Wire.big(segment).putInt(4, index);
        System.arraycopy(payload, 0, segment, 16, payload.length);
        return segment;
    }

    private static byte[] pattern(int bytes, int seed) {
        byte[] payload = new byte[bytes];
        for (int i = 0; i < bytes; i++) {
            payload[i] = (byte) (i * 31 + seed);
        }
        return payload;
    }

    /** Records of 52 bytes: flags, type, three names of 16 characters. */
    private static byte[] menu() {
        byte[] menu = segment(MENU, 8 + 2 * 52);
        Wire.put(menu, bits(4, 0, 16), 2);
        Wire.put(menu, bits(8, 0, 16), QPC);
        Wire.put(menu, bits(8, 16, 2), 3); // index 1 is supported and needed
        Wire.put(menu, bits(8, 20, 1), 1); // a number of objects is supported, also "all" and "active"
        Wire.put(menu, bits(8, 22, 2), 3);
        Wire.putText(menu, 12, 16, "FULL_QPC");
        Wire.putText(menu, 28, 16, "QPN");
        Wire.put(menu, bits(60, 0, 16), HCA_CAP);
        Wire.putText(menu, 64, 16, "HCA_CAP");
        return menu;
    }
}
