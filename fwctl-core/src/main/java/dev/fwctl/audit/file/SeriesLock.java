// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.audit.file;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * The right to write a series: a lock on {@code SERIES.lock} against other processes, and an entry in a register against
 * this one.
 *
 * <p>A process loses its POSIX locks on a file when it closes any descriptor of that file. So the lock is on a file that
 * nothing else ever opens, and it is opened only after the register says that this process does not hold it.
 */
public final class SeriesLock implements Closeable {
    /** By the folder's device and inode, since a folder has many names. */
    private record Key(Object folder, String series) {}

    private static final Set<Key> HELD = ConcurrentHashMap.newKeySet();

    /**
     * Descriptors of files that this JVM holds a lock on although the register does not know: another class loader has
     * loaded this class too. Closing one would drop that lock, so none is ever closed.
     */
    private static final Queue<FileChannel> NEVER_CLOSED = new ConcurrentLinkedQueue<>();

    private final Path file;
    private final Key key;
    private final FileChannel channel;

    private SeriesLock(Path file, Key key, FileChannel channel) {
        this.file = file;
        this.key = key;
        this.channel = channel;
    }

    /** Takes the lock; if somebody else has it, throws at once. */
    public static SeriesLock take(Path folder, String series) throws IOException {
        return tryTake(folder, series)
                .orElseThrow(() -> new IOException("the series " + series + " in " + folder
                        + " is being written, by this process or another. Give each log a series of its own"));
    }

    /** Takes the lock; if somebody else has it, returns nothing. */
    public static Optional<SeriesLock> tryTake(Path folder, String series) throws IOException {
        Path file = folder.resolve(series + ".lock");
        Object folderKey =
                Files.readAttributes(folder, BasicFileAttributes.class).fileKey();
        Key key = new Key(Objects.requireNonNullElseGet(folderKey, folder::toAbsolutePath), series);
        if (!HELD.add(key)) {
            return Optional.empty();
        }
        FileChannel channel = null;
        try {
            channel = lock(file);
        } finally {
            if (channel == null) {
                HELD.remove(key);
            }
        }
        return channel == null ? Optional.empty() : Optional.of(new SeriesLock(file, key, channel));
    }

    /** Returns null if somebody else has it. */
    private static @Nullable FileChannel lock(Path file) throws IOException {
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS) && !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new IOException(file + " is no regular file, so it cannot be locked; remove it");
        }
        FileChannel channel = FileChannel.open(
                file,
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        FileLock lock = null;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException e) {
            NEVER_CLOSED.add(channel);
            return null;
        } finally {
            if (lock == null && !NEVER_CLOSED.contains(channel)) {
                channel.close();
            }
        }
        return lock == null ? null : channel;
    }

    /** Deletes the file too, for a series that nobody will go on with. */
    public void discard() throws IOException {
        Files.deleteIfExists(file);
        close();
    }

    @Override
    public void close() throws IOException {
        try {
            channel.close();
        } finally {
            HELD.remove(key);
        }
    }
}
