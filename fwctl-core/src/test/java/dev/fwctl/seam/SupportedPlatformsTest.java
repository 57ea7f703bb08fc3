// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.seam;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SupportedPlatformsTest {
    @ParameterizedTest
    @CsvSource({
        "Mac OS X, aarch64, Mac OS X",
        "Windows 11, amd64, Windows 11",
        "Linux, ppc64le, 0x20009A00",
        "Linux, s390x, big-endian",
        "Linux, x86, 32 bits",
        "Linux, arm, 32 bits",
        "Linux, riscv64, nobody has tried"
    })
    void theRefusalNamesTheReason(String os, String arch, String reason) {
        SeamUnavailableException refused =
                assertThrows(SeamUnavailableException.class, () -> SupportedPlatforms.require("jna", os, arch));
        assertTrue(refused.getMessage().contains(reason), refused.getMessage());
        assertFalse(refused.hint().isEmpty());
    }

    @Test
    void whatTheLabRunsIsTested() {
        assertDoesNotThrow(() -> SupportedPlatforms.require("jna", "Linux", "amd64"));
        assertDoesNotThrow(() -> SupportedPlatforms.require("ffm", "Linux", "aarch64"));
    }
}
