// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.pds;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fwctl.AccessPolicy;
import dev.fwctl.Attachment;
import dev.fwctl.Fwctl;
import dev.fwctl.FwctlDevice;
import dev.fwctl.RpcScope;
import dev.fwctl.RpcSlot;
import dev.fwctl.audit.AuditFilter;
import dev.fwctl.audit.AuditLog;
import dev.fwctl.audit.AuditReader;
import dev.fwctl.audit.AuditRecord;
import dev.fwctl.audit.AuditReplay;
import dev.fwctl.audit.AuditReplay.Comparison;
import dev.fwctl.audit.AuditVerifier;
import dev.fwctl.testkit.kernel.Placement;
import dev.fwctl.testkit.kernel.SimulatedKernel;
import dev.fwctl.testkit.pds.PdsDriver;
import dev.fwctl.testkit.pds.PdsFirmware;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A log of requests that point at memory: what is in it, and what sending them again does. */
class PdsAuditTest {
    private static final PdsOperation READ = new PdsOperation(0x10, 0x10001, RpcScope.CONFIGURATION);
    private static final PdsOperation WRITE = new PdsOperation(0x10, 0x10002, RpcScope.CONFIGURATION);
    private static final PdsOperation SYNC = new PdsOperation(0x10, 0x10003, RpcScope.CONFIGURATION);
    private static final byte[] SLOT_2 = {2, 0, 0, 0};

    @TempDir
    Path folder;

    private final List<SimulatedKernel> kernels = new ArrayList<>();

    @AfterEach
    void close() {
        kernels.forEach(SimulatedKernel::close);
    }

    /** A card as it was made. */
    private Fwctl newCard() {
        SimulatedKernel kernel = SimulatedKernel.create();
        kernels.add(kernel);
        kernel.plug(Placement.pci("0000:b5:00.0", 0x1dd8, 0x100c), PdsDriver.of(PdsFirmware.lab()));
        return kernel.fwctl().withPolicy(AccessPolicy.debug().withUndocumented(RpcScope.DEBUG_WRITE_FULL));
    }

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

    private static void session(FwctlDevice device) {
        PdsDevice pds = PdsDevice.of(device);
        pds.call(READ, SLOT_2, 64);
        pds.call(WRITE, new byte[] {2, 0, 0, 0, 9, 8, 7}, 0);
        pds.call(SYNC, new byte[0], 0);
        assertArrayEquals(new byte[] {9, 8, 7}, pds.call(READ, SLOT_2, 3));
        assertThrows(PdsException.class, () -> pds.call(READ, new byte[] {99, 0, 0, 0}, 64));
    }

    @Test
    void aReplayLinksTheMemoryAnew() throws IOException {
        try (AuditLog log = AuditLog.in(folder).open();
                FwctlDevice device = newCard().withObserver(log).open("fwctl0")) {
            session(device);
        }
        List<AuditRecord> lines = rpcs();
        assertEquals(5, lines.size());
        assertEquals(
                "in.payload", lines.get(1).attachments().get(0).attachment().name());
        assertArrayEquals(
                new byte[] {2, 0, 0, 0, 9, 8, 7},
                lines.get(1).attachments().get(0).content().orElseThrow());
        try (FwctlDevice other = newCard().open("fwctl0")) {
            AuditReplay replay = new AuditReplay(line -> Optional.of(other));
            for (AuditRecord line : lines) {
                AuditReplay.Result result = replay.replay(line);
                assertEquals(Comparison.SAME, result.comparison(), result.why());
            }
            assertArrayEquals(new byte[] {9, 8, 7}, PdsDevice.of(other).call(READ, SLOT_2, 3), "it was written again");
            AuditReplay.Result changed = replay.replay(lines.get(0));
            assertEquals(Comparison.DIFFERENT, changed.comparison());
            assertEquals("the memory at out.payload differs", changed.why());
        }
    }

    @Test
    void memoryThatWasNotRecordedWholeIsNotReplayed() throws IOException {
        try (AuditLog log = AuditLog.in(folder).rawLimit(64).open();
                FwctlDevice device = newCard().withObserver(log).open("fwctl0")) {
            PdsDevice.of(device).call(WRITE, new byte[68], 0);
        }
        try (FwctlDevice other = newCard().open("fwctl0")) {
            AuditReplay.Result result = new AuditReplay(line -> Optional.of(other)).replay(rpcs().get(0));
            assertEquals(Comparison.SKIPPED, result.comparison());
            assertEquals("the memory that it pointed at was not recorded whole", result.why());
        }
    }

    /** As a program writes it that knows no attachments: the address is that of memory of its own, long gone. */
    @Test
    void anAddressOfAnotherProcessIsNotReplayed() throws IOException {
        Fwctl system = newCard();
        ByteBuffer own = ByteBuffer.allocateDirect(64);
        try (AuditLog log = AuditLog.in(folder).open();
                FwctlDevice device = system.withObserver(log).open("fwctl0")) {
            RpcSlot slot = device.newSlot(PdsCommand.RPC_BYTES, PdsCommand.RPC_BYTES);
            read(slot, 64).request().putInt(12, 0).putLong(40, system.syscalls().address(own));
            device.rpc(slot, RpcScope.CONFIGURATION, PdsCommand.RPC_BYTES, PdsCommand.RPC_BYTES);
        }
        try (FwctlDevice other = newCard().open("fwctl0")) {
            long before = kernels.get(1).ioctlCount();
            AuditReplay.Result result = new AuditReplay(line -> Optional.of(other)).replay(rpcs().get(0));
            assertEquals(Comparison.SKIPPED, result.comparison());
            assertEquals(
                    "it holds an address at out.payload (byte 40), and no memory of its own behind it", result.why());
            assertEquals(before, kernels.get(1).ioctlCount(), "nothing was sent");
        }
    }

    private static RpcSlot read(RpcSlot slot, int room) {
        slot.request().putInt(0, 0x10001).putInt(4, 0x10).putInt(12, 4).putInt(36, room);
        return slot;
    }

    /** Raw bytes, with less memory than the driver takes for them. */
    @Test
    void aRawRequestWithTooLittleRoomIsNotSent() {
        try (FwctlDevice device = newCard().open("fwctl0")) {
            SimulatedKernel kernel = kernels.get(0);
            RpcSlot slot = read(device.newSlot(PdsCommand.RPC_BYTES, PdsCommand.RPC_BYTES), 64)
                    .attach(Attachment.toDevice("in", 16, 4), Attachment.fromDevice("out", 40, 63));
            long before = kernel.ioctlCount();
            IllegalArgumentException refused = assertThrows(
                    IllegalArgumentException.class,
                    () -> device.rpc(slot, RpcScope.CONFIGURATION, PdsCommand.RPC_BYTES, PdsCommand.RPC_BYTES));
            assertTrue(refused.getMessage().contains("the driver takes 64 bytes there"), refused.getMessage());
            assertTrue(refused.getMessage().contains("fwctl0"), refused.getMessage());
            assertEquals(before, kernel.ioctlCount());
            slot.attach(Attachment.toDevice("in", 16, 4), Attachment.fromDevice("out", 40, 64));
            slot.attachment(0).put(0, SLOT_2);
            device.rpc(slot, RpcScope.CONFIGURATION, PdsCommand.RPC_BYTES, PdsCommand.RPC_BYTES);
            assertEquals(25, slot.attachment(1).get(0));
        }
    }
}
