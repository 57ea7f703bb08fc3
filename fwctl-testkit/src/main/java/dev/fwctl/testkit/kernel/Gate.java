// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.testkit.kernel;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Holds RPCs in flight until a test lets them go on; see {@code Fault.block}. Waiting at it ignores interrupts, as a
 * driver's wait for its firmware does. Safe for use by any number of threads.
 */
public final class Gate {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private int waiting;
    private boolean open;

    /** A closed gate. */
    public Gate() {}

    /** Lets those who wait go on, and whoever comes later pass. */
    public void open() {
        lock.lock();
        try {
            open = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until RPCs wait at the gate.
     *
     * @param count how many
     * @param patience how long to wait at most
     * @throws AssertionError if there are fewer by then
     */
    public void awaitWaiting(int count, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        lock.lock();
        try {
            while (waiting < count) {
                long left = deadline - System.nanoTime();
                if (left <= 0 || !changed.await(left, TimeUnit.NANOSECONDS) && waiting < count) {
                    throw new AssertionError("after " + patience.toMillis() + " ms, " + waiting
                            + " RPCs wait at the gate, not " + count);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting for RPCs at the gate", e);
        } finally {
            lock.unlock();
        }
    }

    /** Waits here until the gate is open, whether interrupted or not. */
    public void pass() {
        lock.lock();
        try {
            waiting++;
            changed.signalAll();
            while (!open) {
                changed.awaitUninterruptibly();
            }
            waiting--;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
