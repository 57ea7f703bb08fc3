// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.audit;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** The destination of one file's bytes. A seam, so that tests can fill the disk. */
interface LogSink extends Closeable {
    /** Opens sinks. */
    @FunctionalInterface
    interface Opener {
        /** A new file, readable by its owner only and locked against other writers. */
        LogSink create(Path file) throws IOException;
    }

    /** Writes all of it at the end, or throws after having written some of it. */
    void write(ByteBuffer bytes) throws IOException;

    /** Cuts off what was written beyond a length. */
    void truncate(long length) throws IOException;

    /** Makes it last. */
    void force() throws IOException;

    /** A real file. */
    static LogSink create(Path file) throws IOException {
        FileChannel channel = FileChannel.open(
                file,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            FileLock lock = channel.tryLock();
            if (lock == null) {
                throw new IOException(file + " is locked by another process");
            }
        } catch (IOException | OverlappingFileLockException e) {
            channel.close();
            throw e;
        }
        return new LogSink() {
            @Override
            public void write(ByteBuffer bytes) throws IOException {
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
            }

            @Override
            public void truncate(long length) throws IOException {
                channel.truncate(length);
                channel.position(length);
            }

            @Override
            public void force() throws IOException {
                channel.force(false);
            }

            @Override
            public void close() throws IOException {
                channel.close();
            }
        };
    }
}
