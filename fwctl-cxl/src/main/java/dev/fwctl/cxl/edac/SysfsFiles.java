// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.cxl.edac;

import java.io.File;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/** Reading and writing files of sysfs: a seam that tests can fail. By streams: an interrupt closes a channel. */
interface SysfsFiles {
    /** The real files. */
    SysfsFiles REAL = new SysfsFiles() {
        @Override
        public byte[] read(Path file) throws IOException {
            try (InputStream in = new FileInputStream(checked(file))) {
                return in.readAllBytes();
            }
        }

        @Override
        public void write(Path file, byte[] text) throws IOException {
            try (FileOutputStream out = new FileOutputStream(checked(file))) {
                out.write(text);
            }
        }

        // A stream would make a file that is not there.
        private File checked(Path file) throws IOException {
            file.getFileSystem().provider().checkAccess(file);
            return file.toFile();
        }
    };

    byte[] read(Path file) throws IOException;

    /** In one {@code write(2)}, as sysfs wants it. */
    void write(Path file, byte[] text) throws IOException;
}
