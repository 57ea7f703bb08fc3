// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.audit;

import dev.fwctl.internal.Elements;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * The result of verifying a series.
 *
 * @param series its name
 * @param origin the name of its checkpoints; empty if no header says it
 * @param files its files, in order
 * @param lines how many whole lines they have
 * @param rpcs how many of these are RPCs
 * @param lost how many RPCs the log says it lost
 * @param head the last whole line
 * @param closed whether that line says that the log was closed. If not, the log is still being written, its process was
 *     killed, or lines were cut off at the end
 * @param tornBytes how many bytes stand after the last whole line, as a crash leaves them
 * @param findings what was changed; empty if the series is intact up to its head
 * @param notes what is no fault, but should be known
 */
public record SeriesReport(
        String series,
        String origin,
        List<Path> files,
        long lines,
        long rpcs,
        long lost,
        Head head,
        boolean closed,
        long tornBytes,
        List<Finding> findings,
        List<String> notes) {
    /**
     * Copies the lists.
     *
     * @param series its name
     * @param origin the name of its checkpoints
     * @param files its files
     * @param lines how many whole lines they have
     * @param rpcs how many of these are RPCs
     * @param lost how many RPCs the log says it lost
     * @param head the last whole line
     * @param closed whether that line says that the log was closed
     * @param tornBytes how many bytes stand after the last whole line
     * @param findings what was changed
     * @param notes what should be known
     */
    public SeriesReport {
        Objects.requireNonNull(series, "series");
        Objects.requireNonNull(origin, "origin");
        Elements.require(files, "files");
        Objects.requireNonNull(head, "head");
        Elements.require(findings, "findings");
        Elements.require(notes, "notes");
        files = List.copyOf(files);
        findings = List.copyOf(findings);
        notes = List.copyOf(notes);
    }

    /**
     * Whether nothing was changed, up to the last whole line.
     *
     * @return true if there are no findings
     */
    public boolean intact() {
        return findings.isEmpty();
    }
}
