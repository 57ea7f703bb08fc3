// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.mlx5.internal;

import java.nio.ByteBuffer;

/** Masks of several dwords, whose lowest dword comes last: one big number, big-endian. */
public final class Masks {
    private Masks() {}

    /** Whether a bit of the mask of {@code dwords} dwords at {@code offset} is set; bit 0 is the very last one. */
    public static boolean isSet(ByteBuffer bytes, int offset, int dwords, int bit) {
        return (bytes.get(offset + dwords * 4 - 1 - bit / 8) >> (bit % 8) & 1) != 0;
    }
}
