// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.bnxt.nvm;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;

/**
 * The value of an NVM variable.
 *
 * @param bits its width
 * @param bytes the least significant byte first
 */
public record NvmValue(int bits, byte[] bytes) {
    /** Copies. */
    public NvmValue {
        Objects.requireNonNull(bytes, "bytes");
        bytes = bytes.clone();
    }

    @Override
    public byte[] bytes() {
        return bytes.clone();
    }

    /**
     * The value as a number.
     *
     * @return unsigned, bits above the width masked out
     * @throws ArithmeticException if it has more than 64 bits
     */
    public long number() {
        if (bits > Long.SIZE) {
            throw new ArithmeticException("a value of " + bits + " bits is no long");
        }
        long number = 0;
        for (int i = 0; i < Math.min(bytes.length, Long.BYTES); i++) {
            number |= (bytes[i] & 0xffL) << 8 * i;
        }
        return bits == Long.SIZE ? number : number & (1L << bits) - 1;
    }

    @Override
    public boolean equals(Object object) {
        return object instanceof NvmValue other && bits == other.bits && Arrays.equals(bytes, other.bytes);
    }

    @Override
    public int hashCode() {
        return bits * 31 + Arrays.hashCode(bytes);
    }

    /** A number of up to 64 bits in decimal, a longer value in hexadecimal, least significant byte first. */
    @Override
    public String toString() {
        return bits <= Long.SIZE
                ? Long.toUnsignedString(number())
                : HexFormat.of().formatHex(bytes);
    }
}
