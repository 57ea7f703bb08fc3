// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.audit;

import dev.fwctl.layout.NamedValues;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * The result of verifying a series.
 */
public final class SeriesReport extends NamedValues {
    private final String series;
    private final String origin;
    private final List<Path> files;
    private final long lines;
    private final long rpcs;
    private final long lost;
    private final Head head;
    private final boolean closed;
    private final long tornBytes;
    private final List<Finding> findings;
    private final List<String> notes;

    private SeriesReport(Draft draft) {
        this.series = draft.series;
        this.origin = draft.origin;
        this.files = List.copyOf(draft.files);
        this.lines = draft.lines;
        this.rpcs = draft.rpcs;
        this.lost = draft.lost;
        this.head = draft.head;
        this.closed = draft.closed;
        this.tornBytes = draft.tornBytes;
        this.findings = List.copyOf(draft.findings);
        this.notes = List.copyOf(draft.notes);
    }

    /** What is found while the files are read. */
    static final class Draft {
        final String series;
        Head head;
        String origin = "";
        List<Path> files = List.of();
        long lines;
        long rpcs;
        long lost;
        boolean closed;
        long tornBytes;
        final List<Finding> findings = new ArrayList<>();
        final List<String> notes = new ArrayList<>();

        Draft(String series) {
            this.series = series;
            this.head = Head.none(series);
        }

        SeriesReport done() {
            return new SeriesReport(this);
        }
    }

    /** Its name. */
    public String series() {
        return series;
    }

    /** The name of its checkpoints; empty if no header says it. */
    public String origin() {
        return origin;
    }

    /** Its files, in order. */
    public List<Path> files() {
        return files;
    }

    /** How many whole lines they have. */
    public long lines() {
        return lines;
    }

    /** How many of these are RPCs. */
    public long rpcs() {
        return rpcs;
    }

    /** How many RPCs the log says it lost. */
    public long lost() {
        return lost;
    }

    /** The last whole line. */
    public Head head() {
        return head;
    }

    /**
     * Whether that line says that the log was closed. If not, the log is still being written, its process was killed,
     * or lines were cut off at the end.
     */
    public boolean closed() {
        return closed;
    }

    /** How many bytes stand after the last whole line, as a crash leaves them. */
    public long tornBytes() {
        return tornBytes;
    }

    /** What was changed; empty if the series is intact up to its head. */
    public List<Finding> findings() {
        return findings;
    }

    /** What is no fault, but should be known. */
    public List<String> notes() {
        return notes;
    }

    /**
     * Whether nothing was changed, up to the last whole line.
     *
     * @return true if there are no findings
     */
    public boolean intact() {
        return findings.isEmpty();
    }

    @Override
    protected void tell(BiConsumer<String, Object> to) {
        to.accept("series", series);
        to.accept("origin", origin);
        to.accept("files", files);
        to.accept("lines", lines);
        to.accept("rpcs", rpcs);
        to.accept("lost", lost);
        to.accept("head", head);
        to.accept("closed", closed);
        to.accept("tornBytes", tornBytes);
        to.accept("findings", findings);
        to.accept("notes", notes);
    }
}
