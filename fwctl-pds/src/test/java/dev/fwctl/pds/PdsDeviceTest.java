// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.pds;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fwctl.AccessPolicy;
import dev.fwctl.DeviceGoneException;
import dev.fwctl.Errno;
import dev.fwctl.FirmwareException;
import dev.fwctl.FwctlDevice;
import dev.fwctl.FwctlException;
import dev.fwctl.OutcomeUnknownException;
import dev.fwctl.PolicyRefusedException;
import dev.fwctl.RpcEvent;
import dev.fwctl.RpcScope;
import dev.fwctl.testkit.kernel.Placement;
import dev.fwctl.testkit.kernel.PluggedDevice;
import dev.fwctl.testkit.kernel.SimulatedKernel;
import dev.fwctl.testkit.pds.PdsDriver;
import dev.fwctl.testkit.pds.PdsFirmware;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PdsDeviceTest {
    private static final byte[] SLOT_2 = {2, 0, 0, 0};

    private final SimulatedKernel kernel = SimulatedKernel.create();
    private final PdsFirmware firmware = PdsFirmware.lab();
    private final PdsDriver driver = PdsDriver.of(firmware);
    private final PluggedDevice plugged = kernel.plug(Placement.pci("0000:b5:00.0", 0x1dd8, 0x100c), driver);
    private final AccessPolicy policy = AccessPolicy.debug().withUndocumented(RpcScope.DEBUG_WRITE_FULL);
    private final FwctlDevice device = kernel.fwctl().withPolicy(policy).open(plugged.name());
    private final PdsDevice pds = PdsDevice.of(device);

    @AfterEach
    void close() {
        device.close();
        kernel.close();
    }

    @Test
    void theScopeIsFoundOutWithoutATaint() {
        assertEquals(
                RpcScope.CONFIGURATION,
                pds.operation(0x10, 0x10001).orElseThrow().scope());
        assertEquals(
                RpcScope.DEBUG_READ_ONLY,
                pds.operation(0x20, 0x10010).orElseThrow().scope());
        assertEquals(Optional.empty(), pds.operation(0x20, 0x10011), "needs a scope that taints");
        assertFalse(kernel.isTainted());
        long asked = kernel.ioctlCount();
        assertTrue(PdsDevice.of(device).operation(0x20, 0x10010).isPresent());
        assertEquals(asked, kernel.ioctlCount(), "another view of the device knows it already");
        assertEquals(0, firmware.calls(), "nothing was executed");
        long before = kernel.ioctlCount();
        assertEquals(
                RpcScope.DEBUG_READ_ONLY,
                pds.operation(0x20, 0x10010).orElseThrow().scope());
        assertEquals(before, kernel.ioctlCount(), "remembered");
    }

    @Test
    void whatIsNotThere() {
        for (int[] missing : new int[][] {{0x99, 0x10001}, {0x10, 0x10099}, {0x10, 0x30001}, {0x30, 0x10001}}) {
            FwctlException refused = assertThrows(FwctlException.class, () -> pds.operation(missing[0], missing[1]));
            assertEquals(Errno.EINVAL, refused.errno().orElseThrow());
        }
        assertEquals(
                Errno.ENOMEM,
                assertThrows(FwctlException.class, () -> pds.operation(0x31, 0x10001))
                        .errno()
                        .orElseThrow());
    }

    @Test
    void payloads() {
        PdsOperation read = pds.operation(0x10, 0x10001).orElseThrow();
        byte[] slot = new byte[64];
        for (int i = 0; i < 64; i++) {
            slot[i] = (byte) (11 * 2 + 5 * i + 3);
        }
        assertArrayEquals(slot, pds.call(read, SLOT_2, 64));
        assertArrayEquals(Arrays.copyOf(slot, 7), pds.call(read, SLOT_2, 7));
        assertArrayEquals(Arrays.copyOf(slot, 100), pds.call(read, SLOT_2, 100), "zeros behind it");

        pds.call(pds.operation(0x10, 0x10002).orElseThrow(), new byte[] {2, 0, 0, 0, 9, 8}, 0);
        assertArrayEquals(Arrays.copyOf(slot, 2), pds.call(read, SLOT_2, 2), "only staged");
        pds.call(pds.operation(0x10, 0x10003).orElseThrow(), new byte[0], 0);
        assertArrayEquals(new byte[] {9, 8}, pds.call(read, SLOT_2, 2));
    }

    @Test
    void anErrorOfTheOperation() {
        PdsOperation read = pds.operation(0x10, 0x10001).orElseThrow();
        PdsException failed = assertThrows(PdsException.class, () -> pds.call(read, new byte[] {99, 0, 0, 0}, 64));
        assertEquals(2, failed.status());
        assertTrue(failed.getMessage().contains("endpoint 0x10 operation 0x10001"), failed.getMessage());
    }

    /** A status of the admin queue is an errno, and a device that answers is not gone. */
    @Test
    void aRefusalThatLooksLikeAGoneDevice() {
        PdsOperation read = pds.operation(0x10, 0x10001).orElseThrow();
        firmware.refuseNext(Errno.ENODEV);
        FwctlException refused = assertThrows(FwctlException.class, () -> pds.call(read, SLOT_2, 64));
        assertInstanceOf(FirmwareException.class, refused);
        assertEquals(Errno.ENODEV, refused.errno().orElseThrow());
        assertEquals(64, pds.call(read, SLOT_2, 64).length, "still there");
        plugged.unplug();
        assertThrows(DeviceGoneException.class, () -> pds.call(read, SLOT_2, 64));
    }

    @Test
    void aLostAnswer() {
        PdsOperation write = pds.operation(0x10, 0x10002).orElseThrow();
        driver.losesAnswers(true);
        assertThrows(OutcomeUnknownException.class, () -> pds.call(write, new byte[] {0, 0, 0, 0, 1}, 0));
    }

    @Test
    void undocumentedOperationsNeedThePolicyThatSaysSo() {
        try (FwctlDevice careful =
                kernel.fwctl().withPolicy(AccessPolicy.readOnly()).open(plugged.name())) {
            PdsDevice asked = PdsDevice.of(careful);
            PdsOperation read = asked.operation(0x10, 0x10001).orElseThrow();
            assertThrows(PolicyRefusedException.class, () -> asked.call(read, SLOT_2, 64));
        }
    }

    /** The driver echoes the request, addresses included: nobody sees them. */
    @Test
    void noAddressInAnEvent() {
        List<String> seen = new ArrayList<>();
        try (FwctlDevice observed = kernel.fwctl()
                .withPolicy(policy)
                .withObserver(event -> record(event, seen))
                .open(plugged.name())) {
            PdsDevice.of(observed).call(new PdsOperation(0x10, 0x10001, RpcScope.CONFIGURATION), SLOT_2, 4);
        }
        assertEquals(
                List.of(
                        "0100010010000000000000000400000000000000000000000000000000000000000000000400000000000000"
                                + "00000000",
                        "0100010010000000000000000400000000000000000000000000000000000000000000000400000000000000"
                                + "00000000",
                        "in.payload 02000000",
                        "out.payload 191e2328"),
                seen);
    }

    private static void record(RpcEvent event, List<String> seen) {
        seen.add(hex(event.request()));
        seen.add(hex(event.reply()));
        event.attachments().forEach(one -> seen.add(one.attachment().name() + " " + hex(one.content())));
    }

    private static String hex(ByteBuffer bytes) {
        StringBuilder hex = new StringBuilder();
        for (int i = 0; i < bytes.limit(); i++) {
            hex.append(String.format("%02x", bytes.get(i)));
        }
        return hex.toString();
    }
}
