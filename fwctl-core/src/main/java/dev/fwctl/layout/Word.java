// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.layout;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A number of 1 to 8 whole bytes at any byte of a buffer, in a byte order that the caller states: one constant for each
 * size. Exactly its bytes are touched, so a field at the very end of a structure of odd size is safe.
 *
 * <p>Where a field is known at compile time, so is its word, and the JIT makes one access of it. Where it is not, a call
 * through this interface chooses the size: were it a branch in each method instead, they would be so large that C2
 * inlined them nowhere.
 */
interface Word {
    Word ONE = new One();
    Word TWO = new Two();
    Word FOUR = new Four();
    Word EIGHT = new Eight();
    Word THREE = new Joined(TWO, 1);
    Word FIVE = new Joined(FOUR, 1);
    Word SIX = new Joined(FOUR, 2);
    Word SEVEN = new Joined(FOUR, 3);

    static Word of(int bytes) {
        return switch (bytes) {
            case 1 -> ONE;
            case 2 -> TWO;
            case 3 -> THREE;
            case 4 -> FOUR;
            case 5 -> FIVE;
            case 6 -> SIX;
            case 7 -> SEVEN;
            case 8 -> EIGHT;
            default -> throw new IllegalArgumentException("no word has " + bytes + " bytes");
        };
    }

    /** Its bits, all ones. */
    long all();

    /** The number, zero-extended. */
    long load(ByteBuffer b, int at, boolean big);

    /**
     * Clears the bits under {@code mask}, which has none outside the word, and sets those of {@code bits}; those beyond the
     * word do not count. Nothing is written if the last byte lies beyond the limit. What the mask covers whole is not read
     * first.
     *
     * <p>In ints where they suffice: JDK 17 does not see that half of a calculation in longs is thrown away.
     */
    void merge(ByteBuffer b, int at, boolean big, long mask, long bits);

    /**
     * Whether the buffer's own methods give a number the wrong way round; it is then turned by one instruction. The order is
     * asked, and neither set nor stated to a {@code VarHandle} of views: JDK 17 makes an access by the latter a third slower
     * than the buffer's own method, which tests the order as well. It is asked behind the first access: the JIT then tests it
     * once for both.
     */
    private static boolean isTurned(ByteBuffer b, boolean big) {
        return (b.order() == ByteOrder.BIG_ENDIAN) != big;
    }

    /** A byte. */
    record One() implements Word {
        @Override
        public long all() {
            return 0xff;
        }

        @Override
        public long load(ByteBuffer b, int at, boolean big) {
            return b.get(at) & 0xffL;
        }

        @Override
        public void merge(ByteBuffer b, int at, boolean big, long mask, long bits) {
            byte old = mask == all() ? 0 : b.get(at);
            b.put(at, (byte) (old & (int) ~mask | (int) bits));
        }
    }

    /** Two bytes. */
    record Two() implements Word {
        @Override
        public long all() {
            return 0xffff;
        }

        @Override
        public long load(ByteBuffer b, int at, boolean big) {
            short word = b.getShort(at);
            return (isTurned(b, big) ? Short.reverseBytes(word) : word) & 0xffffL;
        }

        @Override
        public void merge(ByteBuffer b, int at, boolean big, long mask, long bits) {
            short old = mask == all() ? 0 : b.getShort(at);
            boolean turned = isTurned(b, big);
            short merged = (short) ((turned ? Short.reverseBytes(old) : old) & (int) ~mask | (int) bits);
            b.putShort(at, turned ? Short.reverseBytes(merged) : merged);
        }
    }

    /** Four bytes. */
    record Four() implements Word {
        @Override
        public long all() {
            return 0xffff_ffffL;
        }

        @Override
        public long load(ByteBuffer b, int at, boolean big) {
            int word = b.getInt(at);
            return (isTurned(b, big) ? Integer.reverseBytes(word) : word) & 0xffff_ffffL;
        }

        @Override
        public void merge(ByteBuffer b, int at, boolean big, long mask, long bits) {
            int old = mask == all() ? 0 : b.getInt(at);
            boolean turned = isTurned(b, big);
            int merged = (turned ? Integer.reverseBytes(old) : old) & (int) ~mask | (int) bits;
            b.putInt(at, turned ? Integer.reverseBytes(merged) : merged);
        }
    }

    /** Eight bytes. */
    record Eight() implements Word {
        @Override
        public long all() {
            return -1;
        }

        @Override
        public long load(ByteBuffer b, int at, boolean big) {
            long word = b.getLong(at);
            return isTurned(b, big) ? Long.reverseBytes(word) : word;
        }

        @Override
        public void merge(ByteBuffer b, int at, boolean big, long mask, long bits) {
            long old = mask == all() ? 0 : b.getLong(at);
            boolean turned = isTurned(b, big);
            long merged = (turned ? Long.reverseBytes(old) : old) & ~mask | bits;
            b.putLong(at, turned ? Long.reverseBytes(merged) : merged);
        }
    }

    /**
     * Two words of one size that overlap, and agree where they do.
     *
     * @param half the size
     * @param apart how many bytes the second one begins behind the first
     */
    record Joined(Word half, int apart) implements Word {
        @Override
        public long all() {
            return half.all() << up() | half.all();
        }

        @Override
        public long load(ByteBuffer b, int at, boolean big) {
            long first = half.load(b, at, big);
            long second = half.load(b, at + apart, big);
            return big ? (first << up()) | second : first | (second << up());
        }

        /** The second one first, since it is the one that may lie beyond the limit. */
        @Override
        public void merge(ByteBuffer b, int at, boolean big, long mask, long bits) {
            part(b, at + apart, big, big ? mask : mask >>> up(), big ? bits : bits >>> up());
            part(b, at, big, big ? mask >>> up() : mask, big ? bits >>> up() : bits);
        }

        private void part(ByteBuffer b, int at, boolean big, long mask, long bits) {
            half.merge(b, at, big, mask & half.all(), bits & half.all());
        }

        private int up() {
            return apart * Byte.SIZE;
        }
    }
}
