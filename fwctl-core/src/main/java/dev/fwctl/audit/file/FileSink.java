// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.audit.file;

import dev.fwctl.seam.Syscalls;
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
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A real file. Callers' threads write here, so no interruptible channel may hold it: a thread whose interrupt flag is set
 * would close such a channel for everybody.
 */
public final class FileSink implements LogSink {
    private final Path path;
    private final RandomAccessFile file;
    private final Object key;
    private final @Nullable Glance glance;

    private FileSink(Path path, RandomAccessFile file, Object key, @Nullable Glance glance) {
        this.path = path;
        this.file = file;
        this.key = key;
        this.glance = glance;
    }

    /**
     * Makes sinks.
     *
     * @param syscalls the seam to look at files through, where somebody waits for each look; empty for java.nio, which can do
     *     all of it
     */
    public static LogSink.Opener through(Optional<Syscalls> syscalls) {
        return path -> create(path, syscalls);
    }

    private static LogSink create(Path path, Optional<Syscalls> syscalls) throws IOException {
        Files.createFile(path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw");
        try {
            Glance glance = syscalls.flatMap(seam -> Glance.of(seam, path)).orElse(null);
            return new FileSink(path, file, key(attributes(path)), glance);
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

    /** One at a time with {@link #close}: the number of a closed file may be another's already. */
    @Override
    public synchronized void force() throws IOException {
        if (file.getFD().valid()) {
            file.getFD().sync();
        }
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
        if (glance != null && glance.unchanged(length)) {
            return;
        }
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
    public synchronized void close() throws IOException {
        file.close();
    }
}
