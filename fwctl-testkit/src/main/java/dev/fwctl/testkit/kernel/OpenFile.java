// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.testkit.kernel;

import dev.fwctl.Errno;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** {@code struct file}: lives until its descriptor is closed and the last call on it has returned. */
final class OpenFile {
    /** Opened to say where it is, and not to use it: {@code ioctl} and {@code flock} find no file there. */
    private static final int O_PATH = 010000000;

    final String path;
    final int flags;
    final Inode inode;
    private final @Nullable FileOperations operations;
    private final AtomicInteger references = new AtomicInteger(1);

    OpenFile(String path, int flags, Inode inode, @Nullable FileOperations operations) {
        this.path = path;
        this.flags = flags;
        this.inode = inode;
        this.operations = operations;
    }

    /** Whether such flags open a file's place only. */
    static boolean isPath(int flags) {
        return (flags & O_PATH) != 0;
    }

    boolean hold() {
        int seen;
        do {
            seen = references.get();
            if (seen == 0) {
                return false;
            }
        } while (!references.compareAndSet(seen, seen + 1));
        return true;
    }

    void release() {
        if (references.decrementAndGet() == 0 && operations != null) {
            operations.release();
        }
    }

    int ioctl(int command, long argument) {
        return operations == null ? -Errno.ENOTTY.number() : operations.ioctl(command, argument);
    }

    long status() {
        return inode.status();
    }
}
