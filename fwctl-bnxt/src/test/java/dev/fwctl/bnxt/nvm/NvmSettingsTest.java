// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.bnxt.nvm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fwctl.FwctlDevice;
import dev.fwctl.bnxt.Bench;
import dev.fwctl.bnxt.BnxtModule;
import dev.fwctl.settings.Settings;
import dev.fwctl.settings.model.Setting;
import dev.fwctl.settings.model.SettingReading;
import dev.fwctl.settings.plan.Plan;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The NVM options through the engine that serves every vendor. */
class NvmSettingsTest {
    private final Bench bench = new Bench();
    private final FwctlDevice first = bench.open(Bench.FIRST);
    private final FwctlDevice second = bench.open(Bench.SECOND);

    @AfterEach
    void close() {
        first.close();
        second.close();
        bench.close();
    }

    @Test
    void theListHasTheEightThatLinuxNames() {
        List<String> names = new BnxtModule().definitions().map(Setting::name).toList();
        assertEquals(
                List.of(
                        "MSIX_VEC_PER_PF_MAX",
                        "MSIX_VEC_PER_PF_MIN",
                        "RDMA_CAPABLE",
                        "IGNORE_ARI",
                        "DIS_GRE_VER_CHECK",
                        "ENABLE_SRIOV",
                        "SUPPORT_RDMA",
                        "NVM_CFG_VER"),
                names);
        new BnxtModule().definitions().forEach(setting -> {
            assertFalse(setting.summary().isEmpty(), setting.name());
            assertTrue(setting.reference().isPublic(), setting.name());
        });
    }

    @Test
    void reading() {
        Settings settings = Settings.of(first);
        SettingReading max = settings.read("MSIX_VEC_PER_PF_MAX");
        assertEquals("128", max.pending().orElseThrow().toString());
        assertEquals("74", max.defaultValue().orElseThrow().toString());
        assertTrue(max.current().isEmpty(), "no command tells it");
        assertEquals(
                "[4, 1, 0]",
                settings.read("NVM_CFG_VER").pending().orElseThrow().toString());
    }

    @Test
    void planningSendsNoWrite() {
        Plan plan = Settings.of(first).plan(Map.of("MSIX_VEC_PER_PF_MAX", 200, "ENABLE_SRIOV", false));
        assertEquals(List.of(), plan.problems());
        assertEquals(2, plan.changes().size());
        assertFalse(bench.firmware.commands().contains(0xfff2), "NVM_SET_VARIABLE");
        assertEquals(
                1,
                Settings.of(first)
                        .plan(Map.of("MSIX_VEC_PER_PF_MAX", 1024))
                        .problems()
                        .size());
        assertEquals(
                1,
                Settings.of(first)
                        .plan(Map.of("RDMA_CAPABLE", false))
                        .problems()
                        .size());
    }

    @Test
    void applying() {
        Settings settings = Settings.of(first);
        settings.apply(settings.plan(Map.of("MSIX_VEC_PER_PF_MAX", 200, "SUPPORT_RDMA", false)));
        assertEquals(200, bench.firmware.stored(108, 0));
        assertEquals(0, bench.firmware.stored(506, 0));
        assertEquals(
                "200",
                Settings.of(second)
                        .read("MSIX_VEC_PER_PF_MAX")
                        .pending()
                        .orElseThrow()
                        .toString());
        Settings other = Settings.of(second);
        other.apply(other.plan(Map.of("SUPPORT_RDMA", true)));
        assertEquals(1, bench.firmware.stored(506, 1));
        assertEquals(0, bench.firmware.stored(506, 0), "each function has its own");
    }
}
