// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.cxl.memdev;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fwctl.AccessPolicy;
import dev.fwctl.BusyException;
import dev.fwctl.Effect;
import dev.fwctl.Effects;
import dev.fwctl.Fwctl;
import dev.fwctl.NoSuchDeviceException;
import dev.fwctl.PolicyRefusedException;
import dev.fwctl.RpcScope;
import dev.fwctl.cxl.memdev.CommandAccess.Way;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bytes after the structures of include/uapi/linux/cxl_mem.h and drivers/cxl/cxlmem.h, put in place by hand. */
class CxlMemdevTest {
    @TempDir
    Path root;

    private final List<CxlMemdev> open = new ArrayList<>();
    private final TwoLogs device = new TwoLogs();

    @AfterEach
    void close() {
        open.forEach(CxlMemdev::close);
    }

    private CxlMemdev memdev(MemdevKernel kernel, AccessPolicy policy) {
        CxlMemdev memdev = CxlMemdev.open(Fwctl.on(kernel, kernel.root).withPolicy(policy), "mem0");
        open.add(memdev);
        return memdev;
    }

    private CxlMemdev memdev() {
        return memdev(new MemdevKernel(root, device::mailbox), AccessPolicy.readOnly());
    }

    @Test
    void identify() {
        MemdevKernel kernel = new MemdevKernel(root, device::mailbox);
        CxlMemdev memdev = memdev(kernel, AccessPolicy.readOnly());
        assertEquals(
                "MemdevIdentity[firmwareRevision=mock fw v1, totalCapacity=536870912, "
                        + "volatileCapacity=268435456, persistentCapacity=268435456, partitionAlignment=0, "
                        + "informationEventLogSize=1, warningEventLogSize=2, failureEventLogSize=3, "
                        + "fatalEventLogSize=4, labelStorageSize=131072, poisonListMaximum=394500, "
                        + "injectPoisonLimit=2055, poisonCapabilities=2, qosTelemetryCapabilities=1]",
                memdev.identify().toString());
        assertEquals("/dev/cxl/mem0", "/" + root.relativize(memdev.node().path()));
        assertEquals("pci-0000:35:00.0-0x2a", memdev.node().stableKey());
        assertEquals(0x8086, memdev.node().parent().pci().orElseThrow().vendor());
        assertEquals(512, memdev.payloadSize());
        CxlMemdev byKey = CxlMemdev.open(Fwctl.on(kernel, root), "pci-0000:35:00.0-0x2a");
        open.add(byKey);
        assertEquals(memdev.node(), byKey.node());
        assertTrue(memdev.fwctlNode().isEmpty());
    }

    @Test
    void whichDevicesThereAre() {
        MemdevKernel kernel = new MemdevKernel(root, device::mailbox);
        Fwctl fwctl = Fwctl.on(kernel, root);
        assertEquals(List.of("mem0"), CxlMemdev.names(fwctl));
        NoSuchDeviceException e = assertThrows(NoSuchDeviceException.class, () -> CxlMemdev.open(fwctl, "mem7"));
        assertTrue(e.getMessage().contains("mem0"), e.getMessage());
        assertThrows(NoSuchDeviceException.class, () -> CxlMemdev.open(fwctl, "../devices/mem0"));
        assertThrows(NoSuchDeviceException.class, () -> CxlMemdev.open(fwctl, "root0"));
        assertEquals(List.of(), kernel.opened);
    }

    @Test
    void theKernelsOwnCommands() {
        List<KernelCommandState> states = memdev().kernelCommands();
        assertEquals(
                List.of(KernelCommand.values()),
                states.stream().map(KernelCommandState::command).toList());
        KernelCommandState identify = states.get(0);
        assertTrue(identify.usable());
        assertEquals(OptionalInt.of(0), identify.inputSize());
        assertEquals(OptionalInt.of(0x43), identify.outputSize());
        KernelCommandState labels = states.stream()
                .filter(state -> state.command() == KernelCommand.SET_LSA)
                .findFirst()
                .orElseThrow();
        assertTrue(labels.enabled());
        assertTrue(labels.exclusive());
        assertFalse(labels.usable());
        assertEquals(OptionalInt.empty(), labels.inputSize());
    }

    @Test
    void theCommandEffectsLog() {
        CommandEffectsLog log = memdev().commandEffects();
        assertEquals(TwoLogs.CEL + "00000000" + "20000000", device.requests.get(1));
        assertEquals(
                List.of(
                        "Identify Memory Device",
                        "Get Supported Logs",
                        "Get Log",
                        "Clear Log",
                        "Set Feature",
                        "Inject Poison",
                        "Vendor Specific C001h",
                        "Vendor Specific C0FFh"),
                log.entries().stream().map(CommandEffectsLog.Entry::name).toList());
        assertTrue(log.find(0x4000).orElseThrow().effects().isReadOnly());
        assertEquals(
                Set.of(Effect.IMMEDIATE_LOG_CHANGE),
                log.find(0x403).orElseThrow().effects().asSet());
        assertEquals(
                Set.of(
                        Effect.CONFIGURATION_CHANGE_AFTER_COLD_RESET,
                        Effect.CONFIGURATION_CHANGE_AFTER_CONVENTIONAL_RESET,
                        Effect.CONFIGURATION_CHANGE_AFTER_CXL_RESET),
                log.find(0xc001).orElseThrow().effects().asSet());
        assertEquals(
                Effects.Source.DEVICE, log.find(0xc001).orElseThrow().effects().source());
        assertTrue(log.find(0x4001).isEmpty());
    }

    @Test
    void aLongLogComesInPartsOfTheMailboxsSize() throws IOException {
        device.debug = new byte[10_000];
        new Random(1).nextBytes(device.debug);
        CxlMemdev memdev = memdev();
        CxlLog log = memdev.log(StandardLog.VENDOR_DEBUG.uuid()).orElseThrow();
        assertEquals("Vendor Debug Log (5e1819d9-11a9-400c-811f-d60719403d86), 10000 bytes", log.toString());
        ByteArrayOutputStream copy = new ByteArrayOutputStream();
        List<Long> heard = new ArrayList<>();
        long count = memdev.copyLog(log, Channels.newChannel(copy), (device, activity, done, total) -> {
            assertEquals(memdev.node().stableKey(), device);
            assertEquals("copying Vendor Debug Log, bytes", activity);
            assertEquals(10_000, total);
            heard.add(done);
        });
        assertEquals(10_000, count);
        assertArrayEquals(device.debug, copy.toByteArray());
        assertEquals(20, heard.size());
        assertEquals(512, heard.get(0));
        assertEquals(10_000, heard.get(19));
        assertEquals(
                TwoLogs.DEBUG + TwoLogs.le32(9728) + TwoLogs.le32(272),
                device.requests.get(device.requests.size() - 1));
    }

    @Test
    void capabilitiesOfALog() {
        LogCapabilities capabilities = memdev().logCapabilities(StandardLog.VENDOR_DEBUG.uuid());
        assertTrue(capabilities.clearSupported());
        assertFalse(capabilities.populateSupported());
        assertFalse(capabilities.autoPopulateSupported());
        assertTrue(capabilities.persistsOverColdReset());
        assertEquals(TwoLogs.DEBUG, device.requests.get(0));
    }

    @Test
    void clearingALogNeedsAPolicyThatAllowsIt() {
        device.debug = new byte[8];
        MemdevKernel kernel = new MemdevKernel(root, device::mailbox);
        CxlMemdev reader = memdev(kernel, AccessPolicy.readOnly());
        assertThrows(PolicyRefusedException.class, () -> reader.clearLog(StandardLog.VENDOR_DEBUG.uuid()));
        assertEquals(List.of(), kernel.sent);
        CxlMemdev memdev = memdev(kernel, AccessPolicy.configure());
        memdev.clearLog(StandardLog.VENDOR_DEBUG.uuid());
        assertEquals(
                0, memdev.log(StandardLog.VENDOR_DEBUG.uuid()).orElseThrow().size());
        BusyException e = assertThrows(BusyException.class, () -> memdev.clearLog(StandardLog.COMMAND_EFFECTS.uuid()));
        assertTrue(e.hint().contains("vendor debug log"), e.hint());
    }

    @Test
    void whatAPolicyWouldAllow() {
        MemdevKernel kernel = new MemdevKernel(root, device::mailbox);
        CxlMemdev memdev = memdev(kernel, AccessPolicy.readOnly());
        List<CommandAccess> readOnly = memdev.access(AccessPolicy.readOnly());
        assertEquals(
                List.of("Identify Memory Device", "Get Supported Logs", "Get Log"),
                readOnly.stream()
                        .filter(CommandAccess::allowed)
                        .map(CommandAccess::name)
                        .toList());
        List<CommandAccess> configure = memdev.access(AccessPolicy.configure());
        assertEquals(
                List.of(0x4000, 0x400, 0x401, 0x403),
                configure.stream()
                        .filter(CommandAccess::allowed)
                        .map(CommandAccess::opcode)
                        .toList());
        CommandAccess poison = configure.get(5);
        assertEquals(Way.NONE, poison.way());
        assertEquals(RpcScope.DEBUG_WRITE_FULL, poison.scope());
        assertFalse(poison.verdict().allowed());
        CommandAccess vendor = memdev.access(AccessPolicy.debug()).get(6);
        assertEquals(RpcScope.DEBUG_WRITE, vendor.scope());
        assertFalse(vendor.verdict().allowed(), "no public document describes it");
        assertTrue(memdev.access(AccessPolicy.debug().withUndocumented(RpcScope.DEBUG_WRITE))
                .get(6)
                .verdict()
                .allowed());
        assertEquals(Set.of(0x400, 0x401), Set.copyOf(kernel.sent), "nothing but the log was read");
    }
}
