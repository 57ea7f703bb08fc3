// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.audit;

import dev.fwctl.audit.file.StrayedFileException;
import java.io.IOException;

/** Writes what waits, a batch at a time, with one look at the file and one write, close together, for all of it. One thread at a time. */
final class BatchWriter {
    private final Series series;
    private final Durability durability;
    private final Backlog backlog;

    BatchWriter(Series series, Durability durability, Backlog backlog) {
        this.series = series;
        this.durability = durability;
        this.backlog = backlog;
    }

    /**
     * Writes some of what waits.
     *
     * @param failedBefore whether the last try failed: only then does the log go on in another file
     */
    void writeSome(boolean failedBefore) throws IOException {
        Backlog.Batch batch = backlog.batch();
        Losses.Report report = batch.losses();
        if (failedBefore) {
            // First what the owner chose for failures: only the try after it goes on in another file.
            StrayedFileException strayed = series.strayed();
            if (strayed != null) {
                report = backlog.lost(series.leave(strayed));
            }
            series.force(); // what failed may have been that
        }
        series.append(report);
        int appended = 0;
        for (Backlog.Line line : batch.lines()) {
            if (series.isFull(line.members.length)) {
                flush(appended, report);
                appended = 0;
                report = Losses.Report.NONE;
                StrayedFileException last = series.strayed();
                if (last != null) {
                    throw last; // once the next file has begun, nobody would look at this one again
                }
                backlog.keepLater(series.rotate());
            }
            series.appendRpc(line.members);
            appended++;
        }
        flush(appended, report);
    }

    /** Once this returns, the first lines that waited are written, and do not wait any more. */
    private void flush(int appended, Losses.Report report) throws IOException {
        series.flush(durability);
        backlog.written(appended, report);
    }
}
