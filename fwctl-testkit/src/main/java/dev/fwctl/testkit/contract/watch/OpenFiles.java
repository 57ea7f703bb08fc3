// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.testkit.contract.watch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The files that this process has open, from {@code /proc/self/fd}: what they are, not their numbers. */
public final class OpenFiles {
    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

    private OpenFiles() {}

    /** Whether this system tells. */
    public static boolean areTold() {
        return Files.isDirectory(DESCRIPTORS);
    }

    /** All of them now, each as often as it is open. */
    public static List<String> now() {
        List<String> files = new ArrayList<>();
        try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(DESCRIPTORS)) {
            for (Path descriptor : descriptors) {
                try {
                    files.add(Files.readSymbolicLink(descriptor).toString());
                } catch (NoSuchFileException e) {
                    // It was closed meanwhile.
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }

    /** Those that are open now and were not at an earlier time, or not as often. */
    public static List<String> since(List<String> before) {
        List<String> more = now();
        before.forEach(more::remove);
        return more;
    }
}
