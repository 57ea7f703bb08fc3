// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.lab.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fwctl.AccessPolicy;
import dev.fwctl.FwctlDevice;
import dev.fwctl.FwctlNode;
import dev.fwctl.lab.guest.Client;
import dev.fwctl.lab.guest.Knob;
import dev.fwctl.lab.guest.Mlx5Model;
import dev.fwctl.lab.guest.NeedsBnxtMemory;
import dev.fwctl.settings.Settings;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two processes change one piece of hardware at the same time, through one node of it or two, and lose no update. */
@Timeout(value = 15, unit = TimeUnit.MINUTES)
class TwoWritersTest {
    @TempDir
    Path folder;

    private final Mlx5Model model = Mlx5Model.of(1);
    private final List<FwctlNode> functions = Client.nodes("bnxt_en");
    private final Client client = Client.of("bnxt", functions.get(0));
    private final Knob knob = Knob.of("bnxt", 0);

    @BeforeEach
    @AfterEach
    void firstValues() {
        model.write("delay_ms", "0");
        knob.write("delay_ms", 0);
        Knob.of("bnxt", 1).write("delay_ms", 0);
        model.write("next_status", "clear");
        model.write("nv_pattern", "0");
        client.run("set", 108, 0, 10, 128);
        client.run("set", 506, 0, 1, 1);
        Client.of("bnxt", functions.get(1)).run("set", 506, 1, 1, 0);
        knob.write("power_cycle", 1);
    }

    /** Each writes a field of its own, and both fields lie in one TLV: whoever writes it, writes the other's field too. */
    @Test
    void twoProcessesLoseNoUpdateOfOneUnit() throws Exception {
        try (RemoteSettings one = RemoteSettings.start(folder).ready();
                RemoteSettings two = RemoteSettings.start(folder).ready()) {
            model.write("delay_ms", "20"); // so that they meet
            one.tell("count " + model.node().name() + " NUM_OF_VFS 40 41 42 43");
            two.tell("count " + model.node().name() + " SRIOV_EN 1 0 1 0");
            requireCounted(one.hear(), 4);
            requireCounted(two.hear(), 4);
            model.write("delay_ms", "0");
        }
        try (FwctlDevice device = model.open(AccessPolicy.readOnly())) {
            Settings settings = Settings.of(device);
            assertEquals(
                    43L, settings.read("NUM_OF_VFS").pending().orElseThrow().raw());
            assertEquals(
                    false, settings.read("SRIOV_EN").pending().orElseThrow().raw());
        }
    }

    private static void requireCounted(List<String> told, int changes) {
        assertEquals(1, told.size(), told.toString());
        assertTrue(told.get(0).startsWith("counted " + changes + ","), told.toString());
        System.out.println("        " + told.get(0));
    }

    /** Two functions have two nodes; the card is one, and so is its lock. */
    @Test
    @NeedsBnxtMemory
    void twoFunctionsOfOneCardTakeTurns() throws Exception {
        try (RemoteSettings one = RemoteSettings.start(folder).ready();
                RemoteSettings two = RemoteSettings.start(folder).ready()) {
            knob.write("delay_ms", 20);
            Knob.of("bnxt", 1).write("delay_ms", 20);
            one.tell("count " + functions.get(0).name() + " MSIX_VEC_PER_PF_MAX 200 201 202 203");
            two.tell("count " + functions.get(1).name() + " SUPPORT_RDMA 1 0 1");
            requireCounted(one.hear(), 4);
            requireCounted(two.hear(), 3);
            assertEquals("203", client.says("get", 108, 0, 10));
            assertEquals("1", client.says("get", 506, 1, 1));
        }
    }
}
