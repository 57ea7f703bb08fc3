// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.testkit.kernel;

import dev.fwctl.Errno;
import java.util.HashMap;
import java.util.Map;

/** {@code flock(2)}: a lock belongs to an open file, and two open files of one inode exclude each other. */
final class FileLocks {
    private static final int LOCK_EX = 2;
    private static final int LOCK_NB = 4;

    private final Map<Inode, OpenFile> holders = new HashMap<>();

    synchronized int take(OpenFile file, int operation) {
        if (operation != (LOCK_EX | LOCK_NB)) {
            return -Errno.EINVAL.number();
        }
        OpenFile holder = holders.putIfAbsent(file.inode, file);
        return holder == null || holder == file ? 0 : -Errno.EAGAIN.number();
    }

    synchronized void free(OpenFile file) {
        holders.remove(file.inode, file);
    }
}
