// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.testkit.kernel;

import dev.fwctl.Errno;
import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The process's file descriptors, the lowest free one given out first. */
final class FileTable {
    private static final int FIRST = 3;

    private volatile @Nullable OpenFile[] table = new OpenFile[64];
    private int limit = 1024;

    @Nullable
    OpenFile at(int fd) {
        @Nullable OpenFile[] seen = table;
        return fd >= 0 && fd < seen.length ? seen[fd] : null;
    }

    synchronized void limit(int newLimit) {
        limit = newLimit;
    }

    synchronized int install(OpenFile file) {
        int fd = FIRST;
        while (fd < table.length && table[fd] != null) {
            fd++;
        }
        if (fd >= limit) {
            return -Errno.EMFILE.number();
        }
        // A new array each time, so that a reader without a lock sees the file whole.
        @Nullable OpenFile[] next = Arrays.copyOf(table, Math.max(table.length, fd + 1));
        next[fd] = file;
        table = next;
        return fd;
    }

    synchronized @Nullable OpenFile remove(int fd) {
        OpenFile file = at(fd);
        if (file != null) {
            @Nullable OpenFile[] next = table.clone();
            next[fd] = null;
            table = next;
        }
        return file;
    }

    synchronized void forEach(Consumer<OpenFile> action) {
        for (OpenFile file : table) {
            if (file != null) {
                action.accept(file);
            }
        }
    }
}
