// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.audit;

import dev.fwctl.audit.file.FileEnd;
import dev.fwctl.audit.file.LogFile;
import dev.fwctl.audit.file.SeriesLock;
import dev.fwctl.audit.line.TornTail;
import dev.fwctl.audit.proof.TreeFrontier;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The place at which a log begins: a new series, or a new file of one that is there. Nothing that was written is
 * touched: what a crash left at the end of a file stays there, and the next file's header says how much that is.
 *
 * @param file the file to create
 * @param head the line to go on after
 * @param tree the tree of all lines up to the head
 * @param origin the name of its checkpoints so far; empty if there are no lines
 * @param before how the files that are there end
 * @param right the right to write the series, to be given up at the end
 */
record SeriesStart(LogFile file, Head head, TreeFrontier tree, String origin, FileEnd before, Closeable right) {
    /** A series that nobody has begun: the name, or the name with a number. */
    static SeriesStart fresh(Path folder, String name) throws IOException {
        for (int n = 1; ; n++) {
            String series = n == 1 ? name : name + "-" + n;
            SeriesLock lock = SeriesLock.tryTake(folder, series).orElse(null);
            if (lock != null) {
                if (LogFile.all(folder, series).isEmpty()) {
                    LogFile first = new LogFile(folder.toAbsolutePath(), series, 1);
                    return new SeriesStart(
                            first, Head.none(series), new TreeFrontier(), "", FileEnd.WHOLE, lock::discard);
                }
                lock.discard();
            }
        }
    }

    /** A series of the owner's, from its beginning or from where it ends. */
    static SeriesStart goOn(Path folder, String series) throws IOException {
        SeriesLock lock = SeriesLock.take(folder, series);
        try {
            return goOn(folder, series, lock);
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    private static SeriesStart goOn(Path folder, String series, SeriesLock lock) throws IOException {
        List<LogFile> files = LogFile.all(folder, series);
        LogFile next = files.isEmpty()
                ? new LogFile(folder.toAbsolutePath(), series, 1)
                : files.get(files.size() - 1).next();
        List<TornTail> torn = new ArrayList<>();
        for (int i = files.size() - 1; i >= 0; i--) {
            FileCheck check = FileCheck.of(files.get(i), line -> {});
            if (!check.findings().isEmpty()) {
                throw new AuditFormatException(check.findings().get(0)
                        + ". This log cannot go on after a file that was changed; keep the files as evidence, and"
                        + " begin another series");
            }
            if (check.tail().length() > 0 || check.lines() == 0) {
                torn.add(0, check.tail());
            }
            if (check.lines() > 0) {
                TreeFrontier tree = check.tree().orElseThrow();
                Checkpoints.requireGrown(folder, series, tree.size());
                return new SeriesStart(next, check.head(), tree, check.origin(), new FileEnd(torn, null), lock);
            }
        }
        Checkpoints.requireGrown(folder, series, 0);
        return new SeriesStart(next, Head.none(series), new TreeFrontier(), "", new FileEnd(torn, null), lock);
    }
}
