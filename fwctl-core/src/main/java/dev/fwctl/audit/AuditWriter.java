// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.audit;

import dev.fwctl.RpcCall;
import dev.fwctl.audit.file.StrayedFileException;
import dev.fwctl.audit.line.JsonMembers;
import dev.fwctl.audit.proof.SignedNote;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The lines that wait, and who writes them. One thread at a time does: whoever has the turn. A caller that waits for its
 * line takes the turn if it is free, and writes what others have added meanwhile too; a line that nobody waits for, a
 * failure and the end of the log are the work of the log's own thread. What cannot be written stays and is tried again
 * until it can, or until {@link #close} gives up.
 */
final class AuditWriter {
    private static final Logger LOG = LoggerFactory.getLogger(AuditWriter.class);
    private static final int BATCH = 256;
    private static final long RETRY_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    /** How much longer than it was told to wait, a close waits for a disk that does not answer. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    /**
     * How much may wait, and for how long.
     *
     * @param lines how many lines may wait to be written
     * @param closeWait how long closing waits for what has begun
     * @param checkpointEvery how old a checkpoint becomes before there is another, if there are further lines
     */
    record Limits(int lines, Duration closeWait, Duration checkpointEvery) {}

    /** One line to be written. */
    private static final class Entry {
        final byte[] members;
        boolean written;
        /** Whether somebody waits for it, and so will see to it that it is written. */
        boolean attended;

        Entry(byte[] members) {
            this.members = members;
        }
    }

    private final Series series;
    private final Durability durability;
    private final Limits limits;
    private final Checkpoints checkpoints;
    private final Thread thread = new Thread(this::run, "fwctl-audit");

    private final ReentrantLock lock = new ReentrantLock();
    /** Something for the log's thread to do. */
    private final Condition work = lock.newCondition();
    /** Something that a caller, or the log's thread, may have waited for. */
    private final Condition progress = lock.newCondition();

    // All guarded by the lock.
    private final Deque<Series.TreeState> unkept = new ArrayDeque<>();
    private long keptSize;
    private long keepAt;
    private final Deque<Entry> queue = new ArrayDeque<>();
    private final UnderWay underWay = new UnderWay();
    private final Losses losses = new Losses();
    private boolean turnTaken;
    private @Nullable Throwable failure;
    private long retryAt;
    private boolean closing;
    private long closeBy;
    private boolean dead;

    AuditWriter(Series series, Checkpoints checkpoints, Durability durability, Limits limits) {
        this.series = series;
        this.checkpoints = checkpoints;
        this.durability = durability;
        this.limits = limits;
        thread.setDaemon(true);
    }

    void start() {
        keepAt = System.nanoTime() + limits.checkpointEvery().toNanos();
        thread.start();
    }

    /** Why the log cannot be written at the moment; null if it can. */
    @Nullable
    Throwable failure() {
        lock.lock();
        try {
            return failure;
        } finally {
            lock.unlock();
        }
    }

    long lost() {
        lock.lock();
        try {
            return losses.inAll();
        } finally {
            lock.unlock();
        }
    }

    /** An RPC is about to be sent. Returns whether the log is open: if not, it will not be recorded. */
    boolean began(RpcCall call) {
        lock.lock();
        try {
            if (!closing) {
                underWay.add(call);
            }
            return !closing;
        } finally {
            lock.unlock();
        }
    }

    /** An RPC that began was not sent after all, and will not be told of. */
    void never(RpcCall call) {
        lock.lock();
        try {
            ended(call);
        } finally {
            lock.unlock();
        }
    }

    boolean isUnderWay(RpcCall call) {
        lock.lock();
        try {
            return underWay.has(call);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until there is room for a line, unless the log cannot be written or is closed. An interrupt does not shorten
     * this, since it must not cost a line.
     *
     * @return whether there is room
     */
    boolean awaitRoom(RpcCall call, long nanos) {
        long deadline = System.nanoTime() + nanos;
        boolean interrupted = false;
        lock.lock();
        try {
            while (queue.size() >= limits.lines() && failure == null && !closing) {
                long left = deadline - System.nanoTime();
                if (left <= 0) {
                    break;
                }
                try {
                    progress.awaitNanos(left);
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            return queue.size() < limits.lines() && (!closing || underWay.has(call));
        } finally {
            lock.unlock();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** An RPC has ended, and will not be recorded. */
    void lose(RpcCall call, Instant when) {
        lock.lock();
        try {
            losses.add(1, when);
            ended(call);
        } finally {
            lock.unlock();
        }
    }

    private void ended(RpcCall call) {
        underWay.remove(call);
        if (durability == Durability.BUFFERED || closing || losses.areUnreported()) {
            work.signal();
        }
    }

    /** An RPC has ended. Returns once its line is as durable as the log promises, or the log cannot be written. */
    void record(RpcCall call, byte[] members, Instant when) {
        lock.lock();
        try {
            if (dead) {
                losses.add(1, when);
                ended(call);
                return;
            }
            Entry entry = new Entry(members);
            queue.addLast(entry);
            ended(call);
            entry.attended = durability != Durability.BUFFERED;
            while (entry.attended && !entry.written) {
                if (failure != null || dead) {
                    entry.attended = false;
                } else if (turnTaken) {
                    progress.awaitUninterruptibly();
                } else {
                    turn();
                }
            }
        } finally {
            lock.unlock();
        }
    }

    /** Takes the turn, which is free: writes some of the lines that wait. The lock is held before and after. */
    private void turn() {
        turnTaken = true;
        lock.unlock();
        Throwable caught = null;
        try {
            writeSome();
        } catch (Throwable e) {
            // An Error as well: the lines are still here, and what is promised of them is promised.
            caught = e;
        }
        lock.lock();
        turnTaken = false;
        if (caught != null) {
            series.rollback();
            failed(caught);
        } else if (failure != null) {
            failure = null;
            shielded(() -> LOG.info(
                    "the audit log {} can be written again", series.file().path()));
        }
        // To wake the log's thread for nothing costs a caller more than the write does.
        if (closing || isWaiting()) {
            work.signal();
        }
        progress.signalAll();
    }

    private void failed(Throwable e) {
        if (failure == null) {
            int waiting = queue.size();
            shielded(() -> LOG.error(
                    "cannot write {} lines to the audit log {}; trying again",
                    waiting,
                    series.file().path(),
                    e));
        }
        failure = e;
        retryAt = System.nanoTime() + RETRY_NANOS;
    }

    private void writeSome() throws IOException {
        List<Entry> batch = new ArrayList<>();
        Throwable before;
        lock.lock();
        try {
            before = failure;
            for (Entry entry : queue) {
                if (batch.size() == BATCH) {
                    break;
                }
                batch.add(entry);
            }
        } finally {
            lock.unlock();
        }
        StrayedFileException strayed = series.strayed();
        if (strayed != null) {
            // First what the owner chose for failures: only the try after it goes on in another file.
            if (before == null) {
                throw strayed;
            }
            countMissing(series.leave(strayed));
        }
        Losses.Report report = appendLosses();
        int appended = 0;
        for (Entry entry : batch) {
            if (series.isFull(entry.members.length)) {
                flush(appended, report);
                appended = 0;
                report = Losses.Report.NONE;
                StrayedFileException last = series.strayed();
                if (last != null) {
                    throw last; // once the next file has begun, nobody would look at this one again
                }
                unkept(series.rotate());
            }
            series.appendRpc(entry.members);
            appended++;
        }
        flush(appended, report);
    }

    /** The log's thread signs and writes checkpoints: a signer may take its time, and RPCs do not wait for it. */
    private void unkept(Series.TreeState tree) {
        lock.lock();
        try {
            unkept.addLast(tree);
            work.signal();
        } finally {
            lock.unlock();
        }
    }

    /** A checkpoint of all that is written, now. */
    SignedNote checkpoint() throws IOException {
        Series.TreeState tree;
        lock.lock();
        try {
            while (turnTaken) {
                progress.awaitUninterruptibly();
            }
            if (dead) {
                throw new IOException("the audit log is closed; its last checkpoint is "
                        + series.file().checkpoint());
            }
            tree = forcedTree();
        } finally {
            lock.unlock();
        }
        return checkpoints.keep(tree);
    }

    /** In a turn of its own, since a disk takes its time. The lock is held before and after. */
    private Series.TreeState forcedTree() throws IOException {
        turnTaken = true;
        lock.unlock();
        try {
            return series.forcedTree();
        } finally {
            lock.lock();
            turnTaken = false;
            work.signal();
            progress.signalAll();
        }
    }

    /** Keeps what is due. The lock is held before and after, and not meanwhile. */
    private void keepCheckpoints() {
        List<Series.TreeState> due = new ArrayList<>(unkept);
        unkept.clear();
        long now = System.nanoTime();
        if (now - keepAt >= 0) {
            keepAt = now + limits.checkpointEvery().toNanos();
            if (failure == null && !turnTaken && series.head().sequence() + 1 > keptSize) {
                try {
                    due.add(forcedTree());
                } catch (IOException e) {
                    failed(e);
                }
            }
        }
        if (due.isEmpty()) {
            return;
        }
        lock.unlock();
        try {
            due.forEach(this::keep);
        } finally {
            lock.lock();
        }
        keptSize = due.get(due.size() - 1).size();
    }

    /** Without a checkpoint the log goes on: the next one covers what this one would have. */
    private void keep(Series.TreeState tree) {
        try {
            checkpoints.keep(tree);
        } catch (Throwable e) {
            shielded(() -> LOG.error(
                    "cannot make the checkpoint {} of {} lines", tree.file().checkpoint(), tree.size(), e));
        }
    }

    /** What was in a file that is gone is lost, as what was never written is. The log goes on in another. */
    private void countMissing(long rpcs) {
        lock.lock();
        try {
            if (rpcs > 0) {
                losses.add(rpcs, Instant.now());
            }
        } finally {
            lock.unlock();
        }
    }

    /** Once this returns, the first entries of the queue are written, and are not in it any more. */
    private void flush(int appended, Losses.Report report) throws IOException {
        series.flush(durability);
        lock.lock();
        try {
            for (int i = 0; i < appended; i++) {
                queue.removeFirst().written = true;
            }
            losses.reported(report);
            progress.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private Losses.Report appendLosses() {
        Losses.Report report;
        lock.lock();
        try {
            report = losses.report();
        } finally {
            lock.unlock();
        }
        if (report.count() > 0) {
            series.append(JsonMembers.of(json -> {
                json.writeStringField("kind", "lost");
                json.writeStringField("time", Instant.now().toString());
                json.writeNumberField("count", report.count());
                json.writeStringField("from", report.from().toString());
                json.writeStringField("to", report.to().toString());
            }));
        }
        return report;
    }

    /** The log's own thread. Whatever is thrown at it, it goes on until the log is closed. */
    private void run() {
        byte[] last = null;
        lock.lock();
        try {
            while (awaitWork()) {
                turn();
            }
            if (failure == null) {
                turn(); // looks once more whether the file is still there
                while (awaitWork()) {
                    turn();
                }
            }
            dead = true; // what ends from here on is not in the last line's count of what is under way
            last = failure == null ? lastLine() : null;
        } finally {
            lock.unlock();
            end(last);
        }
    }

    /** Waits until there is something to write and nobody writes. Returns false once all is written, or time is up. */
    private boolean awaitWork() {
        while (true) {
            keepCheckpoints();
            long now = System.nanoTime();
            boolean due = failure == null || now - retryAt >= 0;
            if (!turnTaken) {
                boolean late = closing && now - closeBy >= 0;
                if (late && (failure != null || isWritten())) {
                    return false;
                }
                if (due && isWaiting()) {
                    return true;
                }
                if (closing && failure == null && isWritten() && underWay.isEmpty()) {
                    return false;
                }
            }
            // A failure is looked at again when its time has come, and a closing log when its time is up.
            long wait = failure != null ? retryAt - now : closing ? closeBy - now : keepAt - now;
            try {
                work.awaitNanos(Math.max(wait, TimeUnit.MILLISECONDS.toNanos(1)));
            } catch (InterruptedException e) {
                shielded(() -> LOG.warn("somebody interrupted the audit log's thread, which goes on"));
            }
        }
    }

    /** Whether there is something to write that no caller will. */
    private boolean isWaiting() {
        Entry first = queue.peekFirst();
        return losses.areUnreported() || first != null && !first.attended || failure != null;
    }

    private boolean isWritten() {
        return queue.isEmpty() && !losses.areUnreported();
    }

    private byte[] lastLine() {
        return JsonMembers.of(json -> {
            json.writeStringField("kind", "closed");
            json.writeStringField("time", Instant.now().toString());
            json.writeNumberField("lost", losses.inAll());
            underWay.write(json);
        });
    }

    private void end(byte @Nullable [] last) {
        giveUp();
        try {
            if (last != null) {
                series.append(last);
                series.flush(Durability.SYNCED);
                keep(series.forcedTree());
            }
        } catch (Throwable e) {
            shielded(
                    () -> LOG.error("cannot end the audit log {}", series.file().path(), e));
        }
        try {
            series.close();
        } catch (Throwable e) {
            shielded(() ->
                    LOG.error("cannot close the audit log {}", series.file().path(), e));
        }
    }

    /** Counts what could not be written. */
    private void giveUp() {
        lock.lock();
        try {
            dead = true;
            closing = true;
            if (!queue.isEmpty()) {
                int count = queue.size();
                losses.add(count, Instant.now());
                shielded(() -> LOG.error(
                        "{} lines were not written to the audit log {}",
                        count,
                        series.file().path()));
            }
            queue.clear();
            progress.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits for what has begun, writes what there is, says that this is the end, and closes the file. */
    void close() {
        lock.lock();
        try {
            if (!closing) {
                closing = true;
                closeBy = System.nanoTime() + limits.closeWait().toNanos();
            }
            work.signal();
            progress.signalAll();
        } finally {
            lock.unlock();
        }
        long until = System.nanoTime() + limits.closeWait().plus(GRACE).toNanos();
        boolean interrupted = false;
        for (long left = 1; thread.isAlive() && left > 0; ) {
            left = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime());
            try {
                thread.join(Math.max(left, 1));
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (thread.isAlive()) {
            LOG.error(
                    "the disk of the audit log {} does not answer; its last lines are not known to be written",
                    series.file().path());
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Logs; the program's own logging may throw anything, which is no reason to lose a line. */
    private static void shielded(Runnable message) {
        try {
            message.run();
        } catch (Throwable e) {
            return; // nobody is left to be told: what is lost is counted in the log itself
        }
    }
}
