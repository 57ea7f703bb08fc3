// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.harness.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files of {@code /proc} and {@code /sys}, each of which may be missing, as in a container. */
record ProcFiles(Path root) {
    /** The content, without white space at its ends; empty if there is no such file or it may not be read. */
    String read(String file) {
        try {
            return Files.readString(root.resolve(file)).strip();
        } catch (IOException | SecurityException e) {
            return "";
        }
    }

    /** What stands behind {@code name} and a colon in a file of such lines; empty if there is no such line. */
    String line(String file, String name) {
        for (String line : read(file).split("\n")) {
            int colon = line.indexOf(':');
            if (colon > 0 && line.substring(0, colon).strip().equals(name)) {
                return line.substring(colon + 1).strip();
            }
        }
        return "";
    }
}
