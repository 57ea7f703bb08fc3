// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.audit;

import dev.fwctl.audit.file.StrayedFileException;
import dev.fwctl.audit.line.Members;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The end of a log: its last line and checkpoint, what could not be written, and the file closed. By the log's thread. */
final class Ending {
    private static final Logger LOG = LoggerFactory.getLogger(Ending.class);

    /** Somebody who does something to each new file at once is not to keep the log from closing. */
    private static final int TRIES = 5;

    private final Series series;
    private final Backlog backlog;
    private final CheckpointSchedule schedule;

    Ending(Series series, Backlog backlog, CheckpointSchedule schedule) {
        this.series = series;
        this.backlog = backlog;
        this.schedule = schedule;
    }

    /** The lock is held. */
    byte[] lastLine() {
        return Members.of(json -> {
            json.text("kind", "closed");
            json.text("time", Instant.now().toString());
            json.number("lost", backlog.losses.inAll());
            backlog.underWay.write(json);
        });
    }

    /** Writes the last line, if there is to be one, and closes the file. */
    void end(byte @Nullable [] last) {
        giveUp();
        try {
            if (last != null) {
                write(last);
                schedule.keep(series.forcedTree());
            }
        } catch (Throwable e) {
            AuditWriter.shielded(
                    () -> LOG.error("cannot end the audit log {}", series.file().path(), e));
        }
        try {
            series.close();
        } catch (Throwable e) {
            AuditWriter.shielded(() ->
                    LOG.error("cannot close the audit log {}", series.file().path(), e));
        }
    }

    /** If somebody does something to the file just now, its successor gets the last line, with what was lost by it. */
    private void write(byte[] last) throws IOException {
        byte[] line = last;
        Losses.Report lost = Losses.Report.NONE;
        for (int left = TRIES; ; left--) {
            try {
                series.append(lost);
                series.append(line);
                series.flush(Durability.SYNCED);
                return;
            } catch (StrayedFileException e) {
                series.rollback();
                if (left == 0) {
                    throw e;
                }
                lost = backlog.lost(series.leave(e));
                backlog.lock.lock();
                try {
                    line = lastLine();
                } finally {
                    backlog.lock.unlock();
                }
            }
        }
    }

    /** Counts what could not be written. */
    private void giveUp() {
        backlog.lock.lock();
        try {
            backlog.dead = true;
            backlog.closing = true;
            if (!backlog.lines.isEmpty()) {
                int count = backlog.lines.size();
                backlog.losses.add(count, Instant.now());
                AuditWriter.shielded(() -> LOG.error(
                        "{} lines were not written to the audit log {}",
                        count,
                        series.file().path()));
            }
            backlog.lines.clear();
            backlog.progress.signalAll();
        } finally {
            backlog.lock.unlock();
        }
    }
}
