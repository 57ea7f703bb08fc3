// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SysfsTest {
    /** Such a file ends after its first read, however short that was. */
    @Test
    void aNumberOfProcSysIsReadWhole() throws IOException {
        for (String name : new String[] {"kernel/pid_max", "kernel/threads-max", "fs/file-max"}) {
            Path file = Path.of("/proc/sys", name);
            byte[] bytes = new byte[64];
            try (FileInputStream in = new FileInputStream(file.toFile())) {
                int length = in.read(bytes);
                assertEquals(
                        Optional.of(Long.valueOf(new String(bytes, 0, length, StandardCharsets.US_ASCII).strip())),
                        Sysfs.number(file),
                        name);
            }
        }
    }

    @Test
    void longTextsAreReadWhole(@TempDir Path folder) throws IOException {
        for (int length : new int[] {0, 1, 4095, 4096, 4097, 100_000}) {
            Path file = Files.writeString(folder.resolve("text"), "x".repeat(length) + "\n");
            assertEquals(length, Sysfs.text(file).orElseThrow().length());
        }
        assertEquals(Optional.empty(), Sysfs.text(folder.resolve("absent")));
    }
}
