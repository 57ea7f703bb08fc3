// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.testkit.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fwctl.DeviceInfo;
import dev.fwctl.Fwctl;
import dev.fwctl.FwctlDevice;
import dev.fwctl.FwctlNode;
import dev.fwctl.testkit.kernel.SimulatedKernel;
import org.junit.jupiter.api.Test;

class DemoTest {
    @Test
    void theOrdinaryDiscoveryReadsItsSysfs() {
        try (SimulatedKernel kernel = Demo.kernel()) {
            Fwctl fwctl = kernel.fwctl();
            FwctlNode mem0 = fwctl.node("cxl:mem0");
            assertEquals("fwctl0", mem0.name());
            assertEquals("cxl_mem", mem0.driver().orElseThrow());
            assertEquals("cxl", mem0.parent().subsystem());
            assertEquals("8086:0d93", mem0.parent().pci().orElseThrow().id());
            assertEquals("pci-0000:35:00.0-0xc0ffee0123456789", mem0.stableKey());
            FwctlNode unknown = fwctl.node("05:00.0");
            assertEquals("acme_fw", unknown.driver().orElseThrow());
            assertEquals("pci-0000:05:00.0", unknown.stableKey());
            try (FwctlDevice device = fwctl.open("cxl:mem0")) {
                DeviceInfo info = device.info();
                assertEquals(2, info.type().number());
                assertEquals(0, info.reportedLength(), "the CXL driver has no info callback");
            }
            assertTrue(kernel.openFiles().isEmpty());
        }
    }
}
