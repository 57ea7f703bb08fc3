// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.testkit.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The character devices besides fwctl nodes: a major number for each kind, minor numbers from 0. */
final class CharacterDeviceTable {
    private final SysfsTree tree;
    private final int fwctlMajor;
    private final List<String> kinds = new ArrayList<>();
    private final Map<Long, Entry> byNumber = new ConcurrentHashMap<>();

    record Entry(String path, int major, int minor, Inode node, CharacterDevice device) {}

    CharacterDeviceTable(SysfsTree tree, int fwctlMajor) {
        this.tree = tree;
        this.fwctlMajor = fwctlMajor;
        list();
    }

    /** {@code alloc_chrdev_region}, {@code ida_alloc} and {@code cdev_device_add}. */
    synchronized Entry add(String kind, String name, CharacterDevice device) {
        if (!kinds.contains(kind)) {
            kinds.add(kind);
            list();
        }
        int major = fwctlMajor + 1 + kinds.indexOf(kind);
        int minor = 0;
        while (byNumber.containsKey(key(major, minor))) {
            minor++;
        }
        Entry entry = new Entry(kind + "/" + name, major, minor, Inode.device(Inode.number(major, minor)), device);
        byNumber.put(key(major, minor), entry);
        return entry;
    }

    void remove(Entry entry) {
        byNumber.remove(key(entry.major(), entry.minor()), entry);
        entry.node().removed();
    }

    /** Whether a major number has been given out here. */
    synchronized boolean has(int major) {
        return major > fwctlMajor && major <= fwctlMajor + kinds.size();
    }

    @Nullable
    Entry find(int major, int minor) {
        return byNumber.get(key(major, minor));
    }

    private static long key(int major, int minor) {
        return (long) major << 32 | minor;
    }

    private void list() {
        StringBuilder text = new StringBuilder("Character devices:\n" + fwctlMajor + " fwctl\n");
        for (int i = 0; i < kinds.size(); i++) {
            text.append(fwctlMajor + 1 + i).append(' ').append(kinds.get(i)).append('\n');
        }
        tree.write("proc/devices", text.toString());
    }
}
