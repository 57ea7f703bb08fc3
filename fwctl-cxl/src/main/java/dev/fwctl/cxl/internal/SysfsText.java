// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.cxl.internal;

import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * The text of a sysfs attribute. Read by a stream and not by a channel, which a thread's interrupt would close: an
 * interrupted thread gets the same text, and keeps its flag.
 */
public final class SysfsText {
    /** An attribute is a page at most. */
    private static final int PAGE = 4096;

    private SysfsText() {}

    /**
     * Reads an attribute.
     *
     * @param file the file
     * @return its text without blanks around it; empty if it cannot be read
     */
    public static String of(Path file) {
        byte[] bytes = new byte[PAGE];
        try (FileInputStream in = new FileInputStream(file.toFile())) {
            return new String(bytes, 0, in.readNBytes(bytes, 0, PAGE), StandardCharsets.ISO_8859_1).strip();
        } catch (IOException e) {
            return "";
        }
    }
}
