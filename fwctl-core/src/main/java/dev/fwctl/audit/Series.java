// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.audit;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * The chain as it is written: lines are appended in memory, and {@link #flush} makes them part of the file and of the
 * chain. After a failure, {@link #rollback} forgets what was not flushed. Used by one thread at a time.
 */
final class Series implements Closeable {
    /** Makes the members of a file's header: its number, and the hash of the line before. */
    interface Header extends BiFunction<LogFile, String, byte[]> {}

    private final LogSink.Opener opener;
    private final Header header;
    private final long maxBytes;
    private final Duration maxAge;

    private LogFile file;
    private @Nullable LogSink sink;
    private Instant opened = Instant.EPOCH;
    private long length;
    private boolean partlyWritten;
    private volatile Head head;

    private long nextSequence;
    private String lastHash;
    private final ByteArrayOutputStream pending = new ByteArrayOutputStream(1 << 16);

    /** Goes on after {@code head} in {@code file}, which is not there yet. */
    Series(LogFile file, Head head, LogSink.Opener opener, Header header, long maxBytes, Duration maxAge) {
        this.file = file;
        this.head = head;
        this.nextSequence = head.sequence() + 1;
        this.lastHash = head.hash();
        this.opener = opener;
        this.header = header;
        this.maxBytes = maxBytes;
        this.maxAge = maxAge;
    }

    /** The last line that is in the file. */
    Head head() {
        return head;
    }

    LogFile file() {
        return file;
    }

    /** Begins the first file. */
    void begin() throws IOException {
        open(file);
    }

    /** Whether the next line of a size belongs into a new file. All lines must have been flushed. */
    boolean isFull(int bytes) {
        return length + pending.size() + bytes > maxBytes
                || Duration.between(opened, Instant.now()).compareTo(maxAge) > 0;
    }

    /** Begins the next file; the chain goes on in it. All lines must have been flushed. */
    void rotate() throws IOException {
        LogSink full = sink;
        if (full != null) {
            full.force();
        }
        open(file.next());
        if (full != null) {
            full.close();
        }
    }

    private void open(LogFile next) throws IOException {
        LogSink created = opener.create(next.path());
        LogSink before = sink;
        long lengthBefore = length;
        LogFile fileBefore = file;
        sink = created;
        length = 0;
        file = next;
        try {
            append(header.apply(next, lastHash));
            flush(true);
            opened = Instant.now();
        } catch (IOException | RuntimeException e) {
            sink = before;
            length = lengthBefore;
            file = fileBefore;
            rollback();
            partlyWritten = false;
            created.close();
            Files.deleteIfExists(next.path());
            throw e;
        }
    }

    void append(byte[] members) {
        byte[] content = ChainedLine.content(nextSequence, members);
        lastHash = ChainedLine.hash(lastHash, content, content.length);
        nextSequence++;
        pending.writeBytes(content);
        pending.writeBytes(ChainedLine.ending(lastHash));
    }

    void flush(boolean force) throws IOException {
        LogSink to = sink;
        if (to == null) {
            throw new IOException("the log is closed");
        }
        if (partlyWritten) {
            to.truncate(length);
            partlyWritten = false;
        }
        if (pending.size() > 0) {
            partlyWritten = true;
            to.write(ByteBuffer.wrap(pending.toByteArray()));
            if (force) {
                to.force();
            }
            partlyWritten = false;
            length += pending.size();
            pending.reset();
            head = new Head(file.series(), nextSequence - 1, lastHash);
        } else if (force) {
            to.force();
        }
    }

    /** Forgets the lines that were not flushed. */
    void rollback() {
        pending.reset();
        nextSequence = head.sequence() + 1;
        lastHash = head.hash();
    }

    @Override
    public void close() throws IOException {
        LogSink open = sink;
        sink = null;
        if (open != null) {
            if (partlyWritten) {
                open.truncate(length);
            }
            open.close();
        }
    }
}
