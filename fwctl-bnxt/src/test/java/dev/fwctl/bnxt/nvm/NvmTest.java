// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.bnxt.nvm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fwctl.FwctlDevice;
import dev.fwctl.OutcomeUnknownException;
import dev.fwctl.RejectedException;
import dev.fwctl.bnxt.Bench;
import dev.fwctl.bnxt.BnxtDevice;
import dev.fwctl.bnxt.command.BnxtCommands;
import dev.fwctl.bnxt.command.HwrmReply;
import dev.fwctl.bnxt.command.HwrmRequest;
import dev.fwctl.bnxt.report.PortStatistics;
import dev.fwctl.bnxt.status.HwrmError;
import dev.fwctl.bnxt.status.HwrmException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What lies in memory of its own: NVM variables, the directory, counters. */
class NvmTest {
    private static final NvmVariable MSIX_MAX = new NvmVariable(108, 0, 10);
    private static final NvmVariable RDMA = new NvmVariable(506, 1, 1);

    private final Bench bench = new Bench();
    private final FwctlDevice first = bench.open(Bench.FIRST);
    private final FwctlDevice second = bench.open(Bench.SECOND);
    private final BnxtDevice bnxt = BnxtDevice.of(first);

    @AfterEach
    void close() {
        first.close();
        second.close();
        bench.close();
    }

    @Test
    void readAndChange() {
        assertEquals(128, bnxt.nvm().read(MSIX_MAX).number());
        assertEquals(74, bnxt.nvm().readFactory(MSIX_MAX).number());
        bnxt.nvm().write(NvmVariable.Set.of(MSIX_MAX, 1000));
        assertEquals(1000, bench.firmware.stored(108, 0));
        assertEquals(1000, BnxtDevice.of(second).nvm().read(MSIX_MAX).number(), "one card");
        assertEquals("NVMOPT_ACTION_WARMBOOT", bnxt.reports().status().nvmOptionAction());
        bench.firmware.reset();
        assertEquals("NVMOPT_ACTION_NONE", bnxt.reports().status().nvmOptionAction());
        bnxt.nvm().write(NvmVariable.Set.toFactory(MSIX_MAX));
        assertEquals(74, bnxt.nvm().read(MSIX_MAX).number());
    }

    @Test
    void anIndex() {
        assertEquals(0, bnxt.nvm().read(RDMA).number());
        BnxtDevice.of(second).nvm().write(NvmVariable.Set.of(RDMA, 1));
        assertEquals(1, bench.firmware.stored(506, 1));
        assertEquals(1, bench.firmware.stored(506, 0), "the other function's, as it was");
    }

    @Test
    void refusals() {
        HwrmException unknown =
                assertThrows(HwrmException.class, () -> bnxt.nvm().read(new NvmVariable(999, 0, 8)));
        assertEquals("VAR_NOT_EXIST", unknown.commandErrorName());
        HwrmException index = assertThrows(HwrmException.class, () -> bnxt.nvm().read(new NvmVariable(506, 7, 1)));
        assertEquals("INDEX_INVALID", index.commandErrorName());
        HwrmException narrow =
                assertThrows(HwrmException.class, () -> bnxt.nvm().read(new NvmVariable(108, 0, 9)));
        assertEquals("LEN_TOO_SHORT", narrow.commandErrorName());
        HwrmException denied = assertThrows(
                HwrmException.class, () -> BnxtDevice.of(second).nvm().write(NvmVariable.Set.of(MSIX_MAX, 1)));
        assertEquals(HwrmError.RESOURCE_ACCESS_DENIED, denied.known().orElseThrow());
        assertEquals("ACCESS_DENIED", denied.commandErrorName());
        assertTrue(denied.getMessage().contains("cmd_err 6 ACCESS_DENIED"), denied.getMessage());
    }

    @Test
    void aLostAnswer() {
        bench.driver.losesAnswers(true);
        assertThrows(OutcomeUnknownException.class, () -> bnxt.nvm().write(NvmVariable.Set.of(MSIX_MAX, 300)));
        bench.driver.losesAnswers(false);
        assertEquals(300, bnxt.nvm().read(MSIX_MAX).number(), "the firmware acted");
        bench.driver.stopped(true);
        assertThrows(dev.fwctl.PermissionDeniedException.class, () -> bnxt.nvm().read(MSIX_MAX));
    }

    @Test
    void values() {
        assertThrows(IllegalArgumentException.class, () -> NvmVariable.Set.of(MSIX_MAX, 1024));
        assertThrows(IllegalArgumentException.class, () -> NvmVariable.Set.of(MSIX_MAX, -1));
        assertThrows(IllegalArgumentException.class, () -> new NvmVariable.Set(MSIX_MAX, new byte[] {0, 4}));
        assertThrows(IllegalArgumentException.class, () -> new NvmVariable.Set(MSIX_MAX, new byte[] {0}));
        assertThrows(IllegalArgumentException.class, () -> new NvmVariable(0, 0, 1));
        assertThrows(IllegalArgumentException.class, () -> new NvmVariable(1, 0, 0));
        assertEquals("5", new NvmValue(3, new byte[] {5}).toString());
        assertEquals("18446744073709551615", new NvmValue(64, filled(8)).toString());
        assertEquals("ff".repeat(9), new NvmValue(72, filled(9)).toString());
        assertThrows(ArithmeticException.class, () -> new NvmValue(72, filled(9)).number());
    }

    private static byte[] filled(int length) {
        byte[] bytes = new byte[length];
        java.util.Arrays.fill(bytes, (byte) 0xff);
        return bytes;
    }

    @Test
    void directory() {
        NvmDirectory directory = bnxt.nvm().directory();
        assertEquals(8, directory.entries().size());
        assertArrayEquals(
                new byte[] {4, 0, 0, 0, 0, 0, 0, 0, 0, 16, 0, 0, 0, 0, 0, 0},
                directory.entries().get(1));
        assertThrows(
                IllegalArgumentException.class, () -> first.call(Nvm.GET_DIR_ENTRIES, new NvmDirectoryInfo(5000, 16)));
        assertEquals(
                0,
                first.call(Nvm.GET_DIR_ENTRIES, new NvmDirectoryInfo(0, 0))
                        .entries()
                        .size());
    }

    @Test
    void counters() {
        PortStatistics statistics = bnxt.reports().statistics(1);
        assertEquals(51, statistics.transmitted().size());
        assertEquals(66, statistics.received().size());
        assertEquals(2, statistics.transmitted().get("tx_64b_frames"));
        assertEquals(2 * 51L, statistics.transmitted().get("tx_stat_error"));
    }

    @Test
    void byName() {
        var set = BnxtCommands.named("NVM_SET_VARIABLE");
        byte[] body = new byte[24];
        body[8] = 7; // data_len
        body[10] = 114; // option_num
        first.call(set, new HwrmRequest(body, 16, Map.of("src_data_addr", new byte[] {33})));
        assertEquals(33, bench.firmware.stored(114, 0));
        assertThrows(IllegalArgumentException.class, () -> first.call(set, new HwrmRequest(body, 16)));

        HwrmReply reply = first.call(BnxtCommands.named("NVM_GET_VARIABLE"), new HwrmRequest(body, 16));
        assertArrayEquals(new byte[] {33, 0, 0, 0, 0, 0, 0}, reply.memory().get("dest_data_addr"));

        byte[] none = new byte[24];
        assertThrows(
                RejectedException.class,
                () -> first.call(BnxtCommands.named("NVM_GET_VARIABLE"), new HwrmRequest(none, 16)),
                "a length of 0");
    }
}
