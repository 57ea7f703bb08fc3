// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.testkit.fault;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Bytes that a decoder should survive: made from a valid reply, seeded and repeatable. What they aim at are lengths,
 * counts and offsets: extreme numbers where numbers usually lie, and an end where none is expected.
 */
public final class HostileBytes {
    private static final long[] EXTREMES = {
        0, 1, 0x7f, 0x80, 0xff, 0x7fff, 0x8000, 0xffff, 0x7fffffffL, 0x80000000L, -1L
    };

    private HostileBytes() {}

    /**
     * One more set of bytes.
     *
     * @param valid a valid reply
     * @param random where the variation comes from
     * @return a new array, at most 64 bytes longer than the valid one
     */
    public static byte[] next(byte[] valid, SplittableRandom random) {
        return switch (random.nextInt(7)) {
            case 0 -> random(valid.length, random);
            case 1 -> filled(valid.length, random.nextBoolean() ? 0xff : 0);
            case 2 -> Arrays.copyOf(valid, random.nextInt(valid.length + 1));
            case 3 -> Arrays.copyOf(valid, valid.length + 1 + random.nextInt(64));
            case 4 -> flipped(valid, random);
            case 5 -> random(random.nextInt(valid.length + 64), random);
            default -> extreme(valid, random);
        };
    }

    static byte[] random(int length, SplittableRandom random) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private static byte[] filled(int length, int value) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }

    private static byte[] flipped(byte[] valid, SplittableRandom random) {
        byte[] bytes = valid.clone();
        for (int i = random.nextInt(8); i >= 0 && bytes.length > 0; i--) {
            bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return bytes;
    }

    /** Puts an extreme number of one, two or four bytes, in either byte order, where a header usually has one. */
    private static byte[] extreme(byte[] valid, SplittableRandom random) {
        byte[] bytes = valid.clone();
        int width = 1 << random.nextInt(3);
        if (bytes.length < width) {
            return bytes;
        }
        int at = random.nextInt(Math.min(bytes.length, 64) / width) * width;
        long value = EXTREMES[random.nextInt(EXTREMES.length)];
        boolean big = random.nextBoolean();
        for (int i = 0; i < width; i++) {
            bytes[at + i] = (byte) (value >> 8 * (big ? width - 1 - i : i));
        }
        return bytes;
    }
}
