// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.testkit.fault;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Bytes that a decoder should survive: made from a valid reply, seeded and repeatable. What they aim at are lengths,
 * counts and offsets: extreme numbers where numbers usually lie, and an end where none is expected.
 */
public final class HostileBytes {
    private static final long[] EXTREMES = {
        0, 1, 0x7f, 0x80, 0xff, 0x7fff, 0x8000, 0xffff, 0x7fffffffL, 0x80000000L, -1L
    };

    private static final int SWEPT = 256;

    private HostileBytes() {}

    /**
     * One more set of bytes.
     *
     * @param valid a valid reply
     * @param random where the variation comes from
     * @return a new array, at most 64 bytes longer than the valid one
     */
    public static byte[] next(byte[] valid, SplittableRandom random) {
        return switch (random.nextInt(8)) {
            case 0 -> random(valid.length, random);
            case 1 -> filled(valid.length, random.nextBoolean() ? 0xff : 0);
            case 2 -> Arrays.copyOf(valid, random.nextInt(valid.length + 1));
            case 3 -> Arrays.copyOf(valid, valid.length + 1 + random.nextInt(64));
            case 4 -> flipped(valid, random);
            case 5 -> random(random.nextInt(valid.length + 64), random);
            case 6 -> behindPrefix(valid, random);
            default -> extreme(valid, random);
        };
    }

    /**
     * A valid reply with one number in it that is not: at each place, in one, two and four bytes, the highest number, the
     * highest that has a sign, and the first that is more than the reply is long. Before and behind it all is as the
     * device gave it, so that a decoder gets that far.
     *
     * @param valid a valid reply
     * @return the variants by place, for the first {@value #SWEPT} bytes of a reply
     */
    public static Stream<byte[]> sweep(byte[] valid) {
        return IntStream.of(1, 2, 4)
                .boxed()
                .flatMap(width -> IntStream.rangeClosed(0, Math.min(valid.length, SWEPT) - width)
                        .filter(at -> at % width == 0)
                        .boxed()
                        .flatMap(at -> LongStream.of(-1, -1L >>> 65 - 8 * width, valid.length + 1L)
                                .boxed()
                                .flatMap(value ->
                                        Stream.of(true, false).map(big -> put(valid, at, width, value, big)))));
    }

    /** Keeps the beginning of a valid reply, and makes up the rest. */
    private static byte[] behindPrefix(byte[] valid, SplittableRandom random) {
        byte[] bytes = valid.clone();
        int kept = random.nextInt(valid.length + 1);
        byte[] rest = random(valid.length - kept, random);
        System.arraycopy(rest, 0, bytes, kept, rest.length);
        return bytes;
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

    /** Puts an extreme number of one, two or four bytes somewhere, in either byte order. */
    private static byte[] extreme(byte[] valid, SplittableRandom random) {
        int width = 1 << random.nextInt(3);
        if (valid.length < width) {
            return valid.clone();
        }
        // Most headers are short, so that half of the tries go there.
        int reach = random.nextBoolean() ? Math.min(valid.length, 64) : valid.length;
        int at = random.nextInt(reach / width) * width;
        return put(valid, at, width, EXTREMES[random.nextInt(EXTREMES.length)], random.nextBoolean());
    }

    private static byte[] put(byte[] valid, int at, int width, long value, boolean big) {
        byte[] bytes = valid.clone();
        for (int i = 0; i < width; i++) {
            bytes[at + i] = (byte) (value >> 8 * (big ? width - 1 - i : i));
        }
        return bytes;
    }
}
