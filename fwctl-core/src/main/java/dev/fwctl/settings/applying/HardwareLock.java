// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.settings.applying;

import dev.fwctl.FwctlDevice;
import dev.fwctl.FwctlNode;
import dev.fwctl.settings.plan.Problem;
import dev.fwctl.settings.plan.SettingsException;
import dev.fwctl.settings.planning.Subject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The right to write to one piece of hardware: against other threads of this process by a lock of its own, against other
 * processes that use this library by {@code flock(2)} on the nodes of the hardware, in the order of their names. Whoever
 * uses neither is not kept out: other tools, devlink, a BMC, other hosts.
 */
final class HardwareLock implements AutoCloseable {
    private static final Map<String, ReentrantLock> IN_PROCESS = new ConcurrentHashMap<>();

    private final ReentrantLock lock;
    private final NodeLocks nodes;

    private HardwareLock(ReentrantLock lock, NodeLocks nodes) {
        this.lock = lock;
        this.nodes = nodes;
    }

    /**
     * Waits for the right.
     *
     * @throws SettingsException if it could not be had in that time
     */
    static HardwareLock take(FwctlDevice device, Subject subject, Duration patience) {
        String hardware = subject.hardware().key();
        ReentrantLock lock = IN_PROCESS.computeIfAbsent(hardware, key -> new ReentrantLock());
        long end = System.nanoTime() + patience.toNanos();
        if (!await(lock, patience)) {
            throw busy(subject, "another thread of this process is changing settings of " + hardware);
        }
        try {
            List<FwctlNode> nodes = subject.settings()
                    .nodesOfHardware(device.node(), device.system().nodes());
            return new HardwareLock(lock, NodeLocks.take(device.system().syscalls(), nodes, end));
        } catch (NodeLocks.HeldException e) {
            lock.unlock();
            throw busy(subject, "another process holds " + e.getMessage());
        } catch (RuntimeException | Error e) {
            lock.unlock();
            throw e;
        }
    }

    private static boolean await(ReentrantLock lock, Duration patience) {
        boolean interrupted = Thread.interrupted();
        try {
            return lock.tryLock(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            interrupted = true;
            return lock.tryLock();
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static SettingsException busy(Subject subject, String reason) {
        return new SettingsException(
                "cannot change settings",
                List.of(new Problem(
                        subject.device(),
                        "",
                        Problem.Kind.LOCKED,
                        reason,
                        "Wait until it has finished, and try again")));
    }

    @Override
    public void close() {
        try {
            nodes.close();
        } finally {
            lock.unlock();
        }
    }
}
