// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.testkit.mlx5;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fwctl.Errno;
import dev.fwctl.RpcScope;
import dev.fwctl.testkit.contract.Ioctl;
import dev.fwctl.testkit.kernel.Answer;
import dev.fwctl.testkit.kernel.Placement;
import dev.fwctl.testkit.kernel.PluggedDevice;
import dev.fwctl.testkit.kernel.SimulatedKernel;
import dev.fwctl.testkit.mlx5.Mlx5NvStore.Mode;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** drivers/fwctl/mlx5/main.c and the firmware model, asked with mailboxes laid out by hand. */
class Mlx5DriverTest {
    private static final int EAGAIN = -11;
    private static final int ENXIO = -6;
    private static final int EBADMSG = -74;
    private static final int EMSGSIZE = -Errno.EMSGSIZE.number();

    private final SimulatedKernel kernel = SimulatedKernel.create();
    private final Mlx5Firmware firmware = Mlx5Firmware.connectX7();
    private final Mlx5Driver driver = Mlx5Driver.of(firmware);
    private PluggedDevice plugged;
    private int fd;
    private Ioctl call;

    @BeforeEach
    void plug() {
        plugged = kernel.plug(Placement.pci("0000:03:00.0", 0x15b3, 0x1021), driver);
        fd = kernel.open(plugged.path().toString(), 2);
    }

    @AfterEach
    void close() {
        kernel.close();
    }

    private int send(int scope, String request, int outLength) {
        byte[] bytes = HexFormat.of().parseHex(request.replace(" ", ""));
        call = new Ioctl(kernel, bytes.length, Math.max(outLength, 1));
        call.in().put(0, bytes);
        return call.rpc(scope, bytes.length, outLength).send(fd, Ioctl.RPC);
    }

    private String out(int from, int length) {
        byte[] bytes = new byte[length];
        call.out().get(from, bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private static String command(int opcode, int opMod) {
        return HexFormat.of().toHexDigits((short) opcode) + "ffff0000"
                + HexFormat.of().toHexDigits((short) opMod) + "0000000000000000";
    }

    private static String register(boolean read, int id, String data) {
        return "0805ffff0000000" + (read ? 1 : 0) + "0000" + HexFormat.of().toHexDigits((short) id) + "00000000" + data;
    }

    @Test
    void bindsEachFileToAUserContext() {
        Ioctl info = new Ioctl(kernel, 4, 8);
        assertEquals(0, info.info(8).send(fd, Ioctl.INFO));
        assertEquals(1, info.struct().getInt(8));
        assertEquals(8, info.struct().getInt(12));
        assertEquals(1, info.out().getInt(0));
        assertEquals(4, info.out().getInt(4), "TOOLS_RESOURCES");
        int second = kernel.open(plugged.path().toString(), 2);
        assertEquals(0, info.info(8).send(second, Ioctl.INFO));
        assertEquals(2, info.out().getInt(0));
        assertEquals(2, firmware.openUserContexts());
        kernel.close(second);
        assertEquals(1, firmware.openUserContexts());
        plugged.unplug();
        assertEquals(0, firmware.openUserContexts());
        kernel.close(fd);
        assertEquals(0, firmware.openUserContexts());
    }

    @Test
    void permitsNinetyFourOpcodesByScope() {
        int[] permitted = new int[4];
        Ioctl each = new Ioctl(kernel, 16, 16);
        for (int opcode = 0; opcode < 0x10000; opcode++) {
            each.in().putShort(0, Short.reverseBytes((short) opcode));
            for (int scope = 0; scope < 4; scope++) {
                int result = each.rpc(scope).send(fd, Ioctl.RPC);
                assertTrue(result == 0 || result == EBADMSG, () -> "result " + result);
                permitted[scope] += result == 0 ? 1 : 0;
            }
        }
        assertEquals(11 + 2, permitted[0], "eleven, and writes of registers");
        assertEquals(11 + 80 + 2, permitted[1]);
        assertEquals(94, permitted[2]);
        assertEquals(94, permitted[3]);
        assertEquals(EBADMSG, send(0, register(true, 0x9020, "00".repeat(160)), 176), "reading one is scope 1");
        assertEquals(0, send(1, register(true, 0x9020, "00".repeat(160)), 176));
    }

    @Test
    void checksLengthsAndReportsWhatWasAskedFor() {
        assertEquals(EMSGSIZE, send(3, command(0x100, 1).substring(2), 16));
        assertEquals(EMSGSIZE, send(3, command(0x100, 1), 15));
        assertEquals(0, send(0, command(0x101, 0), 300));
        assertEquals(300, call.struct().getInt(12), "the firmware wrote 272");
        assertEquals("00000000" + "00000000", out(0, 8));
        assertEquals("0002c9", out(41, 3));
        assertEquals("15b3", out(46, 2));
        assertEquals(0, send(0, command(0x101, 0), 100));
        assertEquals("51000000" + "001ab004", out(0, 8), "the firmware refuses: too little room");
        assertEquals(100, call.struct().getInt(12));
        assertNotEquals("00".repeat(8), out(48, 8), "behind a short reply stands what an earlier one left");
    }

    @Test
    void answersStatusAndSyndrome() {
        assertEquals(0, send(1, command(0x201, 0), 16));
        assertEquals("02000000" + "001ab001", out(0, 8), "permitted, and not known to this firmware");
        firmware.answer(0x101, Mlx5FirmwareStatus.RESOURCE_BUSY, 0xdeadbeef, 1);
        assertEquals(0, send(0, command(0x101, 0), 272));
        assertEquals("06000000" + "deadbeef", out(0, 8));
        assertEquals(0, send(0, command(0x101, 0), 272));
        assertEquals("00000000", out(0, 4));
    }

    @Test
    void hidesTheUserContextInEveryCommand() {
        firmware.withCommand(0x101, 16, 16, access -> access.put(8, 0, 16, access.get(0, 0, 16)));
        assertEquals(0, send(0, command(0x101, 0), 16));
        assertEquals("0001", out(10, 2), "the kernel overwrote the caller's 0xffff");
    }

    @Test
    void withoutTheLabelThereAreNoRegisters() {
        firmware.withUserContextCapabilities(1);
        fd = kernel.open(plugged.path().toString(), 2);
        assertEquals(0, send(1, register(true, 0x9020, ""), 176));
        assertEquals("02000000" + "001ab005", out(0, 8));
    }

    @Test
    void runsOutOfUserContexts() {
        int last = fd;
        for (int i = 0; i < 62; i++) {
            last = kernel.open(plugged.path().toString(), 2);
            assertTrue(last > 0);
        }
        assertEquals(EAGAIN, kernel.open(plugged.path().toString(), 2));
        kernel.close(last);
        assertEquals(last, kernel.open(plugged.path().toString(), 2));
    }

    @Test
    void anInterfaceThatIsDownRefusesEverything() {
        boolean[] down = {false};
        Mlx5CommandInterface flaky = new Mlx5CommandInterface() {
            @Override
            public int userContextCapabilities() {
                return firmware.userContextCapabilities();
            }

            @Override
            public Answer execute(byte[] in, int room) {
                return down[0] ? Answer.refuse(dev.fwctl.Errno.ENXIO) : firmware.execute(in, room);
            }
        };
        PluggedDevice other = kernel.plug(Placement.pci("0000:04:00.0", 0x15b3, 0x1021), Mlx5Driver.of(flaky));
        fd = kernel.open(other.path().toString(), 2);
        down[0] = true;
        assertEquals(ENXIO, send(0, command(0x101, 0), 272));
        assertEquals(ENXIO, kernel.open(other.path().toString(), 2));
    }

    @Test
    void readsAndWritesRegistersByTheirRules() {
        assertEquals(0, send(1, register(true, 0x1234, "00000000"), 32));
        assertEquals("03000000" + "001ab010", out(0, 8));
        assertEquals(0, send(0, register(false, 0x9020, "00".repeat(160)), 176));
        assertEquals("02000000" + "001ab012", out(0, 8), "MGIR cannot be written");
        assertEquals(0, send(1, register(true, 0x9025, "00".repeat(12)), 28));
        assertEquals("02000000" + "001ab011", out(0, 8), "MNVDI cannot be read");
        assertEquals(0, send(1, register(true, 0x9020, ""), 176));
        assertEquals("00000000", out(0, 4));
        assertEquals("1021", out(16 + 2, 2));
        assertEquals("001c2be8", "00" + out(16 + 0x21, 3));
        assertEquals(0, send(1, register(true, 0x900a, "00000041"), 48));
        assertEquals("ffd4", out(16 + 6, 2), "-5.5 degrees in eighths");
        assertEquals(0, send(1, register(true, 0x900a, "00000041"), 30));
        assertEquals("51000000", out(0, 4));
        assertEquals(0, send(1, register(true, 0x907f, "00".repeat(72)), 88));
        assertEquals("00100600", out(16 + 8 + 12, 4), "MTCAP 9009, MTMP 900a and MCIA 9014 in the lowest dword");
        byte[] plain = {1, 2, 3, 4};
        firmware.locked(() -> firmware.registers().addPlain(0x9999, plain));
        assertEquals(0, send(0, register(false, 0x9999, "0a0b0c0d"), 20));
        assertEquals(0x0a, plain[0]);
    }

    @Test
    void configuresNextAndMakesItLiveByAReset() {
        String header = "00000000" + "00000080" + "00000000";
        assertEquals(0, send(1, register(true, 0x9024, header), 16 + 12 + 12));
        assertEquals("00000000", out(0, 4));
        assertEquals("0300000c" + "00000080" + "00000000", out(16, 12), "readable, writable, twelve bytes, next");
        assertEquals("0010", out(16 + 12 + 6, 2), "NUM_OF_VFS will be 16");
        assertEquals(0, send(1, register(true, 0x9024, "00400000" + header.substring(8)), 40));
        assertEquals("0008", out(16 + 12 + 6, 2), "and is 8");
        assertEquals(0, send(1, register(true, 0x9024, "00800000" + header.substring(8)), 40));
        assertEquals("0000", out(16 + 12 + 6, 2), "and was made 0");

        assertEquals(
                0,
                send(0, register(false, 0x9024, "0000000c" + header.substring(8) + "ff800003 80000020 00000000"), 40));
        assertEquals("00000000", out(0, 4));
        assertEquals(0x20, firmware.nv().value(0x80, Mode.NEXT)[7]);
        assertEquals(8, firmware.nv().value(0x80, Mode.CURRENT)[7]);
        assertEquals(0, send(1, register(true, 0x9028, "00".repeat(8)), 24));
        assertEquals("80000348", out(16 + 4, 4), "a rescan, either type; a link toggle or a reboot");
        assertEquals(0, send(0, register(false, 0x9028, "00000000" + "00000008"), 24));
        assertEquals(0x20, firmware.nv().value(0x80, Mode.CURRENT)[7]);
        assertEquals(0, send(1, register(true, 0x9028, "00".repeat(8)), 24));
        assertEquals("00000300", out(16 + 4, 4), "nothing waits any more");

        assertEquals(0, send(0, register(false, 0x9025, header), 28));
        assertEquals(0, firmware.nv().value(0x80, Mode.NEXT)[7], "back to what it was made with");
        assertFalse(kernel.isTainted(), "no scope above the second was needed");
    }

    @Test
    void refusesWrongTlvs() {
        assertEquals(0, send(1, register(true, 0x9024, "00000000" + "00777777" + "00000000"), 40));
        assertEquals("03000000" + "001ab020", out(0, 8));
        assertEquals(0, send(0, register(false, 0x9024, "00000014" + "00000081" + "00".repeat(24)), 48));
        assertEquals("03000000" + "001ab022", out(0, 8), "it only says what is offered");
        assertEquals(0, send(0, register(false, 0x9024, "00000008" + "00000080" + "00".repeat(16)), 48));
        assertEquals("03000000" + "001ab021", out(0, 8));
        assertEquals(0, send(1, register(true, 0x9030, "00777777" + "00000000"), 24));
        assertEquals("00777777" + "00000000", out(16, 8), "neither readable nor writable");
        assertEquals(0, send(1, register(true, 0x9030, "00000080" + "00000000"), 24));
        assertEquals("00000080" + "00000003", out(16, 8));
    }

    @Test
    void setsCapabilitiesOfOtherFunctionsOnly() {
        byte[] request = new byte[16 + 4096];
        request[0] = 0x01;
        request[1] = 0x09;
        assertEquals(0, send(0, HexFormat.of().formatHex(request), 16));
        assertEquals("03000000" + "001ab031", out(0, 8));
        request[8] = (byte) 0x80;
        request[11] = 2;
        request[16 + 0x43] = 4; // roce, which is off and may be on
        assertEquals(0, send(0, HexFormat.of().formatHex(request), 16));
        assertEquals("00000000", out(0, 4));
        assertEquals(4, firmware.capabilities().current(2, 0)[0x43]);
        assertEquals(0, firmware.capabilities().current(1, 0)[0x43]);
        request[16 + 0x60] = 1;
        assertEquals(0, send(0, HexFormat.of().formatHex(request), 16));
        assertEquals("03000000" + "001ab033", out(0, 8));
        assertEquals(0, send(0, "0100000000000001" + "8000000200000000", 16 + 4096));
        assertEquals("04", out(16 + 0x43, 1));
        assertEquals(0, send(0, "0100000000000000" + "8000000900000000", 16 + 4096));
        assertEquals("03000000" + "001ab032", out(0, 8));
    }

    @Test
    void dumpsInPieces() {
        String request = "4000ffff" + "00".repeat(44);
        StringBuilder stream = new StringBuilder();
        for (int i = 0; i < 10; i++) {
            assertEquals(0, send(1, register(true, 0xc000, request), 16 + 256));
            assertEquals("00000000", out(0, 4));
            int size = Integer.parseInt(out(16 + 0x24, 4), 16);
            stream.append(out(16 + 0x30, size));
            if (out(16, 1).charAt(0) < '8') {
                break;
            }
            request = out(16, 0x30);
        }
        assertEquals("0004fffe", stream.substring(0, 8), "INFO");
        assertEquals("0005fffaffff", stream.substring(32, 44), "COMMAND, which repeats MENU");
        assertEquals("001cffff00000002", stream.substring(72, 88), "MENU with two records");
        assertTrue(stream.toString().endsWith("0001fffb"), "TERMINATE");
    }

    @Test
    void countsCallsByScope() {
        driver.forgetCalls();
        send(1, register(true, 0x9020, ""), 176);
        send(1, register(true, 0x9020, ""), 176);
        send(0, register(true, 0x9020, ""), 176);
        send(0, command(0x101, 0), 272);
        assertEquals(2, driver.calls().get(new Mlx5Driver.Call(RpcScope.DEBUG_READ_ONLY, 0x805, 1, 0x9020)));
        assertEquals(1, driver.calls().get(new Mlx5Driver.Call(RpcScope.CONFIGURATION, 0x101, 0, -1)));
        assertEquals(4, driver.callCount());
    }
}
