// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.internal;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Reads sysfs, where any file may vanish at any moment and an absent one is an answer. */
public final class Sysfs {
    /** No attribute of sysfs is longer. */
    private static final int PAGE = 4096;

    private Sysfs() {}

    /**
     * The names in a folder.
     *
     * @param folder a folder
     * @return the names, sorted; empty if there is no such folder
     */
    public static List<String> names(Path folder) {
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (Path entry : entries) {
                names.add(entry.getFileName().toString());
            }
        } catch (IOException | DirectoryIteratorException e) {
            return List.of();
        }
        Collections.sort(names);
        return names;
    }

    /**
     * A file's text.
     *
     * @param file a file
     * @return its content without white space around it; empty if it cannot be read
     */
    public static Optional<String> text(Path file) {
        try {
            return Optional.of(read(file).strip());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /**
     * Not {@link Files#readString(Path)}: these files have size 0, so it begins with a buffer of one byte, and a number
     * below /proc/sys is cut off there, because a second read of such a file ends it. And no channel: one closes when its
     * thread's interrupt flag is set, and what is there would seem absent.
     */
    private static String read(Path file) throws IOException {
        try (InputStream in = new FileInputStream(file.toFile())) {
            byte[] bytes = new byte[PAGE];
            int length = 0;
            for (int more = 0; more >= 0; more = in.read(bytes, length, bytes.length - length)) {
                length += more;
                if (length == bytes.length) {
                    bytes = Arrays.copyOf(bytes, 2 * length);
                }
            }
            return new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
        }
    }

    /**
     * A number as sysfs writes it, decimal or with 0x.
     *
     * @param file a file
     * @return its value; empty if it cannot be read or is no number
     */
    public static Optional<Long> number(Path file) {
        try {
            Optional<String> text = text(file);
            return text.isPresent() ? Optional.of(Long.decode(text.get())) : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /**
     * Where a link points.
     *
     * @param link a link
     * @return the real path; empty if there is none
     */
    public static Optional<Path> target(Path link) {
        try {
            return Optional.of(link.toRealPath());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /**
     * The last name of where a link points, as in {@code driver -> ../../bus/pci/drivers/mlx5_core}.
     *
     * @param link a link
     * @return the name; empty if there is no such link
     */
    public static Optional<String> targetName(Path link) {
        try {
            return Optional.of(Files.readSymbolicLink(link).getFileName().toString());
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
