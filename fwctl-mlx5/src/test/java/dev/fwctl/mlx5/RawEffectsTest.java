// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.mlx5;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a raw request may do, by the opcodes and op_mods of mlx5_ifc.h, written here by hand. */
class RawEffectsTest {
    @ParameterizedTest
    @CsvSource({
        "01010000000000000000000000000000, none (kernel driver)", // QUERY_ADAPTER
        "08050000000000010000000000000000, none (specification)", // ACCESS_REG, a read
        "08050000000000000000000000000000, unknown", // ACCESS_REG, a write
        "08050000000000020000000000000000, unknown", // ACCESS_REG, neither
        "ffff0000000000000000000000000000, unknown", // no command
        "0101, unknown", // cut off
        "'', unknown"
    })
    void onlyAQueryIsKnownToChangeNothing(String hex, String effects) {
        ByteBuffer request = ByteBuffer.wrap(HexFormat.of().parseHex(hex)).asReadOnlyBuffer();
        assertEquals(effects, new Mlx5Module().effects(request).toString());
    }
}
