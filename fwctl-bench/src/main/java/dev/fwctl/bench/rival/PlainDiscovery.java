// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.bench.rival;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;

/**
 * The rival that discovery is measured against: a loop of java.nio that reads the same files, and makes nothing of
 * them.
 */
public final class PlainDiscovery {
    private PlainDiscovery() {}

    /** Reads every fwctl node of CXL memory devices; returns how many characters it saw. */
    public static long read(Path root) {
        long seen = 0;
        try (DirectoryStream<Path> nodes = Files.newDirectoryStream(root.resolve("sys/class/fwctl"))) {
            for (Path node : nodes) {
                seen += Files.readString(node.resolve("dev")).length();
                Path device = node.resolve("device").toRealPath();
                seen += link(device.resolve("subsystem")) + link(device.resolve("driver"));
                seen += names(device.resolve("net")) + names(device.resolve("infiniband"));
                seen += Files.readString(device.resolve("serial")).length();
                Path function = device.getParent();
                seen += names(function.resolve("net")) + names(function.resolve("infiniband"));
                seen += Files.readString(function.resolve("vendor")).length();
                seen += Files.readString(function.resolve("device")).length();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return seen;
    }

    private static int link(Path link) throws IOException {
        try {
            return Files.readSymbolicLink(link).getFileName().toString().length();
        } catch (NoSuchFileException e) {
            return 0;
        }
    }

    private static int names(Path folder) throws IOException {
        int seen = 0;
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (Path entry : entries) {
                seen += entry.getFileName().toString().length();
            }
        } catch (NoSuchFileException | NotDirectoryException e) {
            return 0;
        }
        return seen;
    }
}
