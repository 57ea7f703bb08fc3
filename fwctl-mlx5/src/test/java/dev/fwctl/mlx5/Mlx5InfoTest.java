// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.mlx5;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteOrder;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class Mlx5InfoTest {
    private static final Mlx5Info CONTEXT_7 = new Mlx5Info(7, 4);

    @Test
    void hostsOfEitherByteOrder() {
        byte[] little = HexFormat.of().parseHex("0700000004000000");
        byte[] big = HexFormat.of().parseHex("0000000700000004");
        assertEquals(CONTEXT_7, Mlx5Info.of(little, ByteOrder.LITTLE_ENDIAN));
        assertEquals(CONTEXT_7, Mlx5Info.of(big, ByteOrder.BIG_ENDIAN));
    }

    @Test
    void aDriverThatSaysNothing() {
        assertEquals(new Mlx5Info(0, 0), Mlx5Info.of(new byte[7], ByteOrder.BIG_ENDIAN));
    }
}
