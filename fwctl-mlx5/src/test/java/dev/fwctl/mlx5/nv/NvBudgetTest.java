// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.mlx5.nv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fwctl.AccessPolicy;
import dev.fwctl.FwctlDevice;
import dev.fwctl.RpcEvent;
import dev.fwctl.settings.Settings;
import dev.fwctl.settings.plan.Plan;
import dev.fwctl.testkit.kernel.Placement;
import dev.fwctl.testkit.kernel.SimulatedKernel;
import dev.fwctl.testkit.mlx5.Mlx5Driver;
import dev.fwctl.testkit.mlx5.Mlx5Firmware;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How many RPCs the settings of one TLV take: what docs/settings.md promises. */
class NvBudgetTest {
    private static final String TLV = "nv_global_pci_conf";

    private final SimulatedKernel kernel = SimulatedKernel.create();
    private final List<RpcEvent> events = new CopyOnWriteArrayList<>();
    private final FwctlDevice device;
    private final Settings settings;

    NvBudgetTest() {
        kernel.plug(Placement.pci("0000:03:00.0", 0x15b3, 0x1021), Mlx5Driver.of(Mlx5Firmware.connectX7()));
        device = kernel.fwctl()
                .withPolicy(AccessPolicy.configure())
                .withObserver(events::add)
                .open("fwctl0");
        settings = Settings.of(device);
    }

    @AfterEach
    void close() {
        device.close();
        kernel.close();
    }

    /** How many RPCs were about the TLV, by register. */
    private Map<String, Long> ofTlv() {
        return count(true);
    }

    private Map<String, Long> ofAllElse() {
        return count(false);
    }

    private Map<String, Long> count(boolean tlv) {
        return events.stream()
                .filter(event -> event.about().contains(TLV) == tlv)
                .collect(Collectors.groupingBy(
                        event -> event.about().get(0)
                                + (event.call().scope().uapiName().endsWith("CONFIGURATION") ? " write" : ""),
                        TreeMap::new,
                        Collectors.counting()));
    }

    @Test
    void twoParametersOfOneTlvAreReadInFour() {
        settings.read(List.of("SRIOV_EN", "NUM_OF_VFS"));
        assertEquals(Map.of("MNVDA", 3L), ofTlv());
        assertEquals(Map.of("MNVDA", 1L), ofAllElse(), "what the device allows, one capability TLV tells");
    }

    @Test
    void twoParametersOfOneTlvAreChangedInSix() {
        Map<String, Object> wanted = Map.of("SRIOV_EN", true, "NUM_OF_VFS", 32);
        Plan plan = settings.plan(wanted);
        assertEquals(Map.of("MNVQC", 1L, "MNVDA", 1L), ofTlv());
        assertEquals(Map.of("MGIR", 1L, "MNVDA", 1L), ofAllElse(), "whose it is, and what it allows");
        events.clear();
        assertTrue(settings.apply(plan).done());
        // Planned anew, compared just before the write, written: four. Read back after it: the fifth.
        assertEquals(Map.of("MNVQC", 1L, "MNVDA", 3L, "MNVDA write", 1L), ofTlv());
        assertEquals(
                Map.of("MCAM", 1L, "MGIR", 1L, "MFRL", 2L, "MNVGN", 1L, "MNVDA", 1L),
                ofAllElse(),
                "whose it is; which reset, before and after; whether anything was stored; what the device allows");
        events.clear();
        assertTrue(settings.apply(settings.plan(wanted)).done());
        assertTrue(events.stream().noneMatch(event -> event.effects().changes() != 0), "nothing to change");
    }
}
