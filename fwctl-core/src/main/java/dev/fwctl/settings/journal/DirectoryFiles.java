// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.settings.journal;

import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** A real folder. Streams, not channels, which an interrupt closes. Made, with those above it, when the first file is. */
final class DirectoryFiles implements JournalFiles {
    private static final FileAttribute<Set<PosixFilePermission>> FOLDER =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    private static final FileAttribute<Set<PosixFilePermission>> FILE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private final Path folder;
    private final Force force;
    private volatile boolean made;

    /** How a folder's entries get to the disk. */
    @FunctionalInterface
    interface Force {
        /** Returns when they are there. */
        void force(Path path) throws IOException;
    }

    DirectoryFiles(Path folder) {
        this(folder, DirectoryFiles::force);
    }

    DirectoryFiles(Path folder, Force force) {
        this.folder = folder;
        this.force = force;
    }

    @Override
    public String place() {
        return folder.toString();
    }

    @Override
    public List<String> names() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Override
    public byte[] read(String name) throws IOException {
        try (InputStream in = new FileInputStream(folder.resolve(name).toFile())) {
            return in.readAllBytes();
        }
    }

    @Override
    public void create(String name) throws IOException {
        if (!made) {
            makeFolder(folder.toAbsolutePath(), FOLDER);
            made = true;
        }
        Files.createFile(folder.resolve(name), FILE);
    }

    /** Whoever made a folder, or those above it, may have been killed before its name was on the disk. */
    private void forceNames(Path path) throws IOException {
        Path parent = path.getParent();
        if (parent == null || !Files.isReadable(parent) || !device(path).equals(device(parent))) {
            return; // the root of a file system, or somebody made it for this process
        }
        forceNames(parent);
        force.force(parent);
    }

    private static Object device(Path path) throws IOException {
        return Files.getAttribute(path, "unix:dev");
    }

    /** With those above it; the name of each lasts before anything is written below it. */
    private void makeFolder(Path path, FileAttribute<?>... attributes) throws IOException {
        if (Files.isDirectory(path)) {
            forceNames(path);
            return;
        }
        Path parent = path.getParent();
        if (parent == null) {
            return;
        }
        makeFolder(parent);
        try {
            Files.createDirectory(path, attributes);
        } catch (FileAlreadyExistsException e) {
            // Another thread or process has begun a transaction at this moment.
            if (!Files.isDirectory(path)) {
                throw e;
            }
        }
        force.force(parent);
    }

    @Override
    public void append(String name, byte[] bytes) throws IOException {
        try (FileOutputStream out = new FileOutputStream(folder.resolve(name).toFile(), true)) {
            out.write(bytes);
        }
    }

    @Override
    public void force(String name) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(folder.resolve(name).toFile(), "rw")) {
            file.getFD().sync();
        }
    }

    @Override
    public void rename(String from, String to) throws IOException {
        Files.move(folder.resolve(from), folder.resolve(to), StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public void forceDirectory() throws IOException {
        force.force(folder);
    }

    /** Only a channel can force a folder, and an interrupt closes a channel: then once more, and the flag is kept. */
    private static void force(Path path) throws IOException {
        boolean interrupted = Thread.interrupted();
        try {
            while (!forced(path)) {
                interrupted |= Thread.interrupted();
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static boolean forced(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
            return true;
        } catch (ClosedByInterruptException e) {
            return false;
        }
    }
}
