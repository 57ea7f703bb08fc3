// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.cxl.memdev;

/** Hears how far a log has been copied. */
@FunctionalInterface
public interface LogProgress {
    /** Hears nothing. */
    LogProgress NONE = (done, total) -> {};

    /**
     * A part of the log has been copied. Called by the thread that copies; an exception ends the copy.
     *
     * @param done bytes copied so far
     * @param total the log's size in bytes, of which it may turn out to have fewer
     */
    void copied(long done, long total);
}
