// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fwctl.audit.file.LogFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One process at a time writes a series, whatever that process does with the files besides. */
class LockTest {
    @TempDir
    Path root;

    private Path folder;

    @BeforeEach
    void folder() throws IOException {
        folder = Files.createDirectory(root.resolve("log"));
    }

    private String openElsewhere() throws Exception {
        Process other = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-Xshare:auto",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Other.class.getName(),
                        folder.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(other.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(other.waitFor(1, TimeUnit.MINUTES));
        return said;
    }

    private void isLocked() throws Exception {
        String said = openElsewhere();
        assertTrue(said.contains("is being written"), said);
        assertEquals(1, LogFile.all(folder, "app").size(), "no other process began a file");
    }

    /** POSIX locks go when any descriptor of the file is closed, so each of these could have let another process in. */
    @Test
    void readingOnesOwnLogKeepsTheLock() throws Exception {
        try (AuditLog log = AuditLog.in(folder).series("app").open()) {
            isLocked();
            AuditReader.read(List.of(folder), AuditFilter.all(), line -> {});
            isLocked();
            AuditVerifier.verify(List.of(folder), List.of(log.head()));
            isLocked();
            for (int i = 0; i < 2; i++) {
                IOException e = assertThrows(
                        IOException.class,
                        () -> AuditLog.in(folder).series("app").open());
                assertTrue(e.getMessage().contains("is being written"), e.getMessage());
                isLocked();
            }
            Path byAnotherName = Files.createSymbolicLink(root.resolve("alias"), folder);
            assertThrows(
                    IOException.class,
                    () -> AuditLog.in(byAnotherName).series("app").open());
            isLocked();
            try (AuditLog neighbour = AuditLog.in(folder).series("app2").open()) {
                assertEquals(0, neighbour.lost());
            }
            isLocked();
        }
        assertEquals("opened\n", openElsewhere());
        AuditLog.in(folder).series("app").open().close();
        assertEquals(3, LogFile.all(folder, "app").size());
        assertEquals(
                List.of(),
                AuditVerifier.verify(List.of(folder), List.of()).get(0).findings());
    }

    /** Opens the series, says so, and closes it. */
    static final class Other {
        private Other() {}

        public static void main(String[] args) {
            try (AuditLog log = AuditLog.in(Path.of(args[0])).series("app").open()) {
                System.out.println(log.lost() == 0 ? "opened" : "?");
            } catch (IOException e) {
                System.out.println(e.getMessage());
            }
        }
    }
}
