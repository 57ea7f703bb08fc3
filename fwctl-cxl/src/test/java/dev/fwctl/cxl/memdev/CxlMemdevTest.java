// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.cxl.memdev;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fwctl.AccessPolicy;
import dev.fwctl.BusyException;
import dev.fwctl.DeviceClosedException;
import dev.fwctl.DeviceGoneException;
import dev.fwctl.Effect;
import dev.fwctl.Effects;
import dev.fwctl.FirmwareException;
import dev.fwctl.Fwctl;
import dev.fwctl.MalformedReplyException;
import dev.fwctl.NoSuchDeviceException;
import dev.fwctl.OutcomeUnknownException;
import dev.fwctl.PolicyRefusedException;
import dev.fwctl.RejectedException;
import dev.fwctl.RpcScope;
import dev.fwctl.cxl.mailbox.CxlMailboxException;
import dev.fwctl.cxl.mailbox.CxlReturnCode;
import dev.fwctl.cxl.memdev.CommandAccess.Way;
import dev.fwctl.cxl.memdev.MemdevKernel.Completion;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bytes after the structures of include/uapi/linux/cxl_mem.h and drivers/cxl/cxlmem.h, put in place by hand. */
class CxlMemdevTest {
    private static final String CEL = "0da9c0b5bf414b788f7996b1623b3f17";
    private static final String DEBUG = "5e1819d911a9400c811fd60719403d86";

    @TempDir
    Path root;

    private final List<CxlMemdev> open = new ArrayList<>();
    private final List<String> requests = new ArrayList<>();
    private byte[] cel =
            bytes("0040 0000  0004 0000  0104 0000  0304 1000  0205 0302  0143 0400  01c0 010e  ffc0 6400");
    private byte[] debug = new byte[0];

    @AfterEach
    void close() {
        open.forEach(CxlMemdev::close);
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex.replaceAll("\\s", ""));
    }

    private static String le32(int value) {
        return HexFormat.of().toHexDigits(Integer.reverseBytes(value));
    }

    /** A device with two logs. */
    private Completion mailbox(int opcode, byte[] in, int room) {
        requests.add(HexFormat.of().formatHex(in));
        return switch (opcode) {
            case 0x4000 -> Completion.of(bytes("""
                        6d6f636b206677207631200000000000  0200000000000000 0100000000000000 0100000000000000
                        0000000000000000  0100 0200 0300 0400  00000200  040506  0708 02 01
                        """));
            case 0x400 ->
                Completion.of(bytes("0200 000000000000" + CEL + le32(cel.length) + DEBUG + le32(debug.length)));
            case 0x401 -> log(in, room);
            case 0x402 -> Completion.of(bytes("09000000"));
            case 0x403 -> {
                debug = new byte[0];
                yield Completion.of(new byte[0]);
            }
            default -> Completion.refuse(3);
        };
    }

    private Completion log(byte[] in, int room) {
        ByteBuffer request = ByteBuffer.wrap(in).order(ByteOrder.LITTLE_ENDIAN);
        String uuid = HexFormat.of().formatHex(in, 0, 16);
        byte[] log = uuid.equals(CEL) ? cel : debug;
        int offset = request.getInt(16);
        int length = request.getInt(20);
        if (length > room || offset + length > log.length) {
            return Completion.refuse(2);
        }
        return Completion.of(Arrays.copyOfRange(log, offset, offset + length));
    }

    private CxlMemdev memdev(MemdevKernel kernel, AccessPolicy policy) {
        CxlMemdev memdev = CxlMemdev.open(Fwctl.on(kernel, kernel.root).withPolicy(policy), "mem0");
        open.add(memdev);
        return memdev;
    }

    private CxlMemdev memdev() {
        return memdev(new MemdevKernel(root, this::mailbox), AccessPolicy.readOnly());
    }

    @Test
    void identify() {
        MemdevKernel kernel = new MemdevKernel(root, this::mailbox);
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
        MemdevKernel kernel = new MemdevKernel(root, this::mailbox);
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
        assertEquals(CEL + "00000000" + "20000000", requests.get(1));
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
        debug = new byte[10_000];
        new Random(1).nextBytes(debug);
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
        assertArrayEquals(debug, copy.toByteArray());
        assertEquals(20, heard.size());
        assertEquals(512, heard.get(0));
        assertEquals(10_000, heard.get(19));
        assertEquals(DEBUG + le32(9728) + le32(272), requests.get(requests.size() - 1));
    }

    @Test
    void capabilitiesOfALog() {
        LogCapabilities capabilities = memdev().logCapabilities(StandardLog.VENDOR_DEBUG.uuid());
        assertTrue(capabilities.clearSupported());
        assertFalse(capabilities.populateSupported());
        assertFalse(capabilities.autoPopulateSupported());
        assertTrue(capabilities.persistsOverColdReset());
        assertEquals(DEBUG, requests.get(0));
    }

    @Test
    void clearingALogNeedsAPolicyThatAllowsIt() {
        debug = new byte[8];
        MemdevKernel kernel = new MemdevKernel(root, this::mailbox);
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
        MemdevKernel kernel = new MemdevKernel(root, this::mailbox);
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

    /** What the kernel answers is the same as of a device that was gone before; what happened is not. */
    @Test
    void aDeviceThatGoesInMidCallMayHaveActed() {
        MemdevKernel kernel = new MemdevKernel(root, this::mailbox);
        kernel.goesMeanwhile = true;
        CxlMemdev memdev = memdev(kernel, AccessPolicy.readOnly());
        assertThrows(OutcomeUnknownException.class, memdev::logs);
        assertEquals(1, kernel.sent.size());
        assertThrows(DeviceGoneException.class, memdev::logs);
        assertEquals(1, kernel.sent.size());
    }

    @Test
    void whatTheKernelRefusesAndWhy() {
        MemdevKernel kernel = new MemdevKernel(root, this::mailbox);
        kernel.enabled.remove(0x402);
        kernel.exclusive.add(0x4000);
        CxlMemdev memdev = memdev(kernel, AccessPolicy.readOnly());
        RejectedException e =
                assertThrows(RejectedException.class, () -> memdev.logCapabilities(StandardLog.COMMAND_EFFECTS.uuid()));
        assertTrue(e.hint().contains("Get Log Capabilities (0402h)"), e.hint());
        assertThrows(BusyException.class, memdev::identify);
        kernel.gone = true;
        DeviceGoneException gone = assertThrows(DeviceGoneException.class, memdev::logs);
        assertTrue(gone.hint().contains("stable key"), gone.hint());
        assertThrows(DeviceGoneException.class, memdev::kernelCommands);
        memdev.close();
        assertThrows(DeviceClosedException.class, memdev::logs);
    }

    @Test
    void theDevicesReturnCodes() {
        CxlMemdev memdev =
                memdev(new MemdevKernel(root, (opcode, in, room) -> Completion.refuse(0x17)), AccessPolicy.readOnly());
        CxlMailboxException e = assertThrows(CxlMailboxException.class, memdev::logs);
        assertEquals(CxlReturnCode.LOG, e.returnCode());
    }

    @Test
    void aLogThatIsShorterThanItSays() {
        CxlMemdev memdev = memdev(
                new MemdevKernel(
                        root,
                        (opcode, in, room) -> opcode == 0x401 && in[16] != 0
                                ? Completion.of(new byte[0])
                                : opcode == 0x401
                                        ? Completion.of(Arrays.copyOf(cel, 8))
                                        : Completion.of(bytes("0100 000000000000" + CEL + le32(4000)))),
                AccessPolicy.readOnly());
        assertEquals(2, memdev.commandEffects().entries().size());
    }

    @Test
    void lyingLists() {
        for (String list : List.of("", "0100", "0200 000000000000" + CEL + le32(8), "ffff 000000000000")) {
            byte[] out = bytes(list);
            assertThrows(MalformedReplyException.class, () -> logsOf(Completion.of(out)), list);
            assertThrows(MalformedReplyException.class, () -> logsOf(new Completion(0, out, Integer.MAX_VALUE)), list);
            assertThrows(MalformedReplyException.class, () -> logsOf(new Completion(0, out, -1)), list);
        }
        String enormous = "0100 000000000000" + CEL + "ffffffff";
        MalformedReplyException e =
                assertThrows(MalformedReplyException.class, () -> effectsOf(Completion.of(bytes(enormous))));
        assertTrue(e.getMessage().contains("4294967295"), e.getMessage());
    }

    private List<CxlLog> logsOf(Completion completion) throws IOException {
        Path fresh = Files.createTempDirectory(root, "k");
        return memdev(new MemdevKernel(fresh, (opcode, in, room) -> completion), AccessPolicy.readOnly())
                .logs();
    }

    private CommandEffectsLog effectsOf(Completion completion) throws IOException {
        Path fresh = Files.createTempDirectory(root, "k");
        return memdev(new MemdevKernel(fresh, (opcode, in, room) -> completion), AccessPolicy.readOnly())
                .commandEffects();
    }

    @Test
    void anImpossibleCapacity() {
        byte[] identity = new byte[67];
        identity[23] = 0x10;
        CxlMemdev memdev =
                memdev(new MemdevKernel(root, (opcode, in, room) -> Completion.of(identity)), AccessPolicy.readOnly());
        assertThrows(MalformedReplyException.class, memdev::identify);
    }

    @Test
    void randomReplies() {
        Random random = new Random(3);
        CxlMemdev memdev = memdev(
                new MemdevKernel(root, (opcode, in, room) -> {
                    byte[] out = new byte[random.nextInt(600)];
                    random.nextBytes(out);
                    if (out.length > 1 && random.nextBoolean()) {
                        out[1] = 0;
                        out[0] = (byte) random.nextInt(30);
                    }
                    return new Completion(
                            random.nextInt(5) == 0 ? random.nextInt() : 0,
                            out,
                            random.nextInt(10) == 0 ? random.nextInt() : out.length);
                }),
                AccessPolicy.readOnly());
        int decoded = 0;
        for (int i = 0; i < 5000; i++) {
            try {
                switch (i % 3) {
                    case 0 -> memdev.identify();
                    case 1 -> memdev.logs();
                    default -> memdev.logCapabilities(StandardLog.VENDOR_DEBUG.uuid());
                }
                decoded++;
            } catch (FirmwareException | MalformedReplyException e) {
                // refused, or found out
            }
        }
        assertTrue(decoded > 100, decoded + " decoded");
    }
}
