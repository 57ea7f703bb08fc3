// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.audit;

import dev.fwctl.RpcCall;
import dev.fwctl.audit.file.LogSink;
import dev.fwctl.audit.proof.SignedNote;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The lines that wait, and who writes them. A caller that waits for its line takes the {@link Turn} if it is free, and
 * writes what others have added meanwhile too; a line that nobody waits for, a failure and the end of the log are the work
 * of the log's own thread. What cannot be written stays and is tried again until it can, or until {@link #close} gives up.
 */
final class AuditWriter {
    private static final Logger LOG = LoggerFactory.getLogger(AuditWriter.class);
    /** How much longer than it was told to wait, a close waits for a disk that does not answer. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    /**
     * How much may wait, and for how long.
     *
     * @param lines how many lines may wait to be written
     * @param closeWait how long closing waits for what has begun
     * @param checkpointEvery how old a checkpoint becomes before there is another, if there are further lines
     * @param lookEvery how often the log's thread looks for lines that nobody waits for, while there are some
     */
    record Limits(int lines, Duration closeWait, Duration checkpointEvery, Duration lookEvery) {}

    private final Series series;
    private final Durability durability;
    private final Limits limits;
    private final Checkpoints checkpoints;
    private final CheckpointSchedule schedule;
    private final Backlog backlog;
    private final Turn turn;
    private final Admission admission;
    private final Ending ending;
    private final Thread thread = new Thread(this::run, "fwctl-audit");

    private final ReentrantLock lock;
    private final Condition work;
    private final Condition progress;

    private long closeBy; // guarded by the lock, as the backlog is

    AuditWriter(Series series, Checkpoints checkpoints, Durability durability, Limits limits) {
        this.series = series;
        this.checkpoints = checkpoints;
        this.durability = durability;
        this.limits = limits;
        this.backlog = new Backlog(new Rounds(limits.lookEvery(), limits.lines()));
        this.lock = backlog.lock;
        this.work = backlog.work;
        this.progress = backlog.progress;
        this.schedule = new CheckpointSchedule(checkpoints, limits.checkpointEvery());
        this.turn = new Turn(series, durability, backlog);
        this.admission = new Admission(backlog, durability, limits.lines());
        this.ending = new Ending(series, backlog, schedule);
        thread.setDaemon(true);
    }

    /** RPCs that begin and end. */
    Admission admission() {
        return admission;
    }

    void start() {
        schedule.start();
        thread.start();
    }

    /** An RPC has ended. Returns once its line is as durable as the log promises, or the log cannot be written. */
    void record(RpcCall call, byte[] members, Instant when) {
        lock.lock();
        try {
            if (backlog.dead) {
                backlog.losses.add(1, when);
                admission.ended(call);
                return;
            }
            Backlog.Line line = new Backlog.Line(members);
            backlog.lines.addLast(line);
            admission.ended(call);
            line.attended = durability != Durability.BUFFERED;
            while (line.attended && !line.written) {
                if (backlog.failure != null || backlog.dead) {
                    line.attended = false;
                } else if (turn.isTaken()) {
                    progress.awaitUninterruptibly();
                } else {
                    turn.write();
                }
            }
        } finally {
            lock.unlock();
        }
    }

    /** A checkpoint of all that is written, now. */
    SignedNote checkpoint() throws IOException {
        Series.TreeState tree;
        lock.lock();
        try {
            turn.awaitFree();
            if (backlog.dead) {
                throw new IOException("the audit log is closed; its last checkpoint is "
                        + series.file().checkpoint());
            }
            tree = turn.forcedTree();
        } finally {
            lock.unlock();
        }
        return checkpoints.keep(tree);
    }

    /**
     * Gives the disk its work little by little, so that whoever fills the file has not to wait for all of it. The lock is held
     * before and after, and not meanwhile.
     */
    private void forceSome() {
        LogSink due = backlog.unforced;
        if (due == null) {
            return;
        }
        backlog.unforced = null;
        Throwable caught = null;
        lock.unlock();
        try {
            due.force();
        } catch (Throwable e) {
            caught = e; // an Error as well: this thread goes on
        }
        lock.lock();
        if (caught != null) {
            turn.failed(caught);
        }
    }

    /** Keeps what is due. The lock is held before and after, and not meanwhile. */
    private void keepCheckpoints() {
        List<Series.TreeState> due = new ArrayList<>(backlog.unkept);
        backlog.unkept.clear();
        boolean mayWrite = backlog.failure == null && !turn.isTaken();
        if (schedule.isDue(System.nanoTime(), series.head().sequence() + 1) && mayWrite) {
            try {
                due.add(turn.forcedTree());
            } catch (IOException e) {
                turn.failed(e);
            }
        }
        if (due.isEmpty()) {
            return;
        }
        lock.unlock();
        try {
            due.forEach(schedule::keep);
        } finally {
            lock.lock();
        }
    }

    /** The log's own thread. Whatever is thrown at it, it goes on until the log is closed. */
    private void run() {
        byte[] last = null;
        lock.lock();
        try {
            while (awaitWork()) {
                turn.write();
            }
            if (backlog.failure == null) {
                turn.write(); // looks once more whether the file is still there
                while (awaitWork()) {
                    turn.write();
                }
            }
            backlog.dead = true; // what ends from here on is not in the last line's count of what is under way
            last = backlog.failure == null ? ending.lastLine() : null;
        } finally {
            lock.unlock();
            ending.end(last);
        }
    }

    /** Waits until there is something to write and nobody writes. Returns false once all is written, or time is up. */
    private boolean awaitWork() {
        while (true) {
            forceSome();
            keepCheckpoints();
            long now = System.nanoTime();
            boolean due = backlog.failure == null || turn.retryNanosLeft(now) <= 0;
            if (!turn.isTaken()) {
                boolean late = backlog.closing && now - closeBy >= 0;
                if (late && (backlog.failure != null || backlog.isEmpty())) {
                    return false;
                }
                if (due && backlog.isUnattended()) {
                    backlog.rounds.found();
                    return true;
                }
                if (backlog.closing && backlog.failure == null && backlog.isEmpty() && backlog.underWay.isEmpty()) {
                    return false;
                }
            }
            // A failure is looked at again when its time has come, and a closing log when its time is up.
            long wait = backlog.failure != null
                    ? turn.retryNanosLeft(now)
                    : backlog.closing ? closeBy - now : schedule.nanosLeft(now);
            try {
                work.awaitNanos(backlog.rounds.begin(Math.max(wait, TimeUnit.MILLISECONDS.toNanos(1))));
            } catch (InterruptedException e) {
                shielded(() -> LOG.warn("somebody interrupted the audit log's thread, which goes on"));
            } finally {
                backlog.rounds.end();
            }
        }
    }

    /** Waits for what has begun, writes what there is, says that this is the end, and closes the file. */
    void close() {
        lock.lock();
        try {
            if (!backlog.closing) {
                backlog.closing = true;
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
    static void shielded(Runnable message) {
        try {
            message.run();
        } catch (Throwable e) {
            return; // nobody is left to be told: what is lost is counted in the log itself
        }
    }
}
