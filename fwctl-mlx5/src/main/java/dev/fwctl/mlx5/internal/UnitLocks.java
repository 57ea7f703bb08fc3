// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.mlx5.internal;

import dev.fwctl.FwctlNode;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Locks of this process for what a device reads and writes as a whole, so that of two threads which change parts of it
 * neither undoes the other's change. Held from the read to the write.
 *
 * <p>A lock belongs to the card, not to the object or the node it is reached by: functions of a card share what they
 * store. Several are taken in the order of their names, so that no two threads wait for each other. Other processes are
 * not kept out: the device has no lock for it.
 */
public final class UnitLocks {
    /** Ends with the process; a lock is some 50 bytes, and there are as many as units that were ever written. */
    private static final ConcurrentMap<String, ReentrantLock> ALL = new ConcurrentHashMap<>();

    private UnitLocks() {}

    /**
     * Does something while it holds the locks, waiting for those who hold them now.
     *
     * @param node a node of the card
     * @param units what is to be changed, by names that are unique on the card
     * @param work what to do
     */
    public static <T> T holding(FwctlNode node, Collection<String> units, Supplier<T> work) {
        String card = card(node);
        Deque<ReentrantLock> held = new ArrayDeque<>();
        try {
            for (String unit : new TreeSet<>(units)) {
                ReentrantLock lock = ALL.computeIfAbsent(card + ' ' + unit, key -> new ReentrantLock());
                lock.lock();
                held.push(lock);
            }
            return work.get();
        } finally {
            held.forEach(ReentrantLock::unlock);
        }
    }

    /** Domain, bus and device of the PCI function; the functions of a card differ in what follows. */
    private static String card(FwctlNode node) {
        return node.parent()
                .pci()
                .map(pci -> pci.address().substring(0, pci.address().lastIndexOf('.')))
                .orElseGet(node::stableKey);
    }
}
