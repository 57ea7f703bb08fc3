// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.audit;

import dev.fwctl.audit.file.FileSink;
import dev.fwctl.audit.file.LogSink;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** A disk with a number of free bytes: beyond that it takes a part of a write, and fails. */
final class BoundedDisk implements LogSink.Opener {
    /** So much that what a truncated file gives back does not overflow. */
    static final long PLENTY = 1L << 60;

    /** How many bytes are free. */
    final AtomicLong free = new AtomicLong(PLENTY);

    /** How many of the next syncs fail. */
    final AtomicInteger forcesToFail = new AtomicInteger();

    /** What happens before the disk syncs. */
    Runnable beforeForce = () -> {};

    /** What was asked of the disk, in order. */
    final List<String> done = new CopyOnWriteArrayList<>();

    /** What happens to the file that is written before the log looks whether it is still there. */
    Consumer<Path> beforeLook = file -> {};

    @Override
    public LogSink create(Path file) throws IOException {
        LogSink disk = FileSink.through(Optional.empty()).create(file);
        done.add("create");
        return new LogSink() {
            private long length;

            @Override
            public void write(byte[] bytes, int wanted) throws IOException {
                int taken = (int) Math.min(wanted, free.get());
                disk.write(bytes, taken);
                done.add("write");
                free.addAndGet(-taken);
                length += taken;
                if (taken < wanted) {
                    throw new IOException("No space left on device");
                }
            }

            @Override
            public void truncate(long to) throws IOException {
                disk.truncate(to);
                free.addAndGet(length - to);
                length = to;
            }

            @Override
            public void force() throws IOException {
                beforeForce.run();
                if (forcesToFail.get() > 0 && forcesToFail.getAndDecrement() > 0) {
                    throw new IOException("Input/output error");
                }
                disk.force();
                done.add("force");
            }

            @Override
            public void forceName() throws IOException {
                disk.forceName();
                done.add("name");
            }

            @Override
            public void requireUnchanged(long expected) throws IOException {
                beforeLook.accept(file);
                disk.requireUnchanged(expected);
            }

            @Override
            public void close() throws IOException {
                disk.close();
            }
        };
    }
}
