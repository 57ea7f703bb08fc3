// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.bench.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fwctl.bench.result.Json;
import dev.fwctl.bench.result.Results;
import dev.fwctl.bench.result.Row;
import dev.fwctl.bench.rival.Commands;
import dev.fwctl.bench.rival.HostSystem;
import dev.fwctl.bench.rival.Nodes;
import dev.fwctl.bench.rival.Target;
import dev.fwctl.bench.rival.Task;
import dev.fwctl.bench.worker.Paths;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
    void aJvmThatCrashedSaysSoAndCanBeStartedAgain() throws IOException {
        try (HostSystem host = HostSystem.create();
                Child child = Child.java("raw-rpc", Target.host(host.root()))) {
            assertTrue(child.ask("run 1000000")[0] > 0);
            long pid = child.pid();
            Commands.run("kill", "-SEGV", Long.toString(pid));
            Child.CrashedException crashed = assertThrows(Child.CrashedException.class, () -> child.ask("run 1000000"));
            assertTrue(crashed.getMessage().contains("raw-rpc crashed"), crashed.getMessage());
            assertTrue(crashed.getMessage().contains("SIGSEGV"), crashed.getMessage());
            Path report = Path.of(System.getProperty("java.io.tmpdir"), "fwctl-bench-" + pid + ".log");
            assertTrue(crashed.getMessage().contains(report.toString()), crashed.getMessage());
            Files.delete(report);
            child.restart();
            assertTrue(child.ask("run 1000000")[0] > 0);
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
