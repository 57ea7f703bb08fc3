// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.mlx5.status;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fwctl.AccessPolicy;
import dev.fwctl.mlx5.Bench;
import dev.fwctl.mlx5.Bench.Scripted;
import dev.fwctl.mlx5.report.Mgir;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Codes and names as {@code include/linux/mlx5/device.h} of Linux 7.3 has them. */
class Mlx5StatusTest {
    @ParameterizedTest
    @CsvSource({
        "0x0, MLX5_CMD_STAT_OK",
        "0x1, MLX5_CMD_STAT_INT_ERR",
        "0x2, MLX5_CMD_STAT_BAD_OP_ERR",
        "0x3, MLX5_CMD_STAT_BAD_PARAM_ERR",
        "0x4, MLX5_CMD_STAT_BAD_SYS_STATE_ERR",
        "0x5, MLX5_CMD_STAT_BAD_RES_ERR",
        "0x6, MLX5_CMD_STAT_RES_BUSY",
        "0x7, MLX5_CMD_STAT_NOT_READY",
        "0x8, MLX5_CMD_STAT_LIM_ERR",
        "0x9, MLX5_CMD_STAT_BAD_RES_STATE_ERR",
        "0xa, MLX5_CMD_STAT_IX_ERR",
        "0xf, MLX5_CMD_STAT_NO_RES_ERR",
        "0x50, MLX5_CMD_STAT_BAD_INP_LEN_ERR",
        "0x51, MLX5_CMD_STAT_BAD_OUTP_LEN_ERR",
        "0x10, MLX5_CMD_STAT_BAD_QP_STATE_ERR",
        "0x30, MLX5_CMD_STAT_BAD_PKT_ERR",
        "0x40, MLX5_CMD_STAT_BAD_SIZE_OUTS_CQES_ERR",
    })
    void everyCodeHasItsName(String code, String symbol) {
        assertEquals(symbol, Mlx5Status.of(Integer.decode(code)).orElseThrow().symbol());
        assertFalse(Mlx5Status.of(Integer.decode(code)).orElseThrow().meaning().isBlank());
    }

    @Test
    void thereAreNoOthers() {
        assertEquals(17, Mlx5Status.values().length);
    }

    @Test
    void aRefusalKeepsStatusAndSyndrome() {
        Scripted firmware = Scripted.answering("03000000 00a1b2c3 00000000 00000000");
        try (Bench bench = Bench.over(firmware, AccessPolicy.readOnly())) {
            Mlx5Exception e = assertThrows(
                    Mlx5Exception.class, () -> bench.mlx5.commands().adapter());
            assertEquals(3, e.status());
            assertEquals(0x00a1b2c3, e.syndrome());
            assertEquals(Mlx5Status.BAD_PARAM_ERR, e.known().orElseThrow());
            assertTrue(e.getMessage().contains("mlx5.query-adapter (0x101) on fwctl0"), e.getMessage());
            assertTrue(e.getMessage().contains("BAD_PARAM_ERR (0x03)"), e.getMessage());
            assertTrue(e.getMessage().contains("syndrome 0x00a1b2c3"), e.getMessage());
        }
    }

    @Test
    void anUnknownStatusSurvivesAsANumber() {
        Scripted firmware = Scripted.answering("7e000000 deadbeef 00000000 00000000");
        try (Bench bench = Bench.over(firmware, AccessPolicy.readOnly())) {
            Mlx5Exception e = assertThrows(
                    Mlx5Exception.class, () -> bench.mlx5.commands().issi());
            assertEquals(0x7e, e.status());
            assertEquals(0xdeadbeef, e.syndrome());
            assertTrue(e.known().isEmpty());
            assertTrue(e.getMessage().contains("status 0x7e"), e.getMessage());
            assertTrue(e.getMessage().contains("syndrome 0xdeadbeef"), e.getMessage());
        }
    }

    @Test
    void aRefusedRegisterIsNamed() {
        Scripted firmware = Scripted.answering("02000000 00000001 00000000 00000000");
        try (Bench bench = Bench.over(firmware, AccessPolicy.readOnly())) {
            Mlx5Exception e = assertThrows(Mlx5Exception.class, () -> Mgir.read(bench.mlx5));
            assertTrue(e.getMessage().contains("read of register MGIR (0x9020)"), e.getMessage());
        }
    }
}
