// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.bench.rival;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** A temporary folder with a {@code sys} of one fwctl node, whose device file is a regular file of a few bytes. */
public final class HostSystem implements AutoCloseable {
    static final String NODE = "fwctl0";
    static final int MAJOR = 240;
    static final int MINOR = 0;
    /** What {@code FIONREAD} answers, and so the length of each reply. */
    public static final int REPLY_BYTES = 16;

    private final Path root;

    private HostSystem(Path root) {
        this.root = root;
    }

    public static HostSystem create() {
        try {
            Path root = Files.createTempDirectory("fwctl-bench").toRealPath();
            Path node = Files.createDirectories(root.resolve("sys/class/fwctl/" + NODE));
            Files.writeString(node.resolve("dev"), MAJOR + ":" + MINOR + "\n");
            Path file = Files.createDirectories(root.resolve("dev/fwctl")).resolve(NODE);
            Files.write(file, new byte[REPLY_BYTES]);
            return new HostSystem(root);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Path root() {
        return root;
    }

    @Override
    public void close() {
        try {
            delete(root);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
