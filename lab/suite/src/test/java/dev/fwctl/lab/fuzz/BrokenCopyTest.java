// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.lab.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BrokenCopyTest {
    /** Seen on arm64: the last seven bytes in front of a hole kept what they held. */
    @ParameterizedTest
    @CsvSource({
        "aarch64, -14, 57, -1",
        "aarch64, -14, 49, -1",
        "aarch64, -14, 48, 48",
        "aarch64, 0, 57, 57",
        "aarch64, -22, 57, 57",
        "amd64, -14, 57, 57"
    })
    void onlyTheEndMayDifferAfterEfault(String arch, String answer, int from, int mismatch) {
        ByteBuffer expected = ByteBuffer.allocate(64);
        ByteBuffer simulated = ByteBuffer.allocate(64);
        for (int at = from; at < 64; at++) {
            expected.put(at, (byte) at);
        }
        assertEquals(mismatch, BrokenCopy.of(arch).mismatch(answer, expected, simulated));
        assertEquals(mismatch, expected.mismatch(simulated), "what was let pass is the same in both then");
    }
}
