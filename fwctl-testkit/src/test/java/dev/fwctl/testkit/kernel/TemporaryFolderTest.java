// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.testkit.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(300)
class TemporaryFolderTest {
    @TempDir
    Path parent;

    /** A process with a simulated kernel; it tells where, and lives until it is killed. */
    static final class Victim {
        private Victim() {}

        public static void main(String[] args) throws Exception {
            System.out.println(SimulatedKernel.create().root());
            Thread.sleep(Long.MAX_VALUE);
        }
    }

    private Process start() throws IOException {
        return new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-Djava.io.tmpdir=" + parent,
                        "-cp",
                        System.getProperty("java.class.path"),
                        Victim.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static Path root(Process process) throws IOException {
        return Path.of(
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8)).readLine());
    }

    @Test
    void whatAKilledProcessLeftIsSweptAndNothingElse() throws Exception {
        Process killed = start();
        Process alive = start();
        try {
            Path left = root(killed);
            Path used = root(alive);
            killed.destroyForcibly();
            assertEquals(128 + 9, killed.waitFor());
            assertTrue(Files.isDirectory(left.resolve("sys")), "nobody deleted it");
            // As from another container, where the number means nobody, or somebody else.
            Path elsewhere = Files.move(
                    used, parent.resolve(used.getFileName().toString().replaceAll("-\\d+-", "-999999999-")));
            Path foreign = Files.createDirectory(parent.resolve("fwctl-simulated-of-somebody"));

            TemporaryFolder.sweep(parent);
            assertFalse(Files.exists(left), "swept");
            assertTrue(Files.isDirectory(elsewhere.resolve("sys")), "its lock is held");
            assertTrue(Files.isDirectory(foreign));
        } finally {
            killed.destroyForcibly();
            alive.destroyForcibly();
        }
        alive.waitFor();
        TemporaryFolder.sweep(parent);
        try (var names = Files.list(parent)) {
            assertEquals(1, names.count(), "the foreign one");
        }
    }
}
