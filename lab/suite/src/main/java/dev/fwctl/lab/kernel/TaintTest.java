// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.lab.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fwctl.AccessPolicy;
import dev.fwctl.Fwctl;
import dev.fwctl.FwctlDevice;
import dev.fwctl.FwctlNode;
import dev.fwctl.PolicyRefusedException;
import dev.fwctl.RpcScope;
import dev.fwctl.audit.AuditFilter;
import dev.fwctl.audit.AuditLog;
import dev.fwctl.audit.AuditReader;
import dev.fwctl.lab.guest.Guest;
import dev.fwctl.lab.guest.Mock;
import dev.fwctl.lab.guest.RawCxl;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** The kernel taints itself once per boot, so these come before all others, and in this order. */
@Order(1)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TaintTest {
    @Test
    @Order(1)
    void readsOfEveryCxlDeviceDoNotTaint() {
        assertFalse(Guest.taintedByFwctl(), "tainted before the first test");
        Fwctl fwctl = Fwctl.system().withPolicy(RawCxl.POLICY);
        int devices = 0;
        for (FwctlNode node : fwctl.nodes()) {
            try (FwctlDevice device = fwctl.open(node)) {
                if (!device.info().type().name().equals("CXL")) {
                    continue;
                }
                devices++;
                for (RpcScope scope : new RpcScope[] {RpcScope.CONFIGURATION, RpcScope.DEBUG_READ_ONLY}) {
                    assertEquals(0, RawCxl.listFeatures(device, 0, 1, 64, scope).returnCode());
                    assertEquals(
                            0,
                            RawCxl.getFeature(device, RawCxl.VENDOR_FEATURE, 0, 4, 0, scope)
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
            AccessPolicy.debug().withUndocumented(RpcScope.DEBUG_READ_ONLY)
        }) {
            try (FwctlDevice device = Fwctl.system().withPolicy(policy).open("mem0")) {
                for (RpcScope scope : new RpcScope[] {RpcScope.DEBUG_WRITE, RpcScope.DEBUG_WRITE_FULL}) {
                    PolicyRefusedException refused = assertThrows(
                            PolicyRefusedException.class,
                            () -> RawCxl.setFeature(device, RawCxl.VENDOR_FEATURE, 0, 1, new byte[4], scope));
                    assertTrue(refused.getMessage().contains("policy"), refused.getMessage());
                }
            }
        }
        assertEquals(seen, Mock.mem(0).seen("commands"));
        assertFalse(Guest.taintedByFwctl());
    }

    /** The audit log names the one call that did it, as /proc/sys/kernel/tainted shows it from outside. */
    @Test
    @Order(3)
    void theFirstDebugWriteTaintsEvenIfItOnlyReads(@TempDir Path folder) throws IOException {
        assertFalse(Guest.taintedByFwctl());
        try (AuditLog log = AuditLog.in(folder).open();
                FwctlDevice device = Fwctl.system()
                        .withPolicy(RawCxl.POLICY)
                        .withObserver(log)
                        .open("mem0")) {
            for (RpcScope scope :
                    new RpcScope[] {RpcScope.DEBUG_READ_ONLY, RpcScope.DEBUG_WRITE, RpcScope.DEBUG_WRITE_FULL}) {
                assertEquals(
                        0,
                        RawCxl.getFeature(device, RawCxl.VENDOR_FEATURE, 0, 4, 0, scope)
                                .returnCode());
                assertEquals(scope != RpcScope.DEBUG_READ_ONLY, Guest.taintedByFwctl());
            }
        }
        assertTrue(Guest.taintedByFwctl());
        List<Object> tainted = new ArrayList<>();
        AuditReader.read(List.of(folder), AuditFilter.all(), line -> {
            if (line.kind().equals("rpc")) {
                tainted.add(
                        line.members().get("taint") instanceof Map<?, ?> taint ? taint.get("tainted") : "not asked");
            }
        });
        assertEquals(List.of("not asked", true, false), tainted);
    }
}
