// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.testkit.contract.watch;

import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** {@code TAINT_FWCTL}, as the kernel shows it. */
public final class Taint {
    private static final int TAINT_FWCTL_BIT = 19;

    private Taint() {}

    /** In one read: the kernel's own file has nothing more to say to a second one. */
    public static boolean isSet(Path root) throws IOException {
        byte[] bytes = new byte[64];
        Path file = root.resolve("proc/sys/kernel/tainted");
        try (FileInputStream in = new FileInputStream(file.toFile())) {
            int length = Math.max(in.read(bytes), 0);
            String text = new String(bytes, 0, length, StandardCharsets.US_ASCII).strip();
            return (Long.parseLong(text) >> TAINT_FWCTL_BIT & 1) != 0;
        }
    }
}
