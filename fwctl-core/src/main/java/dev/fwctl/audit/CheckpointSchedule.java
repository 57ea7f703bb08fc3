// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.audit;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The time at which the next checkpoint is due, and the way it is kept. Used by the log's own thread. */
final class CheckpointSchedule {
    private static final Logger LOG = LoggerFactory.getLogger(CheckpointSchedule.class);

    private final Checkpoints checkpoints;
    private final long everyNanos;
    private long keptSize;
    private long keepAt;

    /**
     * A schedule that begins now.
     *
     * @param every how old a checkpoint becomes before there is another, if there are further lines
     */
    CheckpointSchedule(Checkpoints checkpoints, Duration every) {
        this.checkpoints = checkpoints;
        this.everyNanos = every.toNanos();
    }

    void start() {
        keepAt = System.nanoTime() + everyNanos;
    }

    /** How long it is until one may be due; negative if it is. */
    long nanosLeft(long now) {
        return keepAt - now;
    }

    /** Whether one is due of a tree of this size; if its time has come, the next one's begins. */
    boolean isDue(long now, long size) {
        if (nanosLeft(now) > 0) {
            return false;
        }
        keepAt = now + everyNanos;
        return size > keptSize;
    }

    /** Without a checkpoint the log goes on: the next one covers what this one would have. */
    void keep(Series.TreeState tree) {
        try {
            checkpoints.keep(tree);
        } catch (Throwable e) {
            AuditWriter.shielded(() -> LOG.error(
                    "cannot make the checkpoint {} of {} lines", tree.file().checkpoint(), tree.size(), e));
        }
        keptSize = tree.size();
    }
}
