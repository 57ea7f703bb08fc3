// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.testkit.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fwctl.Errno;
import dev.fwctl.FwctlDevice;
import dev.fwctl.FwctlException;
import dev.fwctl.RpcScope;
import dev.fwctl.testkit.TestCommand;
import org.junit.jupiter.api.Test;

class ScriptedKernelTest {
    private static final Placement PLACE = Placement.platform("acme.0");

    @Test
    void answersWhatItExpects() {
        try (ScriptedKernel kernel = ScriptedKernel.of(PLACE, "acme_fw")) {
            kernel.expectInfo(64).info(7, "0102");
            kernel.expectRpc(RpcScope.CONFIGURATION, "0a0b", 64).reply("0c0d0e");
            kernel.expectRpc(RpcScope.CONFIGURATION, "0a0b", 64).fail(Errno.EBADMSG);
            kernel.expectRpc(RpcScope.CONFIGURATION, "", 64).reply(new byte[] {1}, 9);
            try (FwctlDevice device = kernel.fwctl().open("fwctl0")) {
                assertEquals(7, device.info().type().number());
                assertArrayEquals(new byte[] {0xc, 0xd, 0xe}, device.call(TestCommand.READ, new byte[] {0xa, 0xb}));
                FwctlException e =
                        assertThrows(FwctlException.class, () -> device.call(TestCommand.READ, new byte[] {0xa, 0xb}));
                assertEquals(Errno.EBADMSG, e.errno().orElseThrow());
                assertEquals(9, device.call(TestCommand.READ, new byte[0]).length);
            }
        }
    }

    @Test
    void saysWhatItGotAndWhatItExpected() {
        ScriptedKernel kernel = ScriptedKernel.of(PLACE, "acme_fw");
        kernel.expectRpc(RpcScope.DEBUG_READ_ONLY, "0a0b", 64).reply("00");
        try (FwctlDevice device = kernel.fwctl().open("fwctl0")) {
            AssertionError e =
                    assertThrows(AssertionError.class, () -> device.call(TestCommand.READ, new byte[] {0xa, 0xc}));
            String message = e.getMessage();
            assertTrue(message.contains("got FWCTL_RPC, scope 0, room for 64 bytes, request of 2 bytes 0a0c"), message);
            assertTrue(
                    message.contains("expected    FWCTL_RPC, scope 1, room for 64 bytes, request of 2 bytes 0a0b"),
                    message);
            assertSame(e, assertThrows(AssertionError.class, kernel::close));
        }
    }

    @Test
    void expectsNoMoreThanItWasTold() {
        ScriptedKernel kernel = ScriptedKernel.of(PLACE, "acme_fw");
        try (FwctlDevice device = kernel.fwctl().open("fwctl0")) {
            AssertionError e = assertThrows(AssertionError.class, device::info);
            assertTrue(e.getMessage().contains("expected no more"), e.getMessage());
        }
        assertThrows(AssertionError.class, kernel::close);
    }

    @Test
    void missesWhatDidNotCome() {
        ScriptedKernel kernel = ScriptedKernel.of(PLACE, "acme_fw");
        kernel.expectInfo(64).info(1, "");
        kernel.expectRpc(RpcScope.CONFIGURATION, "0a", 1).reply("");
        AssertionError e = assertThrows(AssertionError.class, kernel::close);
        assertTrue(e.getMessage().contains("2 expected ioctls did not come"), e.getMessage());
        assertTrue(e.getMessage().contains("request of 1 bytes 0a"), e.getMessage());
    }

    @Test
    void questionMarksAreAnyByteAndAStarAnyMore() {
        try (ScriptedKernel kernel = ScriptedKernel.of(PLACE, "acme_fw")) {
            kernel.expectRpc(RpcScope.CONFIGURATION, "0a ?? 0c", 64).reply("01");
            kernel.expectRpc(RpcScope.CONFIGURATION, "0A*", ScriptedKernel.ANY).reply("02");
            kernel.expectRpc(RpcScope.CONFIGURATION, "*", 64).reply("03");
            try (FwctlDevice device = kernel.fwctl().open("fwctl0")) {
                assertArrayEquals(new byte[] {1}, device.call(TestCommand.READ, new byte[] {0xa, 0x77, 0xc}));
                assertArrayEquals(new byte[] {2}, device.call(TestCommand.READ, new byte[] {0xa, 1, 2, 3}));
                assertArrayEquals(new byte[] {3}, device.call(TestCommand.READ, new byte[0]));
            }
        }
    }

    @Test
    void wildcardsMatchNoOtherLengthAndNoOtherByte() {
        for (String pattern : new String[] {"0a??", "0a????0c", "0b*", "??"}) {
            ScriptedKernel kernel = ScriptedKernel.of(PLACE, "acme_fw");
            kernel.expectRpc(RpcScope.CONFIGURATION, pattern, 64).reply("00");
            try (FwctlDevice device = kernel.fwctl().open("fwctl0")) {
                assertThrows(
                        AssertionError.class, () -> device.call(TestCommand.READ, new byte[] {0xa, 1, 0xc}), pattern);
            }
            assertThrows(AssertionError.class, kernel::close);
        }
        try (ScriptedKernel kernel = ScriptedKernel.of(PLACE, "acme_fw")) {
            for (String wrong : new String[] {"0", "0a*0b", "?a", "xy"}) {
                assertThrows(
                        IllegalArgumentException.class,
                        () -> kernel.expectRpc(RpcScope.CONFIGURATION, wrong, 64),
                        wrong);
            }
        }
    }
}
