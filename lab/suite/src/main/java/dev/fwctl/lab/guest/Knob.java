// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.lab.guest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file through which a firmware model of the lab shows its state in debugfs, and takes orders.
 *
 * @param folder the model's
 */
public record Knob(Path folder) {
    /** The knobs of a device of a model: {@code bnxt} or {@code pds}. */
    public static Knob of(String model, int number) {
        return new Knob(Path.of("/sys/kernel/debug/fwctl_lab_" + model, Integer.toString(number)));
    }

    public String read(String file) {
        try {
            return Files.readString(folder.resolve(file)).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void write(String file, Object value) {
        try {
            Files.writeString(folder.resolve(file), value.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
