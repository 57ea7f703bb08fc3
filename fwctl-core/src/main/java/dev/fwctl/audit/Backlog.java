// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.audit;

import dev.fwctl.audit.file.LogSink;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * All that waits: lines to be written, RPCs that have begun, losses to be told, checkpoints to be made; and the lock
 * that guards them. The fields are for whoever holds the lock; the methods that say so take it themselves.
 */
final class Backlog {
    /** The most lines that are written together. */
    private static final int BATCH = 256;

    /** One line to be written. */
    static final class Line {
        final byte[] members;
        boolean written;
        /** Whether somebody waits for it, and so will see to it that it is written. */
        boolean attended;

        Line(byte[] members) {
            this.members = members;
        }
    }

    final ReentrantLock lock = new ReentrantLock();
    /** Something for the log's thread to do. */
    final Condition work = lock.newCondition();
    /** Something that a caller, or the log's thread, may have waited for. */
    final Condition progress = lock.newCondition();

    final Rounds rounds;
    final Deque<Line> lines = new ArrayDeque<>();
    final UnderWay underWay = new UnderWay();
    final Losses losses = new Losses();
    final Deque<Series.TreeState> unkept = new ArrayDeque<>();
    /** A file of which much is not on the disk yet; null if there is none. */
    @Nullable
    LogSink unforced;

    /** Why the log cannot be written at the moment; null if it can. */
    @Nullable
    Throwable failure;

    /** Nothing begins any more. */
    boolean closing;
    /** Nothing is written any more. */
    boolean dead;

    /** A backlog without anything in it. */
    Backlog(Rounds rounds) {
        this.rounds = rounds;
    }

    /** Whether there is something to write that no caller will; after a failure, also whether it can be written again. */
    boolean isUnattended() {
        Line first = lines.peekFirst();
        return failure != null || losses.areUnreported() || first != null && !first.attended;
    }

    boolean isEmpty() {
        return lines.isEmpty() && !losses.areUnreported();
    }

    /**
     * What there is to write now.
     *
     * @param lines the first lines, which stay in the backlog until they are {@link #written}
     * @param losses what is lost and not told yet
     */
    record Batch(List<Line> lines, Losses.Report losses) {}

    /** Takes the lock. */
    Batch batch() {
        lock.lock();
        try {
            List<Line> batch = new ArrayList<>(Math.min(lines.size(), BATCH));
            for (Line line : lines) {
                if (batch.size() == BATCH) {
                    break;
                }
                batch.add(line);
            }
            return new Batch(batch, losses.report());
        } finally {
            lock.unlock();
        }
    }

    /** The first lines are in the file, and so is a report of losses. Takes the lock. */
    void written(int count, Losses.Report report) {
        lock.lock();
        try {
            for (int i = 0; i < count; i++) {
                lines.removeFirst().written = true;
            }
            losses.reported(report);
            progress.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * What was in a file that is gone is lost, as what was never written is. Returns all that is to be told. Takes the
     * lock.
     */
    Losses.Report lost(long rpcs) {
        lock.lock();
        try {
            if (rpcs > 0) {
                losses.add(rpcs, Instant.now());
            }
            return losses.report();
        } finally {
            lock.unlock();
        }
    }

    /**
     * The log's thread signs and writes checkpoints: a signer may take its time, and RPCs do not wait. Takes the lock.
     */
    void keepLater(Series.TreeState tree) {
        lock.lock();
        try {
            unkept.addLast(tree);
            work.signal();
        } finally {
            lock.unlock();
        }
    }
}
