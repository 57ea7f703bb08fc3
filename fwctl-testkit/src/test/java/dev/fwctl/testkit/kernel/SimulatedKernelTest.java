// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.testkit.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fwctl.Errno;
import dev.fwctl.RpcScope;
import dev.fwctl.seam.FileStatus;
import dev.fwctl.testkit.contract.Ioctl;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** drivers/fwctl/main.c, line by line, asked without any code of the SDK. */
class SimulatedKernelTest {
    private static final int EPERM = -1;
    private static final int E2BIG = -7;
    private static final int EBADF = -Errno.EBADF.number();
    private static final int EFAULT = -Errno.EFAULT.number();
    private static final int ENODEV = -Errno.ENODEV.number();
    private static final int EINVAL = -Errno.EINVAL.number();
    private static final int ENOTTY = -Errno.ENOTTY.number();
    private static final int EMSGSIZE = -Errno.EMSGSIZE.number();
    private static final int EOPNOTSUPP = -Errno.EOPNOTSUPP.number();

    private final SimulatedKernel kernel = SimulatedKernel.create();
    private PluggedDevice device;
    private int fd;

    @BeforeEach
    void plug() {
        device = kernel.plug(Placement.platform("echo.0"), new SimulatedDriver() {
            @Override
            public String name() {
                return "echo";
            }

            @Override
            public int deviceType() {
                return 9;
            }

            @Override
            public Context open() {
                return new Context() {
                    @Override
                    public byte[] info() {
                        return new byte[] {1, 2, 3, 4};
                    }

                    @Override
                    public Answer rpc(RpcScope scope, byte[] request, int outLength) {
                        return Answer.of(request);
                    }
                };
            }
        });
        fd = kernel.open(device.path().toString(), 2);
    }

    @AfterEach
    void close() {
        kernel.close();
        assertFalse(Files.exists(kernel.root()));
    }

    @Test
    void echoesThroughAddresses() {
        Ioctl call = new Ioctl(kernel, 4, 8).rpc(0);
        call.in().putInt(0, 0x11223344);
        assertEquals(0, call.send(fd, Ioctl.RPC));
        assertEquals(0x11223344, call.out().getInt(0));
        assertEquals(0, call.out().getInt(4), "bytes past the reply are not touched");
        assertEquals(4, call.struct().getInt(12), "out_len is written back");
    }

    @Test
    void copiesNoMoreThanThereIsRoomForAndReportsTheWholeLength() {
        Ioctl call = new Ioctl(kernel, 8, 8).rpc(0, 8, 3);
        call.in().putLong(0, -1);
        assertEquals(0, call.send(fd, Ioctl.RPC));
        assertEquals(
                0x0000000000ffffffL,
                Long.reverseBytes(call.out().order(ByteOrder.BIG_ENDIAN).getLong(0)));
        assertEquals(8, call.struct().getInt(12));
    }

    @Test
    void checksTheSizeOfTheStructure() {
        Ioctl call = new Ioctl(kernel, 4, 4).rpc(0);
        call.struct().putInt(0, 31);
        assertEquals(EINVAL, call.send(fd, Ioctl.RPC));
        call.struct().putInt(0, 40);
        assertEquals(0, call.send(fd, Ioctl.RPC), "a longer structure is fine while its tail is zero");
        call.rpc(0).struct().putInt(0, 40).put(39, (byte) 1);
        assertEquals(E2BIG, call.send(fd, Ioctl.RPC));
        call.struct().putInt(0, 4096).put(39, (byte) 0);
        assertEquals(EFAULT, call.send(fd, Ioctl.RPC), "the structure ends before its size does");
        call.info(4).struct().putInt(0, 23);
        assertEquals(EINVAL, call.send(fd, Ioctl.INFO));
    }

    @Test
    void knowsTwoCommands() {
        Ioctl call = new Ioctl(kernel, 4, 4).rpc(0);
        for (long request : new long[] {0x9A02, 0x9B01, 0xC09A0001, 0, 0x9AFF}) {
            assertEquals(ENOTTY, call.send(fd, request), Long.toHexString(request));
        }
        assertEquals(0, call.send(fd, 0xFFFFFFFF_00009A01L), "the kernel's unsigned int drops the upper half");
    }

    @Test
    void refusesBadAddresses() {
        Ioctl call = new Ioctl(kernel, 4, 4).rpc(0);
        assertEquals(EFAULT, kernel.ioctl(fd, Ioctl.RPC, 0));
        assertEquals(EFAULT, kernel.ioctl(fd, Ioctl.RPC, -1));
        assertEquals(EFAULT, kernel.ioctl(fd, Ioctl.RPC, kernel.address(call.struct()) - 1));
        assertEquals(EFAULT, kernel.ioctl(fd, Ioctl.RPC, kernel.address(call.struct()) + 62));
        call.rpc(0).struct().putLong(16, 8);
        assertEquals(EFAULT, call.send(fd, Ioctl.RPC));
        call.rpc(0).struct().putLong(24, 8);
        assertEquals(EFAULT, call.send(fd, Ioctl.RPC));
        call.rpc(0, 5, 4);
        assertEquals(EFAULT, call.send(fd, Ioctl.RPC), "the request is one byte longer than its memory");
        call.rpc(0, 0, 0).struct().putLong(16, 8).putLong(24, 8);
        assertEquals(0, call.send(fd, Ioctl.RPC), "nothing is read or written at an address with length 0");
    }

    @Test
    void limitsLengths() {
        Ioctl call = new Ioctl(kernel, 2 << 20, 2 << 20).rpc(0);
        assertEquals(0, call.send(fd, Ioctl.RPC));
        assertEquals(EMSGSIZE, call.rpc(0, (2 << 20) + 1, 0).send(fd, Ioctl.RPC));
        assertEquals(EMSGSIZE, call.rpc(0, 0, (2 << 20) + 1).send(fd, Ioctl.RPC));
        assertEquals(EMSGSIZE, call.rpc(0, -1, 0).send(fd, Ioctl.RPC));
        assertEquals(EMSGSIZE, call.rpc(9, 0, -1).send(fd, Ioctl.RPC), "lengths are looked at before the scope");
    }

    @Test
    void policesScopes() throws Exception {
        Ioctl call = new Ioctl(kernel, 4, 4);
        assertEquals(EOPNOTSUPP, call.rpc(4).send(fd, Ioctl.RPC));
        assertEquals(EOPNOTSUPP, call.rpc(-1).send(fd, Ioctl.RPC));
        assertEquals(0, call.rpc(1).send(fd, Ioctl.RPC));
        assertEquals("0\n", taint());
        kernel.rawIo(false);
        assertEquals(EPERM, call.rpc(3).send(fd, Ioctl.RPC));
        assertEquals("0\n", taint(), "refused before the taint is set");
        call.rpc(2).struct().putLong(16, 8);
        assertEquals(EFAULT, call.send(fd, Ioctl.RPC));
        assertEquals("524288\n", taint(), "tainted before the request is read");
        assertEquals(1, kernel.log().size());
        kernel.rawIo(true);
        assertEquals(0, call.rpc(3).send(fd, Ioctl.RPC));
        assertEquals(1, kernel.log().size(), "announced once per boot");
    }

    private String taint() throws Exception {
        return Files.readString(kernel.root().resolve("proc/sys/kernel/tainted"));
    }

    @Test
    void informsAndPadsWithZeros() {
        Ioctl call = new Ioctl(kernel, 4, 8);
        call.out().putLong(0, -1);
        assertEquals(0, call.info(8).send(fd, Ioctl.INFO));
        assertEquals(9, call.struct().getInt(8));
        assertEquals(4, call.struct().getInt(12), "the driver's own length");
        byte[] data = new byte[8];
        call.out().get(0, data);
        assertEquals("0102030400000000", HexFormat.of().formatHex(data));
        assertEquals(0, call.info(2).send(fd, Ioctl.INFO));
        assertEquals(4, call.struct().getInt(12));
        assertEquals(0, call.info(0).send(fd, Ioctl.INFO));
        assertEquals(0, call.struct().getInt(12), "with no room the driver is not asked");
        call.info(8).struct().putInt(4, 1);
        assertEquals(EOPNOTSUPP, call.send(fd, Ioctl.INFO));
        call.info(9);
        assertEquals(EFAULT, call.send(fd, Ioctl.INFO));
    }

    @Test
    void closesAndReusesDescriptors() {
        Ioctl call = new Ioctl(kernel, 4, 4).rpc(0);
        assertEquals(0, kernel.close(fd));
        assertEquals(EBADF, kernel.close(fd));
        assertEquals(EBADF, call.send(fd, Ioctl.RPC));
        assertEquals(EBADF, kernel.fstat(fd));
        assertEquals(fd, kernel.open(device.path().toString(), 2), "the lowest free number, as POSIX has it");
        assertEquals(EBADF, kernel.ioctl(-1, Ioctl.RPC, 0));
    }

    @Test
    void tellsCharacterDevicesFromFiles() {
        FileStatus status = FileStatus.unpack(kernel.fstat(fd));
        assertTrue(status.isCharacterDevice());
        assertEquals(SimulatedKernel.MAJOR, status.major());
        assertEquals(device.minor(), status.minor());
        int plain = kernel.open(kernel.root().resolve("proc/devices").toString(), 0);
        assertFalse(FileStatus.unpack(kernel.fstat(plain)).isCharacterDevice());
        assertEquals(ENOTTY, new Ioctl(kernel, 4, 4).rpc(0).send(plain, Ioctl.RPC));
        assertEquals(
                -Errno.ENOENT.number(),
                kernel.open(kernel.root().resolve("dev/fwctl/fwctl9").toString(), 2));
    }

    @Test
    void anUnpluggedDeviceIsGoneForEverOnItsFileAndItsNumberStaysTaken() {
        Ioctl call = new Ioctl(kernel, 4, 4);
        device.unplug();
        assertEquals(ENODEV, call.rpc(0).send(fd, Ioctl.RPC));
        assertEquals(ENODEV, call.info(4).send(fd, Ioctl.INFO));
        assertEquals(ENOTTY, call.send(fd, 0x9A02), "an unknown command is unknown first");
        assertFalse(Files.exists(device.path()));

        PluggedDevice again = kernel.plug(
                device.placement(), SimulatedDriver.of("echo", 9, (scope, request, out) -> Answer.of(request)));
        assertNotEquals(device.name(), again.name(), "the old file still holds the old number");
        int newFd = kernel.open(again.path().toString(), 2);
        assertEquals(0, call.rpc(0).send(newFd, Ioctl.RPC));
        assertEquals(ENODEV, call.rpc(0).send(fd, Ioctl.RPC));

        kernel.close(fd);
        again.unplug();
        kernel.close(newFd);
        PluggedDevice third = kernel.plug(
                device.placement(), SimulatedDriver.of("echo", 9, (scope, request, out) -> Answer.of(request)));
        assertEquals("fwctl0", third.name());
    }

    @Test
    void addressesLastAsLongAsTheirBuffers() throws Exception {
        ByteBuffer buffer = direct(16);
        long address = kernel.address(buffer);
        assertEquals(address, kernel.address(buffer));
        assertEquals(0, address % 16);
        ByteBuffer big = direct(40 << 20);
        long bigAddress = kernel.address(big);
        Ioctl call = new Ioctl(kernel, 4, 4).rpc(0);
        call.struct().putLong(24, bigAddress + (40 << 20) - 4);
        call.in().putInt(0, 77);
        assertEquals(0, call.send(fd, Ioctl.RPC));
        assertEquals(77, big.getInt((40 << 20) - 4));

        long stale = kernel.address(direct(16));
        for (int i = 0; i < 50; i++) {
            call.rpc(0).struct().putLong(24, stale);
            if (call.send(fd, Ioctl.RPC) == EFAULT) {
                break;
            }
            System.gc();
            Thread.sleep(20);
        }
        assertEquals(EFAULT, call.send(fd, Ioctl.RPC), "memory that was freed is not mapped");
    }

    @Test
    void liesAboutLengthsAsDriversDo() {
        kernel.plug(
                Placement.platform("liar.0"),
                SimulatedDriver.of("liar", 1, (scope, request, outLength) -> Answer.of(new byte[] {1}, outLength + 8)));
        int liar = kernel.open(kernel.root().resolve("dev/fwctl/fwctl1").toString(), 2);
        Ioctl call = new Ioctl(kernel, 4, 4).rpc(0);
        assertEquals(0, call.send(liar, Ioctl.RPC));
        assertEquals(12, call.struct().getInt(12));
        byte[] out = new byte[4];
        call.out().get(0, out);
        assertArrayEquals(new byte[] {1, (byte) 0xa5, (byte) 0xa5, (byte) 0xa5}, out);
        assertEquals(
                List.of(
                        device.path().toString(),
                        kernel.root().resolve("dev/fwctl/fwctl1").toString()),
                kernel.openFiles());
    }

    private static ByteBuffer direct(int bytes) {
        return ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
    }
}
