// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.settings.lock;

import static java.util.Objects.requireNonNull;

import dev.fwctl.BusyException;
import dev.fwctl.FwctlDevice;
import dev.fwctl.FwctlNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * The right to change the state of one piece of hardware, so that of two who read, change and write back neither undoes
 * the other's change: held against other threads of this process by a lock of its own, against other processes that use
 * this library by {@code flock(2)} on the nodes of the hardware, in the order of their names. Whoever uses neither is not
 * kept out: other tools, devlink, a BMC, other hosts.
 *
 * <p>The hardware is the PCI device with all its functions: they share what they store. A thread may take a lock that it
 * holds already. Closed by the thread that took it; the kernel frees the locks of a process that dies.
 */
public final class HardwareLock implements AutoCloseable {
    /** How long to wait where nobody says: 30 seconds. */
    public static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Ends with the process; a lock is some 50 bytes, and there are as many as devices that were ever changed. */
    private static final Map<String, ReentrantLock> IN_PROCESS = new ConcurrentHashMap<>();

    private final ReentrantLock lock;
    private final NodeLocks nodes;

    private HardwareLock(ReentrantLock lock, NodeLocks nodes) {
        this.lock = lock;
        this.nodes = nodes;
    }

    /**
     * Does something while it holds the lock; waits for those who hold it now, {@link #PATIENCE} at most.
     *
     * @param device any device of the hardware
     * @param work what to do
     * @param <T> what it makes
     * @throws BusyException if the lock could not be had in that time; nothing was done
     */
    public static <T> T holding(FwctlDevice device, Supplier<T> work) {
        requireNonNull(work, "work");
        HardwareLock held = take(device, PATIENCE);
        try {
            return work.get();
        } finally {
            held.close();
        }
    }

    /**
     * Takes the lock. An interrupt ends the waiting; a thread that was interrupted before takes a lock that is free, and
     * stays interrupted.
     *
     * @param device any device of the hardware
     * @param patience how long to wait for those who hold it; zero not to wait
     * @throws BusyException if the lock could not be had in that time
     */
    public static HardwareLock take(FwctlDevice device, Duration patience) {
        requireNonNull(device, "device");
        requireNonNull(patience, "patience");
        boolean interrupted = Thread.interrupted();
        try {
            return patiently(device, patience);
        } catch (InterruptedException e) {
            interrupted = true;
            throw busy(device, "the thread was interrupted while it waited for the lock of the hardware");
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static HardwareLock patiently(FwctlDevice device, Duration patience) throws InterruptedException {
        ReentrantLock lock = IN_PROCESS.computeIfAbsent(hardware(device.node()), key -> new ReentrantLock());
        long nanos = nanos(patience);
        long end = System.nanoTime() + nanos;
        if (!lock.tryLock(nanos, TimeUnit.NANOSECONDS)) {
            throw busy(device, "another thread of this process is changing this hardware");
        }
        try {
            List<FwctlNode> nodes = lock.getHoldCount() > 1 ? List.of() : nodes(device);
            return new HardwareLock(lock, NodeLocks.take(device.system().syscalls(), nodes, end));
        } catch (NodeLocks.HeldException e) {
            lock.unlock();
            throw busy(device, "another process holds the lock of " + e.getMessage());
        } catch (InterruptedException | RuntimeException | Error e) {
            lock.unlock();
            throw e;
        }
    }

    /** Half of what a long holds, 146 years, is as long as anybody waits: the end of it is a number, too. */
    private static long nanos(Duration patience) {
        Duration longest = Duration.ofNanos(Long.MAX_VALUE / 2);
        return (patience.compareTo(longest) < 0 ? patience : longest).toNanos();
    }

    private static BusyException busy(FwctlDevice device, String reason) {
        return new BusyException(
                device.node(), "change " + device.node(), reason, "Wait until it has finished, and try again");
    }

    /** All nodes of the hardware, in the order of their names. */
    private static List<FwctlNode> nodes(FwctlDevice device) {
        FwctlNode own = device.node();
        String hardware = hardware(own);
        return device.system().nodes().stream()
                .filter(node -> node.name().equals(own.name()) || hardware(node).equals(hardware))
                .sorted((a, b) -> a.name().compareTo(b.name()))
                .toList();
    }

    /** Domain, bus and device of a PCI function, the functions of a card differ in what follows; else the stable key. */
    private static String hardware(FwctlNode node) {
        Optional<String> address = node.parent().pci().map(pci -> pci.address());
        return address.map(text -> text.substring(0, text.lastIndexOf('.'))).orElseGet(node::stableKey);
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
