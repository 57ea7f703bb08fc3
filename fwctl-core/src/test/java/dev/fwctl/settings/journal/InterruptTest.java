// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.settings.journal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A thread that is interrupted writes and reads the same, and stays interrupted. */
class InterruptTest {
    @TempDir
    private Path folder;

    @AfterEach
    void clearTheFlag() {
        Thread.interrupted();
    }

    @Test
    void aTransactionIsWrittenAndRead() throws Exception {
        Files.createDirectories(folder.resolve("etc"));
        Files.writeString(folder.resolve("etc/machine-id"), "0123\n");
        Thread.currentThread().interrupt();
        Host host = Host.of(folder);
        assertEquals("0123", host.machine());
        Journal journal = Journal.in(folder.resolve("journal"));
        Content before = new Content(new byte[] {1}, Optional.empty());
        Content after = new Content(new byte[] {2}, Optional.empty());
        UnitRecord unit = new UnitRecord("k", "t", Optional.of(before), Optional.empty(), Optional.of(after));
        Begin begin = new Begin("id-1", Instant.EPOCH, host, "d", "h", "f", List.of(unit), List.of());
        OpenTransaction open = journal.begin(begin);
        open.writing(0);
        assertEquals(begin, journal.open().get(0).begin());
        byte[] key = journal.key();
        open.end(Ending.APPLIED);
        assertEquals(
                Optional.of(Ending.APPLIED), journal.find("id-1").orElseThrow().ending());
        assertArrayEquals(key, journal.key());
        assertTrue(Thread.currentThread().isInterrupted());
    }
}
