// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.bench.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fwctl.bench.rival.Commands;
import dev.fwctl.bench.rival.HostSystem;
import dev.fwctl.bench.rival.Nodes;
import dev.fwctl.bench.rival.Outcomes;
import dev.fwctl.bench.rival.Target;
import dev.fwctl.bench.rival.Task;
import dev.fwctl.bench.worker.Paths;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostTest {
    @ParameterizedTest
    @ValueSource(strings = {"jna-direct", "jna-interface", "jna-structure", "raw-rpc", "typed-call", "info"})
    void everyPathReachesTheKernel(String path) {
        try (HostSystem host = HostSystem.create()) {
            Task task = Paths.of(path, Target.host(host.root()), Outcomes.fatal())
                    .shared()
                    .get();
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
            assertEquals(
                    3,
                    Paths.of("discover", nodes.target(), Outcomes.fatal())
                            .shared()
                            .get()
                            .run(1));
            assertTrue(Paths.of("discover-plain", nodes.target(), Outcomes.fatal())
                            .shared()
                            .get()
                            .run(1)
                    > 0);
        }
    }

    @Test
    void aJvmThatCrashedSaysSoAndCanBeStartedAgain() throws IOException {
        try (HostSystem host = HostSystem.create();
                Child child =
                        Child.java(new Contender("raw-rpc", Jdk.running(), "raw-rpc"), Target.host(host.root()))) {
            assertTrue(child.ask("run 1000000").operations() > 0);
            long pid = child.pid();
            Commands.run("kill", "-SEGV", Long.toString(pid));
            Child.CrashedException crashed = assertThrows(Child.CrashedException.class, () -> child.ask("run 1000000"));
            assertTrue(crashed.getMessage().contains("raw-rpc crashed"), crashed.getMessage());
            assertTrue(crashed.getMessage().contains("SIGSEGV"), crashed.getMessage());
            Path report = Path.of(System.getProperty("java.io.tmpdir"), "fwctl-bench-" + pid + ".log");
            assertTrue(crashed.getMessage().contains(report.toString()), crashed.getMessage());
            Files.delete(report);
            child.restart();
            assertTrue(child.ask("run 1000000").operations() > 0);
        }
    }

    /** FIONREAD on a regular file takes no lock, so that nothing but the rivals themselves keeps threads apart. */
    @Test
    void theFloorIsARegularFile() {
        try (HostSystem host = HostSystem.create()) {
            assertTrue(Files.isRegularFile(Target.host(host.root()).path()));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"one", "each"})
    void threadsShareAFileOrHaveOneEach(String shape) throws IOException {
        try (HostSystem host = HostSystem.create();
                Child child = Child.java(
                        new Contender("jna-direct", Jdk.running(), "jna-direct"), Target.host(host.root()))) {
            assertTrue(child.ask("threads 3 " + shape + " 20000000").operations() > 0);
            try (var open = Files.list(Path.of("/proc", Long.toString(child.pid()), "fd"))) {
                long files = open.filter(fd -> leadsTo(fd, host.root())).count();
                // The file that all share is opened at the start.
                assertEquals(shape.equals("one") ? 1 : 4, files);
            }
        }
    }

    private static boolean leadsTo(Path link, Path folder) {
        try {
            return Files.readSymbolicLink(link).startsWith(folder);
        } catch (IOException e) {
            return false; // closed meanwhile
        }
    }
}
