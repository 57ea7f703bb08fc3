// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.audit;

import dev.fwctl.audit.line.TornTail;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Verifies the files of one series, and that each goes on where the one before it ends. */
final class SeriesCheck {
    /** How much of a series was given. */
    enum Extent {
        /** All that its folder has. */
        FOLDER,
        /** Some of its files. */
        FILES
    }

    private final List<LogFile> files;
    private final Extent extent;
    private final KnownHeads heads;
    private final List<Finding> findings = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    /** What stands after whole lines, and no later header has accounted for yet. */
    private final List<TornTail> torn = new ArrayList<>();

    private Head head;
    private long firstSequence = -1;
    private boolean linked;
    private boolean closed;
    private long lines;
    private long rpcs;
    private long lost;
    private long tornBytes;

    SeriesCheck(List<LogFile> files, Extent extent, List<Head> heads) {
        this.files = files;
        this.extent = extent;
        this.heads = new KnownHeads(heads);
        this.head = Head.none(files.get(0).series());
    }

    SeriesReport run() throws IOException {
        linked = files.get(0).number() == 1;
        LogFile before = null;
        for (LogFile file : files) {
            FileCheck check = FileCheck.of(file, this::compareWithHeads);
            if (before == null) {
                begin(check);
            } else if (file.number() != before.number() + 1) {
                find(
                        file.path(),
                        0,
                        "the files between number " + before.number() + " and number " + file.number()
                                + " are missing");
                linked = false;
                torn.clear();
            }
            check(check);
            before = file;
        }
        findUnseenHeads();
        if (!closed) {
            notes.add("it does not end as a closed log does: it is still being written, its process was killed, or"
                    + " lines were cut off at the end");
        }
        if (tornBytes > 0) {
            notes.add(tornBytes + " bytes stand after the last whole line, as a crash leaves them");
        }
        return new SeriesReport(
                files.get(0).series(),
                files.stream().map(LogFile::path).toList(),
                lines,
                rpcs,
                lost,
                head,
                closed,
                tornBytes,
                findings,
                notes);
    }

    private void find(Path file, long line, String what) {
        findings.add(new Finding(file, line, what));
    }

    /** A series whose first files are not there is whole only if something that is known stands for them. */
    private void begin(FileCheck first) {
        firstSequence = first.firstSequence();
        if (first.file().number() == 1) {
            return;
        }
        if (heads.confirms(firstSequence - 1, first.previous())) {
            notes.add("it begins with file " + first.file().number() + ", which goes on after a line that is known");
        } else if (extent == Extent.FOLDER) {
            find(
                    first.file().path(),
                    0,
                    "the files before number " + first.file().number() + " are missing; if they were put elsewhere on"
                            + " purpose, give the head that they ended with");
        } else {
            notes.add("it begins with file " + first.file().number() + "; what came before was not given");
        }
        for (Head known : heads.contradicting(firstSequence - 1, first.previous())) {
            find(first.file().path(), 1, "it does not go on after the line that is known, " + known);
        }
    }

    private void check(FileCheck file) {
        findings.addAll(file.findings());
        lines += file.lines();
        rpcs += file.rpcs();
        lost += file.lost();
        tornBytes = file.tail().length();
        if (!file.gone().isEmpty()) {
            find(file.file().path(), 1, "its header says that the file before it " + file.gone());
        }
        if (file.lines() > 0) {
            boolean readable = file.firstSequence() >= 0;
            if (readable && linked) {
                link(file);
            }
            torn.clear();
            head = file.head();
            closed = file.closed();
            linked = true;
        }
        if (file.tail().length() > 0 || file.lines() == 0) {
            torn.add(file.tail());
        }
    }

    private void link(FileCheck file) {
        if (!file.previous().equals(head.hash()) || file.firstSequence() != head.sequence() + 1) {
            find(
                    file.file().path(),
                    1,
                    "it does not go on where the file before it ends: lines were cut off there, or it is of another log");
        }
        if (!file.torn().equals(torn)) {
            find(
                    file.file().path(),
                    1,
                    "its header says that earlier files end with the fragments " + file.torn() + ", and they end with "
                            + torn);
        }
    }

    private void compareWithHeads(FileCheck.Line line) {
        for (Head known : heads.contradicting(line.sequence(), line.hash())) {
            find(
                    files.get(0).path(),
                    0,
                    "line number " + line.sequence() + " is not the one that was written: " + known);
        }
    }

    private void findUnseenHeads() {
        Path first = files.get(0).path();
        Path last = files.get(files.size() - 1).path();
        for (Head known : heads.unseen()) {
            if (known.sequence() < firstSequence) {
                find(first, 0, "the line that is known, " + known + ", came before all that is here");
            } else if (known.sequence() > head.sequence()) {
                find(
                        last,
                        0,
                        "the log ends with line " + head.sequence() + ", and a line that was written later is known: "
                                + known + "; lines were cut off");
            } else {
                find(first, 0, "the line that is known, " + known + ", is missing here, or was changed");
            }
        }
    }
}
