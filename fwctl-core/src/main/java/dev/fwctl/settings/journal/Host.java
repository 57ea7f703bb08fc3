// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.settings.journal;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;

/**
 * The host that a transaction was made on, and the boot during which it was.
 *
 * @param machine from {@code /etc/machine-id}; empty if it has none
 * @param boot from {@code /proc/sys/kernel/random/boot_id}; empty if it cannot be read
 */
public record Host(String machine, String boot) {
    public Host {
        Objects.requireNonNull(machine, "machine");
        Objects.requireNonNull(boot, "boot");
    }

    /**
     * The host of a file system.
     *
     * @param root the folder that holds {@code etc} and {@code proc}
     */
    public static Host of(Path root) {
        Objects.requireNonNull(root, "root");
        return new Host(text(root.resolve("etc/machine-id")), text(root.resolve("proc/sys/kernel/random/boot_id")));
    }

    /** By a stream: an interrupt closes a channel, and the thread would not know on which host it is. */
    private static byte[] readAll(Path file) throws IOException {
        try (InputStream in = new FileInputStream(file.toFile())) {
            return in.readAllBytes();
        }
    }

    private static String text(Path file) {
        try {
            return new String(readAll(file), StandardCharsets.US_ASCII).strip();
        } catch (IOException e) {
            return "";
        }
    }
}
