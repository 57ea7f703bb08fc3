// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.lab.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fwctl.Fwctl;
import dev.fwctl.FwctlDevice;
import dev.fwctl.FwctlNode;
import dev.fwctl.RpcScope;
import dev.fwctl.audit.AuditLog;
import dev.fwctl.audit.AuditVerifier;
import dev.fwctl.audit.SeriesReport;
import dev.fwctl.kernel.KernelState;
import dev.fwctl.lab.guest.Mock;
import dev.fwctl.lab.guest.RawCxl;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Threads whose interrupt flag is set, on the real sysfs and with a log on a real disk. */
class InterruptedTest {
    private static final int CALLS = 200;

    @TempDir
    Path folder;

    private final Fwctl fwctl = Fwctl.system().withPolicy(RawCxl.POLICY);

    @AfterEach
    void clear() {
        Thread.interrupted();
    }

    private static void get(FwctlDevice device) {
        assertEquals(
                0,
                RawCxl.getFeature(device, RawCxl.VENDOR_FEATURE, 0, 4, 0, RpcScope.CONFIGURATION)
                        .returnCode());
    }

    @Test
    void theSystemLooksTheSame() {
        List<String> keys = fwctl.nodes().stream().map(FwctlNode::stableKey).toList();
        String state = KernelState.of(fwctl).toString();
        Thread.currentThread().interrupt();
        for (int i = 0; i < 20; i++) {
            assertEquals(keys, fwctl.nodes().stream().map(FwctlNode::stableKey).toList());
        }
        assertEquals(state, KernelState.of(fwctl).toString());
        try (FwctlDevice device = fwctl.open(Mock.mem(0).memdev())) {
            get(device);
        }
        assertTrue(Thread.interrupted(), "the flag is the caller's, and stays");
        assertFalse(keys.isEmpty());
    }

    /** Its own thread and its caller both, at each RPC. */
    @Test
    void theLogGoesOn() throws IOException {
        try (AuditLog log = AuditLog.in(folder).open();
                FwctlDevice device = fwctl.withObserver(log).open(Mock.mem(0).memdev())) {
            List<Thread> own = Thread.getAllStackTraces().keySet().stream()
                    .filter(thread -> thread.getName().equals("fwctl-audit"))
                    .toList();
            assertFalse(own.isEmpty());
            for (int i = 0; i < CALLS; i++) {
                own.forEach(Thread::interrupt);
                Thread.currentThread().interrupt();
                get(device);
            }
            assertEquals(0, log.lost());
        }
        assertTrue(Thread.interrupted());
        SeriesReport report = AuditVerifier.verify(List.of(folder), List.of()).get(0);
        assertEquals(List.of(), report.findings());
        assertEquals(CALLS, report.rpcs());
    }
}
