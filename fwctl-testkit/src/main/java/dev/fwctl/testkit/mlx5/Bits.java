// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.testkit.mlx5;

/**
 * The place of a number in registers, TLVs and mailboxes: bits of a big-endian dword. The simulated firmware's own, as it
 * shares no code with the decoders that are tested on it.
 *
 * @param dword the offset of the dword in bytes
 * @param bit the lowest bit, 0 to 31, counted from the least significant one
 * @param width how many bits, 1 to 32
 */
public record Bits(int dword, int bit, int width) {
    private static final int DWORD = 32;

    /**
     * Makes sure that the bits are in the dword.
     *
     * @throws IllegalArgumentException if they are not
     */
    public Bits {
        if (dword < 0 || bit < 0 || width < 1 || bit + width > DWORD) {
            throw new IllegalArgumentException(width + " bits from bit " + bit + " of the dword at " + dword);
        }
    }

    /**
     * The place of a number.
     *
     * @param dword the offset of the dword in bytes
     * @param bit the lowest bit, 0 to 31, counted from the least significant one
     * @param width how many bits, 1 to 32
     * @return the place
     * @throws IllegalArgumentException if the bits are not in the dword
     */
    public static Bits bits(int dword, int bit, int width) {
        return new Bits(dword, bit, width);
    }

    /** As many ones as there are bits. */
    long mask() {
        return (1L << width) - 1;
    }
}
