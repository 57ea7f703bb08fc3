// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class SelftestTest {
    @Test
    void reachesTheRealKernelEvenWithoutADevice() {
        ProgramRun run = ProgramRun.of(Selftest.class);
        assertEquals(0, run.status(), run::toString);
        assertTrue(run.out().contains("seam: JNA 5."), run::toString);
        assertTrue(
                run.out().contains("ENOTTY (25, inappropriate ioctl for device), as it should be")
                        || run.out().contains("FWCTL_INFO on fwctl"),
                run::toString);
        assertTrue(run.out().matches("(?s).*taint: [0-9]+, TAINT_FWCTL \\(bit 19\\) (set|clear).*"), run::toString);
    }

    @Test
    void knowsTheSimulatedKernelForWhatItIs() {
        ProgramRun run = ProgramRun.of(Selftest.class, "--simulated", "--json");
        assertEquals(0, run.status(), run::toString);
        assertTrue(run.out().contains("\"seam\" : \"simulated\""), run::toString);
    }

    @Test
    void callsTheDeviceThatWasNamed() {
        ProgramRun run = ProgramRun.of(Selftest.class, "--simulated", "--device", "0000:3b:00.0");
        assertEquals(0, run.status(), run::toString);
        assertTrue(run.out().contains("DeviceInfo[type=BNXT"), run::toString);
    }
}
