// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.audit;

import java.time.Duration;

/**
 * The log's thread looking for lines by the clock. To wake a thread costs a caller more than to write a line does: so while
 * lines come that no caller waits for, callers leave the thread alone, and it looks by itself, at rounds of {@link #EVERY}.
 * Once several rounds found nothing it sleeps, and the next line wakes it. Guarded by the backlog's lock.
 */
final class Rounds {
    /** What a line at {@link Durability#BUFFERED} waits at most for its turn, on a machine that is not too busy. */
    static final Duration EVERY = Duration.ofMillis(10);

    /** How many rounds find nothing before the thread sleeps. */
    private static final int IN_VAIN = 10;

    private final long everyNanos;
    private final int wakingLines;
    private int left;
    private boolean waiting;

    /**
     * Rounds that have not begun: the thread sleeps.
     *
     * @param every how long a round is
     * @param mostLines how many lines may wait; half as many do not wait for the round's end
     */
    Rounds(Duration every, int mostLines) {
        this.everyNanos = every.toNanos();
        this.wakingLines = mostLines / 2;
    }

    /** There was something to write: further rounds follow. */
    void found() {
        left = IN_VAIN;
    }

    /**
     * The thread is about to wait.
     *
     * @param otherwise how long it would wait if no line came, in nanoseconds
     * @return how long it waits, in nanoseconds
     */
    long begin(long otherwise) {
        if (left == 0) {
            return otherwise;
        }
        left--;
        waiting = true;
        return Math.min(otherwise, everyNanos);
    }

    /** The thread waits no more. */
    void end() {
        waiting = false;
    }

    /** Whether the thread will see by itself, and soon enough, that so many lines wait. */
    boolean willSee(int lines) {
        return waiting && lines < wakingLines;
    }
}
