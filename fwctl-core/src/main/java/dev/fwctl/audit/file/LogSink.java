// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.audit.file;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;

/** The destination of one file's bytes. A seam, so that tests can fill the disk. */
public interface LogSink extends Closeable {
    /** Opens sinks. */
    @FunctionalInterface
    interface Opener {
        /** A new file, readable by its owner only. */
        LogSink create(Path file) throws IOException;
    }

    /** Writes the first bytes of an array at the end of the file, or throws after having written some of them. */
    void write(byte[] bytes, int length) throws IOException;

    /** Cuts off what was written beyond a length. */
    void truncate(long length) throws IOException;

    /** Makes the content last. May be called while another thread writes; does nothing once the file is closed. */
    void force() throws IOException;

    /** Makes the file's name last, which its folder holds. */
    void forceName() throws IOException;

    /**
     * Throws if the file's name does not lead to it any more, or it has not the length that was written.
     *
     * @throws StrayedFileException if it was deleted, renamed, replaced, cut or added to
     */
    void requireUnchanged(long length) throws IOException;
}
