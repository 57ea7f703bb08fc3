// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.mlx5.capability;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fwctl.AccessPolicy;
import dev.fwctl.PolicyRefusedException;
import dev.fwctl.layout.UnknownNameException;
import dev.fwctl.mlx5.Bench;
import dev.fwctl.mlx5.status.Mlx5Exception;
import dev.fwctl.testkit.mlx5.Mlx5Firmware;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CapabilitiesTest {
    private final Mlx5Firmware firmware = Mlx5Firmware.connectX7();

    @Test
    void currentAndMaximumByName() {
        try (Bench bench = Bench.over(firmware, AccessPolicy.readOnly())) {
            Capabilities capabilities = bench.mlx5.capabilities();
            assertEquals(17, capabilities.current("general").number("log_max_qp"));
            assertEquals(18, capabilities.maximum("GENERAL").number("log_max_qp"));
            assertTrue(capabilities.current("GENERAL").has("mcam_reg"));
            assertEquals(
                    3,
                    capabilities.current("GENERAL", FunctionTarget.function(3)).number("vhca_id"));
            assertEquals(0, bench.highestScope());
            GeneralCapabilities general = capabilities.current(GeneralCapabilities.TYPE);
            assertEquals(2, general.ports());
            assertTrue(general.ethernet());
            assertTrue(general.toolsResources());
            assertEquals(1L << 17, general.maxQueuePairs());
        }
    }

    @Test
    void aChangeTouchesNothingElse() {
        byte[] before = current(2).clone();
        try (Bench bench = Bench.model(firmware)) {
            bench.mlx5.capabilities().set("GENERAL", FunctionTarget.function(2), Map.of("log_max_qp", 12));
            assertEquals(3, bench.calls(), "maximum, current, set");
            assertEquals(0, bench.highestScope());
        }
        byte[] after = current(2);
        // log_max_qp: the lowest five bits of the dword at 0x10
        assertEquals(17, before[0x13] & 0x1f);
        assertEquals(12, after[0x13] & 0x1f);
        after[0x13] = before[0x13];
        assertTrue(Arrays.equals(before, after));
    }

    @Test
    void aRefusalNamesThePage() {
        try (Bench bench = Bench.model(firmware)) {
            Mlx5Exception e = assertThrows(
                    Mlx5Exception.class, () -> bench.mlx5.capabilities().current(OdpCapabilities.TYPE));
            assertTrue(
                    String.valueOf(e.getMessage()).contains("capability type 0x2 (ODP) of the own function"),
                    e.getMessage());
        }
    }

    @Test
    void theMaximumIsTheBound() {
        try (Bench bench = Bench.model(firmware)) {
            Capabilities capabilities = bench.mlx5.capabilities();
            FunctionTarget target = FunctionTarget.function(1);
            IllegalArgumentException e = assertThrows(
                    IllegalArgumentException.class,
                    () -> capabilities.set("GENERAL", target, Map.of("log_max_qp", 19)));
            assertTrue(e.getMessage().contains("log_max_qp of function 1 cannot be 19"), e.getMessage());
            assertTrue(e.getMessage().contains("18"), e.getMessage());
            assertEquals(1, bench.calls(), "only the maximum was read");
        }
    }

    @Test
    void theOwnFunctionAndUnknownNamesAreRefusedBeforeAnythingIsSent() {
        try (Bench bench = Bench.model(firmware)) {
            Capabilities capabilities = bench.mlx5.capabilities();
            assertThrows(
                    IllegalArgumentException.class,
                    () -> capabilities.set("GENERAL", FunctionTarget.own(), Map.of("log_max_qp", 12)));
            assertTrue(assertThrows(
                            UnknownNameException.class,
                            () -> capabilities.set("GENERAL", FunctionTarget.function(1), Map.of("log_max_pq", 12)))
                    .near()
                    .contains("log_max_qp"));
            assertThrows(UnknownNameException.class, () -> capabilities.current("GENERALLY"));
            assertEquals(0, bench.calls());
        }
        try (Bench bench = Bench.over(firmware, AccessPolicy.readOnly())) {
            assertThrows(
                    PolicyRefusedException.class,
                    () -> bench.mlx5
                            .capabilities()
                            .set("GENERAL", FunctionTarget.function(1), Map.of("log_max_qp", 12)));
        }
    }

    private byte[] current(int function) {
        byte[] page = firmware.capabilities().current(function, 0);
        assertNotNull(page);
        return page;
    }
}
