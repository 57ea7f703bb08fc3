// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.audit.file;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;

/**
 * A real file. Callers' threads write here, so no interruptible channel may hold it: a thread whose interrupt flag is set
 * would close such a channel for everybody.
 */
public final class FileSink implements LogSink {
    private final Path path;
    private final RandomAccessFile file;
    private final Object key;

    private FileSink(Path path, RandomAccessFile file, Object key) {
        this.path = path;
        this.file = file;
        this.key = key;
    }

    public static LogSink create(Path path) throws IOException {
        Files.createFile(path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw");
        try {
            return new FileSink(path, file, key(attributes(path)));
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    private static BasicFileAttributes attributes(Path path) throws IOException {
        return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    }

    /** Device and inode; where a file system has none, the time of creation has to do. */
    private static Object key(BasicFileAttributes attributes) {
        return Objects.requireNonNullElseGet(attributes.fileKey(), attributes::creationTime);
    }

    @Override
    public void write(byte[] bytes, int length) throws IOException {
        file.write(bytes, 0, length);
    }

    @Override
    public void truncate(long length) throws IOException {
        file.setLength(length);
        file.seek(length);
    }

    @Override
    public void force() throws IOException {
        file.getFD().sync();
    }

    /** A folder can be opened as a channel only, and that one interrupts close: so it is opened until none comes. */
    @Override
    public void forceName() throws IOException {
        boolean interrupted = Thread.interrupted();
        try {
            // A file always lies in a folder.
            while (!forced(Objects.requireNonNull(path.toAbsolutePath().getParent()))) {
                interrupted |= Thread.interrupted();
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static boolean forced(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
            return true;
        } catch (ClosedByInterruptException e) {
            return false;
        }
    }

    @Override
    public void requireUnchanged(long length) throws IOException {
        BasicFileAttributes now;
        try {
            now = attributes(path);
        } catch (NoSuchFileException e) {
            throw new StrayedFileException(path, "was deleted or renamed");
        }
        if (!key(now).equals(key)) {
            throw new StrayedFileException(path, "was replaced by another file");
        }
        if (now.size() != length) {
            long more = now.size() - length;
            throw new StrayedFileException(
                    path, "is " + Math.abs(more) + " bytes " + (more < 0 ? "shorter" : "longer") + " than was written");
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
