// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.cxl.memdev;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fwctl.AccessPolicy;
import dev.fwctl.BusyException;
import dev.fwctl.DeviceGoneException;
import dev.fwctl.FwctlNode;
import dev.fwctl.Progress;
import dev.fwctl.RejectedException;
import dev.fwctl.testkit.cxl.CxlDriver;
import dev.fwctl.testkit.cxl.CxlFeature;
import dev.fwctl.testkit.cxl.CxlFirmware;
import dev.fwctl.testkit.cxl.CxlMailbox.FeatureAccess;
import dev.fwctl.testkit.kernel.PluggedDevice;
import dev.fwctl.testkit.kernel.SimulatedKernel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Memory devices against the testkit's simulated kernel, which shares no code with this module. */
class SimulatedMemdevTest {
    private static final String FEATURE = "01020304-0506-0708-090a-0b0c0d0e0f10";

    private final SimulatedKernel kernel = SimulatedKernel.create();

    @AfterEach
    void close() {
        kernel.close();
    }

    private static CxlFirmware firmware(int payloadSize, FeatureAccess commands) {
        return CxlFirmware.of(
                payloadSize,
                commands,
                List.of(CxlFeature.readOnly(FEATURE, new byte[4]).changeable(CxlFeature.COLD_RESET)));
    }

    private PluggedDevice plug(int number, CxlFirmware firmware) {
        return kernel.plug(
                CxlDriver.place("mem" + number, "0000:3" + number + ":00.0", 0x20 + number), CxlDriver.of(firmware));
    }

    private CxlMemdev open(String name, AccessPolicy policy) {
        return CxlMemdev.open(kernel.fwctl().withPolicy(policy), name);
    }

    @Test
    void fromAFwctlNodeAndBack() {
        plug(0, firmware(4096, FeatureAccess.READ_WRITE));
        plug(3, firmware(256, FeatureAccess.READ_ONLY));
        assertEquals(List.of("mem0", "mem3"), CxlMemdev.names(kernel.fwctl()));
        for (FwctlNode node : kernel.fwctl().nodes()) {
            try (CxlMemdev memdev = CxlMemdev.open(kernel.fwctl(), node)) {
                assertEquals(node, memdev.fwctlNode().orElseThrow());
                assertEquals(node.stableKey(), memdev.node().stableKey());
                assertEquals(node.parent(), memdev.node().parent());
                assertEquals(512L << 20, memdev.identify().totalCapacity());
            }
        }
        try (CxlMemdev memdev = open("mem3", AccessPolicy.readOnly())) {
            assertEquals(256, memdev.payloadSize());
            assertTrue(memdev.commandEffects().find(0x501).isPresent());
            assertFalse(memdev.commandEffects().find(0x502).isPresent());
        }
    }

    @Test
    void logsOfSeveralMailboxes() throws IOException {
        byte[] content = new byte[5001];
        new Random(5).nextBytes(content);
        plug(1, firmware(256, FeatureAccess.READ_WRITE).debugLog(content));
        try (CxlMemdev memdev = open("mem1", AccessPolicy.configure())) {
            CxlLog log = memdev.log(StandardLog.VENDOR_DEBUG.uuid()).orElseThrow();
            ByteArrayOutputStream copy = new ByteArrayOutputStream();
            assertEquals(5001, memdev.copyLog(log, Channels.newChannel(copy), Progress.NONE));
            assertArrayEquals(content, copy.toByteArray());
            assertTrue(memdev.logCapabilities(log.uuid()).clearSupported());
            memdev.clearLog(log.uuid());
            assertEquals(0, memdev.log(log.uuid()).orElseThrow().size());
            assertThrows(BusyException.class, () -> memdev.clearLog(StandardLog.COMMAND_EFFECTS.uuid()));
        }
        assertFalse(kernel.isTainted());
    }

    @Test
    void whatAPolicyWouldAllow() {
        plug(0, firmware(4096, FeatureAccess.READ_WRITE));
        try (CxlMemdev memdev = open("mem0", AccessPolicy.readOnly())) {
            List<CommandAccess> table = memdev.access(AccessPolicy.configure());
            CommandAccess set = table.get(table.size() - 1);
            assertEquals("Set Feature", set.name());
            assertEquals(CommandAccess.Way.FWCTL, set.way());
            assertTrue(set.allowed(), set::toString);
            assertFalse(
                    memdev.access(AccessPolicy.readOnly()).get(table.size() - 1).allowed());
            assertThrows(RejectedException.class, () -> memdev.logCapabilities(StandardLog.VENDOR_DEBUG.uuid()));
        }
    }

    @Test
    void unplugged() {
        PluggedDevice plugged = plug(0, firmware(4096, FeatureAccess.READ_WRITE));
        try (CxlMemdev memdev = open("mem0", AccessPolicy.readOnly())) {
            String key = memdev.node().stableKey();
            plugged.unplug();
            assertThrows(DeviceGoneException.class, memdev::logs);
            plug(0, firmware(4096, FeatureAccess.READ_WRITE));
            assertThrows(DeviceGoneException.class, memdev::logs, "this handle stays dead");
            try (CxlMemdev again = open(key, AccessPolicy.readOnly())) {
                assertEquals(1, again.logs().size());
            }
        }
    }
}
