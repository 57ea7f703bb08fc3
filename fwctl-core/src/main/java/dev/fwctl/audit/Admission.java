// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.audit;

import dev.fwctl.RpcCall;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** RPCs as they begin and end: whether there is room for another, which are under way, which will not be recorded. */
final class Admission {
    private final Backlog backlog;
    private final Durability durability;
    private final int mostLines;

    /**
     * Of an empty log.
     *
     * @param mostLines how many lines may wait to be written
     */
    Admission(Backlog backlog, Durability durability, int mostLines) {
        this.backlog = backlog;
        this.durability = durability;
        this.mostLines = mostLines;
    }

    /** Why the log cannot be written at the moment; null if it can. */
    @Nullable
    Throwable failure() {
        backlog.lock.lock();
        try {
            return backlog.failure;
        } finally {
            backlog.lock.unlock();
        }
    }

    long lost() {
        backlog.lock.lock();
        try {
            return backlog.losses.inAll();
        } finally {
            backlog.lock.unlock();
        }
    }

    /** An RPC is about to be sent. Returns whether the log is open: if not, it will not be recorded. */
    boolean began(RpcCall call) {
        backlog.lock.lock();
        try {
            if (!backlog.closing) {
                backlog.underWay.add(call);
            }
            return !backlog.closing;
        } finally {
            backlog.lock.unlock();
        }
    }

    /** An RPC that began was not sent after all, and will not be told of. */
    void never(RpcCall call) {
        backlog.lock.lock();
        try {
            ended(call);
        } finally {
            backlog.lock.unlock();
        }
    }

    boolean isUnderWay(RpcCall call) {
        backlog.lock.lock();
        try {
            return backlog.underWay.has(call);
        } finally {
            backlog.lock.unlock();
        }
    }

    /**
     * Waits until there is room for a line, unless the log cannot be written or is closed. An interrupt does not shorten
     * this, since it must not cost a line.
     *
     * @return whether there is room
     */
    boolean awaitRoom(RpcCall call, long nanos) {
        boolean interrupted = false;
        backlog.lock.lock();
        try {
            if (backlog.lines.size() < mostLines) {
                return isLetIn(call);
            }
            long deadline = System.nanoTime() + nanos;
            while (backlog.lines.size() >= mostLines && backlog.failure == null && !backlog.closing) {
                long left = deadline - System.nanoTime();
                if (left <= 0) {
                    break;
                }
                try {
                    backlog.progress.awaitNanos(left);
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            return backlog.lines.size() < mostLines && isLetIn(call);
        } finally {
            backlog.lock.unlock();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** A log that is being closed takes what has begun, and nothing else. */
    private boolean isLetIn(RpcCall call) {
        return !backlog.closing || backlog.underWay.has(call);
    }

    /** An RPC has ended, and will not be recorded. */
    void lose(RpcCall call, Instant when) {
        backlog.lock.lock();
        try {
            backlog.losses.add(1, when);
            ended(call);
        } finally {
            backlog.lock.unlock();
        }
    }

    /** The lock is held. */
    void ended(RpcCall call) {
        backlog.underWay.remove(call);
        boolean unattended = durability == Durability.BUFFERED && !backlog.rounds.willSee(backlog.lines.size());
        if (unattended || backlog.closing || backlog.losses.areUnreported()) {
            backlog.work.signal();
        }
    }
}
