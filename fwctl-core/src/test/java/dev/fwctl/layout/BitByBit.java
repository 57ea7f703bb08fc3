// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.layout;

import java.math.BigInteger;
import java.nio.ByteOrder;

/** The slow, obvious reading of a bit stream: one bit at a time, straight from the definition. */
final class BitByBit {
    private BitByBit() {}

    /** Bit {@code n} of the stream: from the MSB of each byte in big-endian order, from the LSB in little-endian. */
    static boolean bit(byte[] bytes, int n, ByteOrder order) {
        int inByte = n % 8;
        int fromLsb = order == ByteOrder.BIG_ENDIAN ? 7 - inByte : inByte;
        return (bytes[n / 8] & (1 << fromLsb)) != 0;
    }

    static void setBit(byte[] bytes, int n, ByteOrder order, boolean value) {
        int inByte = n % 8;
        int flag = 1 << (order == ByteOrder.BIG_ENDIAN ? 7 - inByte : inByte);
        bytes[n / 8] = (byte) (value ? bytes[n / 8] | flag : bytes[n / 8] & ~flag);
    }

    /** The number in a run of bits, the first being the most significant in big-endian order, else the least. */
    static BigInteger number(byte[] bytes, int offset, int width, ByteOrder order, boolean signed) {
        BigInteger value = BigInteger.ZERO;
        for (int i = 0; i < width; i++) {
            if (bit(bytes, offset + i, order)) {
                value = value.setBit(order == ByteOrder.BIG_ENDIAN ? width - 1 - i : i);
            }
        }
        if (signed && value.testBit(width - 1)) {
            value = value.subtract(BigInteger.ONE.shiftLeft(width));
        }
        return value;
    }

    static void setNumber(byte[] bytes, int offset, int width, ByteOrder order, BigInteger value) {
        for (int i = 0; i < width; i++) {
            setBit(bytes, offset + i, order, value.testBit(order == ByteOrder.BIG_ENDIAN ? width - 1 - i : i));
        }
    }
}
