// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.testkit.kernel;

import dev.fwctl.Errno;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** {@code struct file}: lives until its descriptor is closed and the last call on it has returned. */
final class OpenFile {
    final String path;
    final int flags;
    private final int mode;
    private final int number;
    private final @Nullable FileOperations operations;
    private final AtomicInteger references = new AtomicInteger(1);

    OpenFile(String path, int flags, int mode, int number, @Nullable FileOperations operations) {
        this.path = path;
        this.flags = flags;
        this.mode = mode;
        this.number = number;
        this.operations = operations;
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
        return (long) mode << 32 | Integer.toUnsignedLong(number);
    }
}
