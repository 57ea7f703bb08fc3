// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fwctl.AccessPolicy;
import dev.fwctl.FwctlDevice;
import dev.fwctl.FwctlException;
import dev.fwctl.PolicyRefusedException;
import dev.fwctl.RpcScope;
import dev.fwctl.audit.AuditFilter;
import dev.fwctl.audit.AuditLog;
import dev.fwctl.audit.AuditReader;
import dev.fwctl.audit.AuditRecord;
import dev.fwctl.audit.AuditReplay;
import dev.fwctl.audit.AuditReplay.Comparison;
import dev.fwctl.audit.AuditVerifier;
import dev.fwctl.kernel.KernelState;
import dev.fwctl.kernel.Lockdown;
import dev.fwctl.testkit.demo.Demo;
import dev.fwctl.testkit.kernel.Answer;
import dev.fwctl.testkit.kernel.Placement;
import dev.fwctl.testkit.kernel.SimulatedDriver;
import dev.fwctl.testkit.kernel.SimulatedKernel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The audit log and the report of the kernel's state, on a simulated kernel. */
class CoreAuditTest {
    private static final AccessPolicy EVERYTHING = AccessPolicy.debug().withUndocumented(RpcScope.DEBUG_WRITE_FULL);

    @TempDir
    Path folder;

    private List<AuditRecord> rpcs() throws IOException {
        List<AuditRecord> lines = new ArrayList<>();
        AuditReader.read(List.of(folder), AuditFilter.all(), line -> {
            if (line.kind().equals("rpc")) {
                lines.add(line);
            }
        });
        assertTrue(AuditVerifier.verify(List.of(folder), List.of()).get(0).intact());
        return lines;
    }

    @Test
    void refusalsAreRecordedAndNeverReachTheKernel() throws IOException {
        try (EchoBench bench = new EchoBench();
                AuditLog log = AuditLog.in(folder).open();
                FwctlDevice device = bench.fwctl
                        .withPolicy(AccessPolicy.readOnly())
                        .withObserver(log)
                        .open("fwctl0")) {
            long before = bench.kernel.ioctlCount();
            assertThrows(PolicyRefusedException.class, () -> device.call(TestCommand.WRITE, new byte[] {1}));
            assertEquals(before, bench.kernel.ioctlCount());
            device.call(TestCommand.READ, new byte[] {2});
            assertEquals(before + 1, bench.kernel.ioctlCount());
        }
        assertEquals(
                List.of("refused by policy", "done"),
                rpcs().stream().map(AuditRecord::outcome).toList());
    }

    @Test
    void theCallThatTaintedIsNamed() throws IOException {
        try (EchoBench bench = new EchoBench();
                AuditLog log = AuditLog.in(folder).open();
                FwctlDevice device = bench.fwctl.withObserver(log).open("fwctl0")) {
            device.call(TestCommand.READ, new byte[] {1});
            assertFalse(bench.kernel.isTainted());
            device.call(TestCommand.WRITE, new byte[] {2});
            assertTrue(bench.kernel.isTainted());
            device.call(TestCommand.WRITE, new byte[] {3});
            assertEquals(Optional.of(true), KernelState.of(bench.fwctl).taintedByFwctl());
        }
        List<AuditRecord> lines = rpcs();
        assertFalse(lines.get(0).members().containsKey("taint"));
        assertEquals(
                Map.of("before", 0, "after", 1 << 19, "tainted", true, "alone", true),
                lines.get(1).members().get("taint"));
        assertEquals(false, ((Map<?, ?>) lines.get(2).members().get("taint")).get("tainted"));
    }

    @Test
    void whatWasDoneCanBeDoneAgain() throws IOException {
        try (EchoBench bench = new EchoBench();
                AuditLog log = AuditLog.in(folder).open();
                FwctlDevice device = bench.fwctl.withObserver(log).open("fwctl0")) {
            device.call(TestCommand.READ, new byte[] {1, 2, 3});
            device.call(TestCommand.WRITE, new byte[] {4, 5, 6, 7});
            bench.kernel.rawIo(false);
            assertThrows(
                    FwctlException.class,
                    () -> device.call(TestCommand.READ, new byte[] {8}, RpcScope.DEBUG_WRITE_FULL));
        }
        try (EchoBench bench = new EchoBench();
                FwctlDevice device = bench.fwctl.withPolicy(EVERYTHING).open("fwctl0")) {
            AuditReplay replay = new AuditReplay(line -> Optional.of(device));
            bench.kernel.rawIo(false);
            for (AuditRecord line : rpcs()) {
                AuditReplay.Result result = replay.replay(line);
                assertEquals(Comparison.SAME, result.comparison(), result.why());
            }
            assertEquals(3, bench.kernel.ioctlCount(), "each was sent once");
            bench.kernel.rawIo(true);
            AuditReplay.Result allowed = replay.replay(rpcs().get(2));
            assertEquals(Comparison.DIFFERENT, allowed.comparison());
            assertEquals("it failed with errno 1, and succeeds now", allowed.why());
        }
        try (SimulatedKernel other = SimulatedKernel.create()) {
            other.plug(
                    Placement.pci("0000:05:00.0", 0x1234, 0x5678),
                    SimulatedDriver.of("acme_fw", 5, (scope, request, outLength) -> Answer.of(new byte[] {1, 2, 9})));
            try (FwctlDevice device = other.fwctl().withPolicy(EVERYTHING).open("fwctl0")) {
                AuditReplay.Result result = new AuditReplay(line -> Optional.of(device)).replay(rpcs().get(0));
                assertEquals("the replies differ from byte 2 on: 03 then, 09 now", result.why());
            }
            AuditReplay.Result nowhere = new AuditReplay(line -> Optional.empty()).replay(rpcs().get(0));
            assertEquals(Comparison.SKIPPED, nowhere.comparison());
        }
    }

    @Test
    void theKernelsStateIsRead() {
        try (SimulatedKernel kernel = Demo.kernel()) {
            kernel.lockdown(SimulatedKernel.Lockdown.INTEGRITY);
            KernelState state = KernelState.of(kernel.fwctl());
            assertEquals(Lockdown.INTEGRITY, state.lockdown());
            assertEquals(Optional.of(false), state.taintedByFwctl());
            assertEquals(kernel.fwctl().nodes().size(), state.nodes().size());
        }
    }
}
