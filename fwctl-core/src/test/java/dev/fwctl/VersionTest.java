// SPDX-License-Identifier: Apache-2.0
package dev.fwctl;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** The version is known without a jar and its manifest, which merged jars lose. */
class VersionTest {
    @Test
    void theVersionIsInAFileOfItsOwn() {
        assertTrue(Fwctl.version().matches("\\d+\\.\\d+\\.\\d+.*"), Fwctl.version());
    }
}
