// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.layout;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Every place and width against the bit-by-bit reference. */
class BitFieldPropertyTest {
    private static final long SEED = Long.getLong("dev.fwctl.seed", 20260927);

    private final SplittableRandom random = new SplittableRandom(SEED);

    private byte[] noise(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    /** All widths at all offsets within two dwords, so each way of loading and storing is taken at each alignment. */
    @Test
    void everyWidthAtEveryOffsetReadsAndWritesAsTheReference() {
        for (ByteOrder order : List.of(ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN)) {
            for (int width = 1; width <= 64; width++) {
                for (int offset = 0; offset <= 64; offset++) {
                    for (boolean signed : new boolean[] {false, true}) {
                        check(new BitField(offset, width, order, signed));
                    }
                }
            }
        }
    }

    private void check(BitField field) {
        String context = field + ", seed " + SEED;
        int base = random.nextInt(4);
        // The structure ends exactly with the field: any byte more would be out of bounds.
        byte[] before = noise(base + field.end());
        ByteBuffer heap = ByteBuffer.wrap(before.clone());
        ByteBuffer direct = ByteBuffer.allocateDirect(before.length).put(before).order(ByteOrder.LITTLE_ENDIAN);

        BigInteger expected = BitByBit.number(before, base * 8 + field.offset(), field.width(), field.order(), false);
        BigInteger asSigned = BitByBit.number(before, base * 8 + field.offset(), field.width(), field.order(), true);
        assertEquals((field.signed() ? asSigned : expected).longValue(), field.get(heap, base), context);
        assertEquals(field.get(heap, base), field.get(direct, base), context);
        assertEquals(expected.signum() != 0, field.isSet(heap, base), context);

        BigInteger value = new BigInteger(field.width(), new Random(random.nextLong()));
        long written = field.signed() && value.testBit(field.width() - 1)
                ? value.subtract(BigInteger.ONE.shiftLeft(field.width())).longValue()
                : value.longValue();
        byte[] after = before.clone();
        BitByBit.setNumber(after, base * 8 + field.offset(), field.width(), field.order(), value);
        field.set(heap, base, written);
        field.set(direct, base, written);
        assertArrayEquals(after, heap.array(), context);
        byte[] fromDirect = new byte[after.length];
        direct.get(0, fromDirect);
        assertArrayEquals(after, fromDirect, context);
        assertEquals(written, field.get(heap, base), context);

        long opposite = field.signed() ? ~written : written ^ field.max();
        ByteBuffer shorter = heap.duplicate().limit(before.length - 1);
        assertThrows(IndexOutOfBoundsException.class, () -> field.get(shorter, base), context);
        assertThrows(IndexOutOfBoundsException.class, () -> field.isSet(shorter, base), context);
        assertThrows(IndexOutOfBoundsException.class, () -> field.set(shorter, base, opposite), context);
        assertArrayEquals(after, heap.array(), context);
        field.set(heap, base, 0);
        assertFalse(field.isSet(heap, base), context); // with noise all round it

        for (boolean flag : new boolean[] {true, false}) {
            BitByBit.setNumber(
                    after,
                    base * 8 + field.offset(),
                    field.width(),
                    field.order(),
                    flag ? BigInteger.ONE : BigInteger.ZERO);
            field.set(heap, base, flag);
            assertArrayEquals(after, heap.array(), context);
            assertEquals(flag, field.isSet(heap, base), context);
            assertThrows(IndexOutOfBoundsException.class, () -> field.set(shorter, base, !flag), context);
            assertArrayEquals(after, heap.array(), context);
        }
    }

    @Test
    void exactlyTheValuesFromMinToMaxFit() {
        for (int width = 1; width <= 64; width++) {
            for (boolean signed : new boolean[] {false, true}) {
                BitField field = new BitField(3, width, ByteOrder.BIG_ENDIAN, signed);
                BigInteger lowest = signed ? BigInteger.ONE.shiftLeft(width - 1).negate() : BigInteger.ZERO;
                BigInteger highest = lowest.add(BigInteger.ONE.shiftLeft(width)).subtract(BigInteger.ONE);
                assertEquals(lowest.longValue(), field.min());
                assertEquals(highest.longValue(), field.max());
                for (int i = 0; i < 50; i++) {
                    long value = random.nextLong() >> random.nextInt(64);
                    // A long stands for an unsigned number where all 64 bits are the field's.
                    boolean fits = width == 64
                            || (BigInteger.valueOf(value).compareTo(lowest) >= 0
                                    && BigInteger.valueOf(value).compareTo(highest) <= 0);
                    assertEquals(fits, field.fits(value), field + " " + value + ", seed " + SEED);
                }
            }
        }
    }

    /** The neighbours of both ends, and what differs from them in nothing but bits that an int does not have. */
    @Test
    void theLastThatFitFitAndTheNextDoNot() {
        for (int width = 1; width < 64; width++) {
            for (boolean signed : new boolean[] {false, true}) {
                BitField field = new BitField(3, width, ByteOrder.LITTLE_ENDIAN, signed);
                BigInteger lowest = signed ? BigInteger.ONE.shiftLeft(width - 1).negate() : BigInteger.ZERO;
                BigInteger highest = lowest.add(BigInteger.ONE.shiftLeft(width)).subtract(BigInteger.ONE);
                for (BigInteger end : List.of(lowest, highest)) {
                    for (long step : new long[] {-1, 0, 1, -1L << 32, 1L << 32, 1L << 63}) {
                        long value = end.longValue() + step;
                        boolean fits = BigInteger.valueOf(value).compareTo(lowest) >= 0
                                && BigInteger.valueOf(value).compareTo(highest) <= 0;
                        assertEquals(fits, field.fits(value), field + " " + value);
                    }
                }
            }
        }
    }
}
