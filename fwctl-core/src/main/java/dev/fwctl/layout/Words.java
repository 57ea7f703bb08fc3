// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.layout;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Numbers of 1 to 8 whole bytes at any byte of a buffer, in a byte order that the caller states.
 *
 * <p>Exactly the bytes asked for are touched, so a field at the very end of a structure of odd size is safe. View
 * VarHandles have their byte order built in, whereas {@code ByteBuffer.getInt} branches on the buffer's own.
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
            case 3 -> shortBig(b, at) << 8 | b.get(at + 2) & 0xffL;
            case 4 -> intBig(b, at);
            case 5 -> intBig(b, at) << 8 | b.get(at + 4) & 0xffL;
            case 6 -> intBig(b, at) << 16 | shortBig(b, at + 4);
            case 7 -> intBig(b, at) << 24 | shortBig(b, at + 4) << 8 | b.get(at + 6) & 0xffL;
            default -> (long) LONG_BIG.get(b, at);
        };
    }

    static long loadLittle(ByteBuffer b, int at, int bytes) {
        return switch (bytes) {
            case 1 -> b.get(at) & 0xffL;
            case 2 -> shortLittle(b, at);
            case 3 -> shortLittle(b, at) | (b.get(at + 2) & 0xffL) << 16;
            case 4 -> intLittle(b, at);
            case 5 -> intLittle(b, at) | (b.get(at + 4) & 0xffL) << 32;
            case 6 -> intLittle(b, at) | shortLittle(b, at + 4) << 32;
            case 7 -> intLittle(b, at) | shortLittle(b, at + 4) << 32 | (b.get(at + 6) & 0xffL) << 48;
            default -> (long) LONG_LITTLE.get(b, at);
        };
    }

    /** Replaces the bits under {@code mask}; where the mask covers all the bytes, they are not read. */
    static void mergeBig(ByteBuffer b, int at, int bytes, long mask, long bits) {
        long all = -1L >>> (64 - 8 * bytes);
        storeBig(b, at, bytes, (mask & all) == all ? bits : loadBig(b, at, bytes) & ~mask | bits);
    }

    /** Replaces the bits under {@code mask}; where the mask covers all the bytes, they are not read. */
    static void mergeLittle(ByteBuffer b, int at, int bytes, long mask, long bits) {
        long all = -1L >>> (64 - 8 * bytes);
        storeLittle(b, at, bytes, (mask & all) == all ? bits : loadLittle(b, at, bytes) & ~mask | bits);
    }

    private static void storeBig(ByteBuffer b, int at, int bytes, long value) {
        switch (bytes) {
            case 1 -> b.put(at, (byte) value);
            case 2 -> SHORT_BIG.set(b, at, (short) value);
            case 3 -> {
                SHORT_BIG.set(b, at, (short) (value >>> 8));
                b.put(at + 2, (byte) value);
            }
            case 4 -> INT_BIG.set(b, at, (int) value);
            case 5 -> {
                INT_BIG.set(b, at, (int) (value >>> 8));
                b.put(at + 4, (byte) value);
            }
            case 6 -> {
                INT_BIG.set(b, at, (int) (value >>> 16));
                SHORT_BIG.set(b, at + 4, (short) value);
            }
            case 7 -> {
                INT_BIG.set(b, at, (int) (value >>> 24));
                SHORT_BIG.set(b, at + 4, (short) (value >>> 8));
                b.put(at + 6, (byte) value);
            }
            default -> LONG_BIG.set(b, at, value);
        }
    }

    private static void storeLittle(ByteBuffer b, int at, int bytes, long value) {
        switch (bytes) {
            case 1 -> b.put(at, (byte) value);
            case 2 -> SHORT_LITTLE.set(b, at, (short) value);
            case 3 -> {
                SHORT_LITTLE.set(b, at, (short) value);
                b.put(at + 2, (byte) (value >>> 16));
            }
            case 4 -> INT_LITTLE.set(b, at, (int) value);
            case 5 -> {
                INT_LITTLE.set(b, at, (int) value);
                b.put(at + 4, (byte) (value >>> 32));
            }
            case 6 -> {
                INT_LITTLE.set(b, at, (int) value);
                SHORT_LITTLE.set(b, at + 4, (short) (value >>> 32));
            }
            case 7 -> {
                INT_LITTLE.set(b, at, (int) value);
                SHORT_LITTLE.set(b, at + 4, (short) (value >>> 32));
                b.put(at + 6, (byte) (value >>> 48));
            }
            default -> LONG_LITTLE.set(b, at, value);
        }
    }

    private static long shortBig(ByteBuffer b, int at) {
        return (short) SHORT_BIG.get(b, at) & 0xffffL;
    }

    private static long intBig(ByteBuffer b, int at) {
        return (int) INT_BIG.get(b, at) & 0xffff_ffffL;
    }

    private static long shortLittle(ByteBuffer b, int at) {
        return (short) SHORT_LITTLE.get(b, at) & 0xffffL;
    }

    private static long intLittle(ByteBuffer b, int at) {
        return (int) INT_LITTLE.get(b, at) & 0xffff_ffffL;
    }
}
