// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostTest {
    @ParameterizedTest
    @ValueSource(strings = {"jna-direct", "jna-interface", "jna-structure", "raw-rpc", "typed-call", "info"})
    void everyPathReachesTheKernel(String path) {
        try (HostSystem host = HostSystem.create()) {
            Task task = Paths.of(path, Target.host(host.root())).get();
            long once = task.run(1);
            assertEquals(3 * once, task.run(3));
            // A raw RPC returns the reply's length, which here is what FIONREAD said.
            if (path.equals("raw-rpc")) {
                assertEquals(HostSystem.REPLY_BYTES, once);
            }
        }
    }

    @Test
    void discoveryAndItsRivalSeeTheSameNodes() {
        try (Nodes nodes = Nodes.create(3)) {
            assertEquals(3, Paths.of("discover", nodes.target()).get().run(1));
            assertTrue(Paths.of("discover-plain", nodes.target()).get().run(1) > 0);
        }
    }

    @Test
    void aWrongOptionIsNamed() {
        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> Options.parse(List.of("--write")));
        assertTrue(e.getMessage().contains("--write"), e.getMessage());
        assertThrows(IllegalArgumentException.class, () -> Options.parse(List.of("--only", "everything")));
    }

    @Test
    void goalsCompareRowsOfOneGroup() {
        Results results = new Results();
        results.rpc.add(new Row("c", 100, 1, 0));
        results.rpc.add(new Row("jna-direct", 200, 2, 0));
        results.rpc.add(new Row("raw-rpc", 250, 2.5, 0));
        Results.Goal goal = results.goals().get(0);
        assertEquals(1.25, goal.value());
        assertTrue(!goal.met());
        assertTrue(Json.of(results).contains("\"path\" : \"raw-rpc\""));
    }
}
