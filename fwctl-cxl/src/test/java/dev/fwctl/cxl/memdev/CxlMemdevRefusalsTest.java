// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.cxl.memdev;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fwctl.AccessPolicy;
import dev.fwctl.BusyException;
import dev.fwctl.DeviceClosedException;
import dev.fwctl.DeviceGoneException;
import dev.fwctl.FirmwareException;
import dev.fwctl.Fwctl;
import dev.fwctl.MalformedReplyException;
import dev.fwctl.OutcomeUnknownException;
import dev.fwctl.RejectedException;
import dev.fwctl.cxl.mailbox.CxlMailboxException;
import dev.fwctl.cxl.mailbox.CxlReturnCode;
import dev.fwctl.cxl.memdev.MemdevKernel.Completion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A memory device that refuses, goes away or answers nonsense. Its bytes are put in place by hand. */
class CxlMemdevRefusalsTest {
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

    /** What the kernel answers is the same as of a device that was gone before; what happened is not. */
    @Test
    void aDeviceThatGoesInMidCallMayHaveActed() {
        MemdevKernel kernel = new MemdevKernel(root, device::mailbox);
        kernel.goesMeanwhile = true;
        CxlMemdev memdev = memdev(kernel, AccessPolicy.readOnly());
        assertThrows(OutcomeUnknownException.class, memdev::logs);
        assertEquals(1, kernel.sent.size());
        assertThrows(DeviceGoneException.class, memdev::logs);
        assertEquals(1, kernel.sent.size());
    }

    @Test
    void whatTheKernelRefusesAndWhy() {
        MemdevKernel kernel = new MemdevKernel(root, device::mailbox);
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
                                        ? Completion.of(Arrays.copyOf(device.cel, 8))
                                        : Completion.of(
                                                TwoLogs.bytes("0100 000000000000" + TwoLogs.CEL + TwoLogs.le32(4000)))),
                AccessPolicy.readOnly());
        assertEquals(2, memdev.commandEffects().entries().size());
    }

    @Test
    void lyingLists() {
        for (String list :
                List.of("", "0100", "0200 000000000000" + TwoLogs.CEL + TwoLogs.le32(8), "ffff 000000000000")) {
            byte[] out = TwoLogs.bytes(list);
            assertThrows(MalformedReplyException.class, () -> logsOf(Completion.of(out)), list);
            assertThrows(MalformedReplyException.class, () -> logsOf(new Completion(0, out, Integer.MAX_VALUE)), list);
            assertThrows(MalformedReplyException.class, () -> logsOf(new Completion(0, out, -1)), list);
        }
        String enormous = "0100 000000000000" + TwoLogs.CEL + "ffffffff";
        MalformedReplyException e =
                assertThrows(MalformedReplyException.class, () -> effectsOf(Completion.of(TwoLogs.bytes(enormous))));
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
