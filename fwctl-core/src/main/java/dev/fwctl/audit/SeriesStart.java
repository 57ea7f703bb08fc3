// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.audit;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The place at which a log begins: a new series, or a new file of one that is there. Nothing that was written is
 * touched: what a crash left at the end of a file stays there, and the next file's header says how much that is.
 *
 * @param file the file to create
 * @param head the line to go on after
 * @param torn what crashes left
 */
record SeriesStart(LogFile file, Head head, List<FileCheck.Tail> torn) {
    static SeriesStart find(Path folder, String name, boolean goOn) throws IOException {
        String series = name;
        List<LogFile> files = LogFile.all(folder, series);
        for (int n = 2; !goOn && !files.isEmpty(); n++) {
            series = name + "-" + n;
            files = LogFile.all(folder, series);
        }
        if (files.isEmpty()) {
            return new SeriesStart(new LogFile(folder.toAbsolutePath(), series, 1), Head.none(series), List.of());
        }
        LogFile last = files.get(files.size() - 1);
        requireUnused(last);
        List<FileCheck.Tail> torn = new ArrayList<>();
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
                return new SeriesStart(last.next(), check.head(), torn);
            }
        }
        return new SeriesStart(last.next(), Head.none(series), torn);
    }

    /** A process that writes the series has locked its last file. */
    private static void requireUnused(LogFile last) throws IOException {
        try (FileChannel channel = FileChannel.open(last.path(), StandardOpenOption.WRITE)) {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                lock.release();
                return;
            }
        } catch (OverlappingFileLockException e) {
            throw inUse(last);
        }
        throw inUse(last);
    }

    private static IOException inUse(LogFile last) {
        return new IOException("the series " + last.series() + " is being written: " + last.path()
                + " is locked. Give each process a series of its own");
    }

    /** Makes headers: what was torn is told in the first of them. */
    Series.Header header(ProcessFacts process) {
        return (next, previous) -> JsonMembers.of(json -> {
            json.writeStringField("kind", "header");
            json.writeStringField("schema", FileCheck.SCHEMA);
            json.writeStringField("series", next.series());
            json.writeNumberField("file", next.number());
            json.writeStringField("previous", previous);
            json.writeStringField("time", Instant.now().toString());
            json.writeStringField("boot", process.boot());
            json.writeStringField("host", process.host());
            json.writeNumberField("pid", process.pid());
            json.writeStringField("started", process.started().toString());
            json.writeStringField("program", process.program());
            json.writeStringField("user", process.user());
            json.writeNumberField("uid", process.uid());
            if (next.equals(file) && !torn.isEmpty()) {
                json.writeArrayFieldStart("torn");
                for (FileCheck.Tail tail : torn) {
                    json.writeStartObject();
                    json.writeNumberField("file", tail.file());
                    json.writeNumberField("length", tail.length());
                    json.writeStringField("sha256", tail.sha256());
                    json.writeEndObject();
                }
                json.writeEndArray();
            }
        });
    }
}
