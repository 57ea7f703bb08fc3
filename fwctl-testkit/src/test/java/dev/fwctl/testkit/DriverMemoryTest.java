// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.fwctl.Errno;
import dev.fwctl.testkit.bnxt.BnxtDriver;
import dev.fwctl.testkit.bnxt.BnxtFirmware;
import dev.fwctl.testkit.contract.Ioctl;
import dev.fwctl.testkit.kernel.Placement;
import dev.fwctl.testkit.kernel.PluggedDevice;
import dev.fwctl.testkit.kernel.SimulatedKernel;
import dev.fwctl.testkit.mlx5.Mlx5Driver;
import dev.fwctl.testkit.mlx5.Mlx5Firmware;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the drivers write where: as the differential fuzz saw the kernel's own do it. */
class DriverMemoryTest {
    private final SimulatedKernel kernel = SimulatedKernel.create();

    @AfterEach
    void close() {
        kernel.close();
    }

    /** bnxt_fwctl copies each buffer, whatever became of the one before it. */
    @Test
    void aBadBufferDoesNotKeepTheNextOneFromBeingWritten() {
        int fd = open(
                kernel.plug(Placement.pci("0000:3b:00.0", 0x14e4, 0x1760), BnxtDriver.of(BnxtFirmware.create(), 0)));
        ByteBuffer received = ByteBuffer.allocateDirect(528);
        Ioctl call = new Ioctl(kernel, 40, 64).rpc(1);
        call.in()
                .order(ByteOrder.LITTLE_ENDIAN)
                .putShort(0, (short) 0x23)
                .putLong(24, 8)
                .putLong(32, kernel.address(received));
        assertEquals(-Errno.EFAULT.number(), call.send(fd, Ioctl.RPC));
        assertEquals(1, received.get(0), "the first counter");
    }

    /** bnxt_en numbers the requests that it sends. */
    @Test
    void repliesBearTheRequestsNumber() {
        int fd = open(
                kernel.plug(Placement.pci("0000:3b:00.0", 0x14e4, 0x1760), BnxtDriver.of(BnxtFirmware.create(), 0)));
        for (int number = 1; number <= 3; number++) {
            Ioctl call = new Ioctl(kernel, 24, 64).rpc(1);
            call.in().order(ByteOrder.LITTLE_ENDIAN).putShort(0, (short) 0xc1);
            assertEquals(0, call.send(fd, Ioctl.RPC));
            assertEquals(number, call.out().order(ByteOrder.LITTLE_ENDIAN).getShort(4));
        }
    }

    /** mlx5_fwctl takes the request's memory for a reply that fits into it, and fresh memory for a longer one. */
    @Test
    void behindTheLongestReplyLiesTheRequestOrNothing() {
        int fd = open(
                kernel.plug(Placement.pci("0000:05:00.0", 0x15b3, 0x1021), Mlx5Driver.of(Mlx5Firmware.connectX7())));
        byte[] request = new byte[9000];
        Arrays.fill(request, 16, request.length, (byte) 0x5a);
        request[0] = 0x08;
        request[1] = 0x0d; // NOP
        assertArrayEquals(bytes(100, 0x5a), behind(fd, request, 9000));
        assertArrayEquals(bytes(100, 0), behind(fd, request, 9001));
    }

    /** As the lab's model: too short, an unknown processor, flags, enables, and what nobody can encrypt. */
    @Test
    void bnxtFirmwareLooksAtWhatItIsTold() {
        int fd = open(
                kernel.plug(Placement.pci("0000:3b:00.0", 0x14e4, 0x1760), BnxtDriver.of(BnxtFirmware.create(), 0)));
        assertEquals(2, errorCode(fd, 23, 0xc1, 16, 0));
        assertEquals(2, errorCode(fd, 24, 0xc1, 16, 7));
        assertEquals(2, errorCode(fd, 24, 0xc0, 17, 4));
        assertEquals(5, errorCode(fd, 24, 0xc0, 19, 4));
        assertEquals(6, errorCode(fd, 24, 0x11, 16, 2));
        assertEquals(2, errorCode(fd, 24, 0x25, 16, 2));
        assertEquals(0, errorCode(fd, 24, 0x25, 16, 1));
    }

    private int errorCode(int fd, int length, int type, int at, int value) {
        Ioctl call = new Ioctl(kernel, length, 64).rpc(1);
        call.in().order(ByteOrder.LITTLE_ENDIAN).putShort(0, (short) type).put(at, (byte) value);
        assertEquals(0, call.send(fd, Ioctl.RPC));
        return call.out().order(ByteOrder.LITTLE_ENDIAN).getShort(0);
    }

    private byte[] behind(int fd, byte[] request, int room) {
        Ioctl call = new Ioctl(kernel, request.length, room).rpc(1);
        call.in().put(0, request);
        assertEquals(0, call.send(fd, Ioctl.RPC));
        byte[] behind = new byte[100];
        call.out().get(8200, behind);
        return behind;
    }

    private static byte[] bytes(int length, int value) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }

    private int open(PluggedDevice device) {
        return kernel.open(device.path().toString(), 2);
    }
}
