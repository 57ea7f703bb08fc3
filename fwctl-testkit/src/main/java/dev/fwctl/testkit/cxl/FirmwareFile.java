// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.testkit.cxl;

import java.io.File;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The memory of a simulated device, in a file: a line for each name, an equals sign, and bytes in hex. Replaced as a
 * whole, so that whoever is killed leaves the old or the new one; streams only, since an interrupt closes channels.
 */
final class FirmwareFile {
    private final Path file;

    FirmwareFile(Path file) {
        this.file = file.toAbsolutePath();
    }

    /** Empty if there is no file yet. */
    Map<String, byte[]> read() {
        Map<String, byte[]> found = new LinkedHashMap<>();
        if (!Files.exists(file)) {
            return found;
        }
        try (FileInputStream in = new FileInputStream(file.toFile())) {
            String text = new String(in.readAllBytes(), StandardCharsets.US_ASCII);
            text.lines().forEach(line -> {
                int at = line.indexOf('=');
                if (at < 0) {
                    throw new IllegalArgumentException(file + " is no memory of a simulated device: " + line);
                }
                found.put(line.substring(0, at), HexFormat.of().parseHex(line.substring(at + 1)));
            });
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void write(Map<String, byte[]> memory) {
        StringBuilder text = new StringBuilder();
        memory.forEach((name, bytes) -> text.append(name)
                .append('=')
                .append(HexFormat.of().formatHex(bytes))
                .append('\n'));
        File next = new File(file + ".next");
        try (FileOutputStream out = new FileOutputStream(next)) {
            out.write(text.toString().getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        try {
            Files.move(next.toPath(), file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
