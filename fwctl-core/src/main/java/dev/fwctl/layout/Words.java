// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.layout;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Numbers of 1 to 8 whole bytes at any byte of a buffer, in a byte order that the caller states.
 *
 * <p>Exactly the bytes asked for are touched, so a field at the very end of a structure of odd size is safe: 3, 5, 6 and
 * 7 bytes are two shorts or two ints that overlap. View VarHandles have their byte order built in, whereas
 * {@code ByteBuffer.getInt} branches on the buffer's own. The methods are short because C2 inlines no callee whose own
 * compiled code is large, and a field known at compile time must fold to one access.
 */
final class Words {
    private static final VarHandle SHORT_BIG = view(short[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INT_BIG = view(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONG_BIG = view(long[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle SHORT_LITTLE = view(short[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT_LITTLE = view(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG_LITTLE = view(long[].class, ByteOrder.LITTLE_ENDIAN);

    private Words() {}

    private static VarHandle view(Class<?> array, ByteOrder order) {
        return MethodHandles.byteBufferViewVarHandle(array, order).withInvokeExactBehavior();
    }

    static long loadBig(ByteBuffer b, int at, int bytes) {
        return switch (bytes) {
            case 1 -> b.get(at) & 0xffL;
            case 2 -> shortBig(b, at);
            case 3 -> (shortBig(b, at) << 8) | shortBig(b, at + 1);
            case 4 -> intBig(b, at);
            case 8 -> longBig(b, at);
            default -> (intBig(b, at) << (8 * (bytes - 4))) | intBig(b, at + bytes - 4);
        };
    }

    static long loadLittle(ByteBuffer b, int at, int bytes) {
        return switch (bytes) {
            case 1 -> b.get(at) & 0xffL;
            case 2 -> shortLittle(b, at);
            case 3 -> shortLittle(b, at) | (shortLittle(b, at + 1) << 8);
            case 4 -> intLittle(b, at);
            case 8 -> longLittle(b, at);
            default -> intLittle(b, at) | (intLittle(b, at + bytes - 4) << (8 * (bytes - 4)));
        };
    }

    /**
     * Replaces the bits under {@code mask} by those of {@code bits}, which has no others set. Of two parts the later one
     * goes first, so that nothing is written if it lies beyond the limit.
     */
    static void mergeBig(ByteBuffer b, int at, int bytes, long mask, long bits) {
        switch (bytes) {
            case 1 -> b.put(at, (byte) ((b.get(at) & ~mask) | bits));
            case 2 -> mergeShortBig(b, at, mask, bits);
            case 3 -> {
                mergeShortBig(b, at + 1, mask, bits);
                mergeShortBig(b, at, mask >>> 8, bits >>> 8);
            }
            case 4 -> mergeIntBig(b, at, mask, bits);
            case 8 -> LONG_BIG.set(b, at, (longBig(b, at) & ~mask) | bits);
            default -> {
                int up = 8 * (bytes - 4);
                mergeIntBig(b, at + bytes - 4, mask, bits);
                mergeIntBig(b, at, mask >>> up, bits >>> up);
            }
        }
    }

    /** As {@link #mergeBig}, in the other byte order. */
    static void mergeLittle(ByteBuffer b, int at, int bytes, long mask, long bits) {
        switch (bytes) {
            case 1 -> b.put(at, (byte) ((b.get(at) & ~mask) | bits));
            case 2 -> mergeShortLittle(b, at, mask, bits);
            case 3 -> {
                mergeShortLittle(b, at + 1, mask >>> 8, bits >>> 8);
                mergeShortLittle(b, at, mask, bits);
            }
            case 4 -> mergeIntLittle(b, at, mask, bits);
            case 8 -> LONG_LITTLE.set(b, at, (longLittle(b, at) & ~mask) | bits);
            default -> {
                int up = 8 * (bytes - 4);
                mergeIntLittle(b, at + bytes - 4, mask >>> up, bits >>> up);
                mergeIntLittle(b, at, mask, bits);
            }
        }
    }

    private static void mergeShortBig(ByteBuffer b, int at, long mask, long bits) {
        SHORT_BIG.set(b, at, (short) ((shortBig(b, at) & ~mask) | bits));
    }

    private static void mergeIntBig(ByteBuffer b, int at, long mask, long bits) {
        INT_BIG.set(b, at, (int) ((intBig(b, at) & ~mask) | bits));
    }

    private static void mergeShortLittle(ByteBuffer b, int at, long mask, long bits) {
        SHORT_LITTLE.set(b, at, (short) ((shortLittle(b, at) & ~mask) | bits));
    }

    private static void mergeIntLittle(ByteBuffer b, int at, long mask, long bits) {
        INT_LITTLE.set(b, at, (int) ((intLittle(b, at) & ~mask) | bits));
    }

    private static long shortBig(ByteBuffer b, int at) {
        return (short) SHORT_BIG.get(b, at) & 0xffffL;
    }

    private static long intBig(ByteBuffer b, int at) {
        return (int) INT_BIG.get(b, at) & 0xffff_ffffL;
    }

    private static long longBig(ByteBuffer b, int at) {
        return (long) LONG_BIG.get(b, at);
    }

    private static long shortLittle(ByteBuffer b, int at) {
        return (short) SHORT_LITTLE.get(b, at) & 0xffffL;
    }

    private static long intLittle(ByteBuffer b, int at) {
        return (int) INT_LITTLE.get(b, at) & 0xffff_ffffL;
    }

    private static long longLittle(ByteBuffer b, int at) {
        return (long) LONG_LITTLE.get(b, at);
    }
}
