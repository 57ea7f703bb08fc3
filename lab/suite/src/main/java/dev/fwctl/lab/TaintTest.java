// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fwctl.AccessPolicy;
import dev.fwctl.DeviceType;
import dev.fwctl.Fwctl;
import dev.fwctl.FwctlDevice;
import dev.fwctl.FwctlNode;
import dev.fwctl.PolicyRefusedException;
import dev.fwctl.RpcScope;
import java.util.UUID;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** The kernel taints itself once per boot, so these come before all others, and in this order. */
@Order(1)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TaintTest {
    private static final UUID VENDOR_FEATURE = new UUID(-1, -1);

    @Test
    @Order(1)
    void readsOfEveryCxlDeviceDoNotTaint() {
        assertFalse(Guest.taintedByFwctl(), "tainted before the first test");
        Fwctl fwctl = Fwctl.system().withPolicy(RawCxl.POLICY);
        int devices = 0;
        for (FwctlNode node : fwctl.nodes()) {
            try (FwctlDevice device = fwctl.open(node)) {
                if (!device.info().type().equals(DeviceType.CXL)) {
                    continue;
                }
                devices++;
                for (RpcScope scope : new RpcScope[] {RpcScope.CONFIGURATION, RpcScope.DEBUG_READ_ONLY}) {
                    assertEquals(0, RawCxl.listFeatures(device, 0, 1, 64, scope).returnCode());
                    assertEquals(
                            0,
                            RawCxl.getFeature(device, VENDOR_FEATURE, 0, 4, 0, scope)
                                    .returnCode());
                }
            }
        }
        assertEquals(11, devices);
        assertFalse(Guest.taintedByFwctl());
    }

    @Test
    @Order(2)
    void whatThePolicyRefusesNeverReachesTheKernel() {
        int seen = Mock.mem(0).seen("commands");
        for (AccessPolicy policy : new AccessPolicy[] {
            AccessPolicy.readOnly(),
            AccessPolicy.configure(),
            AccessPolicy.debug(),
            AccessPolicy.readOnly().withUndocumented(RpcScope.DEBUG_READ_ONLY)
        }) {
            try (FwctlDevice device = Fwctl.system().withPolicy(policy).open("mem0")) {
                for (RpcScope scope : new RpcScope[] {RpcScope.DEBUG_WRITE, RpcScope.DEBUG_WRITE_FULL}) {
                    PolicyRefusedException refused = assertThrows(
                            PolicyRefusedException.class,
                            () -> RawCxl.setFeature(device, VENDOR_FEATURE, 0, 1, new byte[4], scope));
                    assertTrue(refused.getMessage().contains("policy"), refused.getMessage());
                }
            }
        }
        assertEquals(seen, Mock.mem(0).seen("commands"));
        assertFalse(Guest.taintedByFwctl());
    }

    @Test
    @Order(3)
    void theFirstDebugWriteTaintsEvenIfItOnlyReads() {
        assertFalse(Guest.taintedByFwctl());
        try (FwctlDevice device = Fwctl.system().withPolicy(RawCxl.POLICY).open("mem0")) {
            assertEquals(
                    0,
                    RawCxl.getFeature(device, VENDOR_FEATURE, 0, 4, 0, RpcScope.DEBUG_WRITE)
                            .returnCode());
        }
        assertTrue(Guest.taintedByFwctl());
    }
}
