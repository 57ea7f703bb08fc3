// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.settings.planning;

import dev.fwctl.RpcContext;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Tasks that need no order, done by the caller's thread and by helpers on an executor. The caller takes tasks too, and
 * waits for none that has not begun: an executor whose threads are all taken, by callers such as this one for example,
 * makes it slower and never stops it.
 */
final class SideBySide {
    private final List<Runnable> tasks;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger done = new AtomicInteger();
    private final Thread caller = Thread.currentThread();

    private SideBySide(List<Runnable> tasks) {
        this.tasks = tasks;
    }

    /**
     * Returns when all are done.
     *
     * @param tasks each keeps what it throws to itself
     * @param most how many at once, at most
     * @param executor whose threads help
     */
    static void run(List<Runnable> tasks, int most, Executor executor) {
        SideBySide all = new SideBySide(tasks);
        RpcContext context = RpcContext.current();
        try {
            for (int i = 1; i < Math.min(most, tasks.size()); i++) {
                executor.execute(() -> context.holding(() -> {
                    all.work();
                    return all;
                }));
            }
        } catch (RejectedExecutionException e) {
            // An executor that takes no more: then with fewer helpers.
        }
        all.work();
        all.await();
    }

    private void work() {
        for (int i = next.getAndIncrement(); i < tasks.size(); i = next.getAndIncrement()) {
            try {
                tasks.get(i).run();
            } finally {
                if (done.incrementAndGet() == tasks.size()) {
                    LockSupport.unpark(caller);
                }
            }
        }
    }

    /** Tasks under way end by themselves; an interrupt is kept for whoever looks. */
    private void await() {
        boolean interrupted = false;
        while (done.get() < tasks.size()) {
            LockSupport.park(this);
            interrupted |= Thread.interrupted();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
