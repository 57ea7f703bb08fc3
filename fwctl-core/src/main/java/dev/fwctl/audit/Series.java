// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.audit;

import dev.fwctl.audit.file.FileEnd;
import dev.fwctl.audit.file.FileHeader;
import dev.fwctl.audit.file.LogFile;
import dev.fwctl.audit.file.LogSink;
import dev.fwctl.audit.file.StrayedFileException;
import dev.fwctl.audit.line.LineBuffer;
import dev.fwctl.audit.line.LineChain;
import dev.fwctl.audit.line.Members;
import dev.fwctl.audit.line.TornTail;
import dev.fwctl.audit.proof.TreeFrontier;
import dev.fwctl.audit.proof.TreeHash;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The chain as it is written: lines are appended in memory, and {@link #flush} makes them part of the file and of the
 * chain. After a failure, {@link #rollback} forgets what was not flushed. Used by one thread at a time.
 */
final class Series implements Closeable {
    /** So much of a file the disk is given at a time, long before the file is full and somebody has to wait for it. */
    static final long FORCED_EVERY = 4L << 20;

    private final LogSink.Opener opener;
    private final FileHeader header;
    private final Rotation rotation;
    private final Closeable right;

    private volatile LogFile file;
    private @Nullable LogSink sink;
    private long openedMillis;
    private long length;
    /** Up to where somebody was asked to {@linkplain #dueToForce force} the file. */
    private long forced;

    private long rpcs;
    private boolean partlyWritten;
    private volatile Head head;
    private final TreeFrontier tree = new TreeFrontier();
    /** The tree up to the head. */
    private final TreeFrontier written = new TreeFrontier();

    private long nextSequence;
    private final LineChain chain;
    private final LineBuffer pending = new LineBuffer();
    private long pendingRpcs;

    /**
     * When the next file begins.
     *
     * @param maxBytes how long a file may become
     * @param maxAge how old it may become
     */
    record Rotation(long maxBytes, Duration maxAge) {}

    Series(SeriesStart start, LogSink.Opener opener, FileHeader header, Rotation rotation) {
        this.file = start.file();
        this.head = start.head();
        this.nextSequence = head.sequence() + 1;
        this.chain = new LineChain(head.hash());
        this.tree.set(start.tree());
        this.written.set(start.tree());
        this.right = start.right();
        this.opener = opener;
        this.header = header;
        this.rotation = rotation;
    }

    /** The last line that is in the file. */
    Head head() {
        return head;
    }

    LogFile file() {
        return file;
    }

    /** Begins the first file. */
    void begin(FileEnd before) throws IOException {
        open(file, before);
    }

    /**
     * What a checkpoint says: the tree at the end of a file.
     *
     * @param file the file
     * @param size how many lines the tree has
     * @param root its root
     */
    record TreeState(LogFile file, long size, TreeHash root) {}

    /** The tree up to the head, once that is on the disk: a checkpoint must never be of lines that could still vanish. */
    TreeState forcedTree() throws IOException {
        force();
        return new TreeState(file, written.size(), written.root());
    }

    /** Makes what is in the file last. */
    void force() throws IOException {
        if (sink != null) {
            sink.force();
        }
    }

    /**
     * The file, if much of it was written since the last time. It may be forced while others write to it, and when it is
     * closed, that does nothing.
     */
    @Nullable
    LogSink dueToForce() {
        if (length - forced < FORCED_EVERY) {
            return null;
        }
        forced = length;
        return sink;
    }

    /** Whether the next line of a size belongs into a new file. All lines must have been flushed. */
    boolean isFull(int bytes) {
        return length + pending.size() + bytes > rotation.maxBytes()
                || System.currentTimeMillis() - openedMillis > rotation.maxAge().toMillis();
    }

    /**
     * Begins the next file; the chain goes on in it. All lines must have been flushed.
     *
     * @return the tree at the end of the file that is full
     */
    TreeState rotate() throws IOException {
        TreeState end = forcedTree();
        LogSink full = sink;
        open(file.next(), FileEnd.WHOLE);
        if (full != null) {
            full.close();
        }
        return end;
    }

    /** What somebody else did to the file that is being written; null if nobody did. */
    @Nullable
    StrayedFileException strayed() throws IOException {
        try {
            if (sink != null && !partlyWritten) {
                sink.requireUnchanged(length);
            }
            return null;
        } catch (StrayedFileException e) {
            return e;
        }
    }

    /**
     * Goes on in another file, since somebody did something to this one. The new file's header says what.
     *
     * @return how many RPCs were in the file, and cannot be found in it any more
     */
    long leave(StrayedFileException strayed) throws IOException {
        LogFile left = file;
        LogSink old = sink;
        List<TornTail> torn = new ArrayList<>();
        long found = 0;
        if (Files.exists(left.path())) {
            FileCheck check = FileCheck.of(left, line -> {});
            found = Math.min(check.rpcs(), rpcs);
            if (check.tail().length() > 0 || check.lines() == 0) {
                torn.add(check.tail());
            }
        }
        long missing = rpcs - found;
        try {
            open(left.next(), new FileEnd(torn, new FileEnd.Gone(left.number(), strayed.what(), length, missing)));
        } catch (IOException e) {
            strayed.initCause(e);
            throw strayed;
        }
        if (old != null) {
            old.close();
        }
        return missing;
    }

    private void open(LogFile next, FileEnd before) throws IOException {
        LogSink created = opener.create(next.path());
        LogSink sinkBefore = sink;
        long lengthBefore = length;
        long rpcsBefore = rpcs;
        LogFile fileBefore = file;
        sink = created;
        length = 0;
        forced = 0;
        rpcs = 0;
        file = next;
        boolean begun = false;
        try {
            append(header.members(next, chain.hash(), tree, before));
            partlyWritten = false;
            flush(Durability.SYNCED);
            created.forceName();
            openedMillis = System.currentTimeMillis();
            begun = true;
        } finally {
            if (!begun) {
                sink = sinkBefore;
                length = lengthBefore;
                forced = lengthBefore;
                rpcs = rpcsBefore;
                file = fileBefore;
                rollback();
                partlyWritten = false;
                created.close();
                Files.deleteIfExists(next.path());
            }
        }
    }

    /** The line of what was lost, if something was. */
    void append(Losses.Report lost) {
        if (lost.count() > 0) {
            append(Members.of(json -> {
                json.text("kind", "lost");
                json.text("time", Instant.now().toString());
                json.number("count", lost.count());
                json.text("from", lost.from().toString());
                json.text("to", lost.to().toString());
            }));
        }
    }

    void append(byte[] members) {
        int start = pending.size();
        chain.add(pending, nextSequence, members);
        nextSequence++;
        tree.add(pending.bytes(), start, pending.size() - start - 1);
    }

    void appendRpc(byte[] members) {
        append(members);
        pendingRpcs++;
    }

    /**
     * Looks at the file, and writes what was appended, so that it is as durable as is asked for. The look is the last thing
     * before the write: nothing comes in between, and of two system calls in a row the second slows down what follows no
     * further.
     *
     * @throws StrayedFileException if the file is not any more what was written
     */
    void flush(Durability durability) throws IOException {
        LogSink to = sink;
        if (to == null) {
            throw new IOException("the log is closed");
        }
        if (partlyWritten) {
            to.truncate(length);
            partlyWritten = false;
        } else if (length > 0) { // one that is just being made has its header still to come
            to.requireUnchanged(length);
        }
        if (pending.size() > 0) {
            partlyWritten = true;
            to.write(pending.bytes(), pending.size());
        }
        if (durability == Durability.SYNCED) {
            to.force();
        }
        if (pending.size() > 0) {
            partlyWritten = false;
            length += pending.size();
            forced = durability == Durability.SYNCED ? length : forced;
            rpcs += pendingRpcs;
            pending.clear();
            pendingRpcs = 0;
            head = new Head(file.series(), nextSequence - 1, chain.hash());
            written.set(tree);
        }
    }

    /** Forgets the lines that were not flushed. */
    void rollback() {
        pending.clear();
        pendingRpcs = 0;
        nextSequence = head.sequence() + 1;
        chain.set(head.hash());
        tree.set(written);
    }

    /** Closes the file, and gives up the right to write the series. */
    @Override
    public void close() throws IOException {
        LogSink open = sink;
        sink = null;
        try (right) {
            if (open != null) {
                try (open) {
                    if (partlyWritten) {
                        open.truncate(length);
                    }
                }
            }
        }
    }
}
