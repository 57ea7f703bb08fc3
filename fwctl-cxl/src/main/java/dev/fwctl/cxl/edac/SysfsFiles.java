// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.cxl.edac;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Reading and writing files of sysfs: a seam that tests can fail. */
interface SysfsFiles {
    /** The real files. */
    SysfsFiles REAL = new SysfsFiles() {
        @Override
        public byte[] read(Path file) throws IOException {
            return Files.readAllBytes(file);
        }

        @Override
        public void write(Path file, byte[] text) throws IOException {
            Files.write(file, text, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING);
        }
    };

    byte[] read(Path file) throws IOException;

    /** In one {@code write(2)}, as sysfs wants it. */
    void write(Path file, byte[] text) throws IOException;
}
