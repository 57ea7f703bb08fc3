// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.audit;

import dev.fwctl.audit.file.LogSink;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The turn to write, which one thread has at a time. Whoever calls holds the backlog's lock, before and after: it is given
 * up while the disk works, so that lines can be added meanwhile. Of a failure the first is told, and another try is due
 * after a while.
 */
final class Turn {
    private static final Logger LOG = LoggerFactory.getLogger(AuditWriter.class);
    private static final long RETRY_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final Series series;
    private final Backlog backlog;
    private final BatchWriter batches;
    private boolean taken;
    private long retryAt;

    /** A turn that is free. */
    Turn(Series series, Durability durability, Backlog backlog) {
        this.series = series;
        this.backlog = backlog;
        this.batches = new BatchWriter(series, durability, backlog);
    }

    boolean isTaken() {
        return taken;
    }

    void awaitFree() {
        while (taken) {
            backlog.progress.awaitUninterruptibly();
        }
    }

    /** Takes the turn, which is free: writes some of the lines that wait. */
    void write() {
        taken = true;
        boolean failedBefore = backlog.failure != null;
        backlog.lock.unlock();
        Throwable caught = null;
        try {
            batches.writeSome(failedBefore);
        } catch (Throwable e) {
            // An Error as well: the lines are still here, and what is promised of them is promised.
            caught = e;
        }
        backlog.lock.lock();
        taken = false;
        if (caught != null) {
            series.rollback();
            failed(caught);
        } else if (failedBefore) { // a sync that failed meanwhile is not made good by this turn
            backlog.failure = null;
            AuditWriter.shielded(() -> LOG.info(
                    "the audit log {} can be written again", series.file().path()));
        }
        LogSink due = series.dueToForce();
        if (due != null) {
            backlog.unforced = due;
        }
        // To wake the log's thread for nothing costs a caller more than the write does.
        if (backlog.closing || backlog.isUnattended() || due != null) {
            backlog.work.signal();
        }
        backlog.progress.signalAll();
    }

    /** The tree of all that is written, on the disk: in a turn of its own, since a disk takes its time. */
    Series.TreeState forcedTree() throws IOException {
        taken = true;
        backlog.lock.unlock();
        try {
            return series.forcedTree();
        } finally {
            backlog.lock.lock();
            taken = false;
            backlog.work.signal();
            backlog.progress.signalAll();
        }
    }

    /** Something cannot be written. */
    void failed(Throwable e) {
        if (backlog.failure == null) {
            int waiting = backlog.lines.size();
            AuditWriter.shielded(() -> LOG.error(
                    "the audit log {} cannot be written, {} lines wait; trying again",
                    series.file().path(),
                    waiting,
                    e));
        }
        backlog.failure = e;
        retryAt = System.nanoTime() + RETRY_NANOS;
    }

    /** How long until what failed is tried again; 0 or less if it is time. */
    long retryNanosLeft(long now) {
        return retryAt - now;
    }
}
