// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.lab.cxl;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fwctl.AccessPolicy;
import dev.fwctl.BusyException;
import dev.fwctl.DeviceGoneException;
import dev.fwctl.Effect;
import dev.fwctl.Fwctl;
import dev.fwctl.FwctlNode;
import dev.fwctl.PolicyRefusedException;
import dev.fwctl.Progress;
import dev.fwctl.RejectedException;
import dev.fwctl.RpcScope;
import dev.fwctl.cxl.mailbox.CxlMailboxException;
import dev.fwctl.cxl.mailbox.CxlReturnCode;
import dev.fwctl.cxl.memdev.CommandAccess;
import dev.fwctl.cxl.memdev.CommandEffectsLog;
import dev.fwctl.cxl.memdev.CxlLog;
import dev.fwctl.cxl.memdev.CxlMemdev;
import dev.fwctl.cxl.memdev.KernelCommand;
import dev.fwctl.cxl.memdev.KernelCommandState;
import dev.fwctl.cxl.memdev.StandardLog;
import dev.fwctl.lab.guest.Guest;
import dev.fwctl.lab.guest.Mock;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The memory devices of the mock, /dev/cxl/memN: their identity, commands and logs. */
class MemdevTest {
    private static final int DEBUG_LOG = 10_000;
    private static final UUID DEBUG = StandardLog.VENDOR_DEBUG.uuid();

    private static CxlMemdev open(String name, AccessPolicy policy) {
        return CxlMemdev.open(Fwctl.system().withPolicy(policy), name);
    }

    @Test
    void everyDeviceSaysWhatItIsAndWhatItsCommandsDo() {
        List<String> names = CxlMemdev.names(Fwctl.system());
        assertEquals(11, names.size());
        for (String name : names) {
            try (CxlMemdev memdev = open(name, AccessPolicy.readOnly())) {
                assertEquals("mock fw v1", memdev.identify().firmwareRevision());
                CommandEffectsLog log = memdev.commandEffects();
                assertTrue(log.find(0x4000).orElseThrow().effects().isReadOnly());
                assertEquals(!name.equals("mem2"), log.find(0x502).isPresent(), name);
                FwctlNode node = memdev.fwctlNode().orElseThrow();
                assertEquals(node.stableKey(), memdev.node().stableKey());
                try (CxlMemdev again = CxlMemdev.open(Fwctl.system(), node)) {
                    assertEquals(memdev.node(), again.node());
                }
            }
        }
    }

    @Test
    void thePayloadSizeIsTheMailboxs() {
        try (CxlMemdev large = open("mem1", AccessPolicy.readOnly());
                CxlMemdev small = open("mem9", AccessPolicy.readOnly())) {
            assertEquals(4096, large.payloadSize());
            assertEquals(1024, small.payloadSize());
        }
    }

    @Test
    void theVendorDebugLogComesInMailboxfulsAndCanBeCleared() throws IOException {
        Mock mock = Mock.mem(5);
        mock.reset("cold");
        byte[] expected = new byte[DEBUG_LOG];
        for (int i = 0; i < DEBUG_LOG; i++) {
            expected[i] = (byte) (13 * i + i / 256);
        }
        try (CxlMemdev memdev = open("mem5", AccessPolicy.configure())) {
            CxlLog log = memdev.log(DEBUG).orElseThrow();
            assertEquals(DEBUG_LOG, log.size());
            assertTrue(memdev.logCapabilities(DEBUG).clearSupported());
            assertTrue(memdev.logCapabilities(DEBUG).persistsOverColdReset());
            int before = mock.seen("logs");
            ByteArrayOutputStream copy = new ByteArrayOutputStream();
            assertEquals(DEBUG_LOG, memdev.copyLog(log, Channels.newChannel(copy), Progress.NONE));
            assertArrayEquals(expected, copy.toByteArray());
            assertEquals(before + 3, mock.seen("logs"), "10000 bytes are three mailboxes of 4096");
            memdev.clearLog(DEBUG);
            assertEquals(0, memdev.log(DEBUG).orElseThrow().size());
        } finally {
            mock.reset("cold");
        }
    }

    @Test
    void aPolicyRefusesToClearALogBeforeTheKernelIsAsked() {
        int before = Mock.mem(5).seen("commands");
        try (CxlMemdev memdev = open("mem5", AccessPolicy.readOnly())) {
            assertThrows(PolicyRefusedException.class, () -> memdev.clearLog(DEBUG));
        }
        assertEquals(before, Mock.mem(5).seen("commands"));
    }

    @Test
    void whatTheKernelRefuses() {
        try (CxlMemdev memdev = open("mem5", AccessPolicy.configure());
                CxlMemdev plain = open("mem0", AccessPolicy.configure())) {
            BusyException busy =
                    assertThrows(BusyException.class, () -> memdev.clearLog(StandardLog.COMMAND_EFFECTS.uuid()));
            assertTrue(busy.hint().contains("vendor debug log"), busy.hint());
            RejectedException unlisted = assertThrows(RejectedException.class, () -> plain.logCapabilities(DEBUG));
            assertTrue(unlisted.hint().contains("0402h"), unlisted.hint());
            CxlMailboxException refused =
                    assertThrows(CxlMailboxException.class, () -> memdev.logCapabilities(StandardLog.DDR5_ECS.uuid()));
            assertEquals(CxlReturnCode.LOG, refused.returnCode());
        }
    }

    @Test
    void whatAPolicyWouldAllow() {
        Mock mock = Mock.mem(5);
        try (CxlMemdev memdev = open("mem5", AccessPolicy.readOnly())) {
            int other = mock.seen("commands") - mock.seen("logs");
            List<CommandAccess> table = memdev.access(AccessPolicy.readOnly());
            assertEquals(other, mock.seen("commands") - mock.seen("logs"), "only logs were read");
            for (CommandAccess row : table) {
                assertTrue(!row.allowed() || row.effects().isReadOnly(), row::toString);
            }
            CommandAccess clear = row(table, 0x403);
            assertEquals(CommandAccess.Way.MEMDEV, clear.way());
            assertFalse(clear.allowed());
            assertTrue(row(memdev.access(AccessPolicy.configure()), 0x403).allowed());
            CommandAccess vendor = row(memdev.access(AccessPolicy.debug()), 0xc001);
            assertEquals("Vendor Specific C001h", vendor.name());
            assertEquals(
                    Set.of(
                            Effect.CONFIGURATION_CHANGE_AFTER_COLD_RESET,
                            Effect.CONFIGURATION_CHANGE_AFTER_CONVENTIONAL_RESET,
                            Effect.CONFIGURATION_CHANGE_AFTER_CXL_RESET),
                    vendor.effects().asSet());
            assertEquals(RpcScope.DEBUG_WRITE, vendor.scope());
            assertEquals(CommandAccess.Way.NONE, vendor.way());
            assertFalse(vendor.allowed());
        }
    }

    private static CommandAccess row(List<CommandAccess> table, int opcode) {
        return table.stream().filter(row -> row.opcode() == opcode).findFirst().orElseThrow();
    }

    @Test
    void theKernelsOwnTable() {
        try (CxlMemdev memdev = open("mem5", AccessPolicy.readOnly())) {
            List<KernelCommandState> states = memdev.kernelCommands();
            assertEquals(
                    List.of(KernelCommand.values()),
                    states.stream().map(KernelCommandState::command).toList());
            for (KernelCommandState state : states) {
                boolean listed =
                        memdev.commandEffects().find(state.command().opcode()).isPresent();
                assertEquals(listed, state.enabled(), state::toString);
            }
        }
    }

    @Test
    void aDeviceThatIsUnpluggedIsGone() {
        Mock mock = Mock.mem(7);
        String key;
        try (CxlMemdev memdev = open("mem7", AccessPolicy.readOnly())) {
            key = memdev.node().stableKey();
            mock.unbind();
            assertThrows(DeviceGoneException.class, memdev::identify);
            assertThrows(DeviceGoneException.class, memdev::kernelCommands);
        } finally {
            mock.bind();
        }
        Guest.await("a new node", () -> CxlMemdev.names(Fwctl.system()).size() == 11);
        try (CxlMemdev memdev = open(key, AccessPolicy.readOnly())) {
            assertEquals("mock fw v1", memdev.identify().firmwareRevision());
        }
    }
}
