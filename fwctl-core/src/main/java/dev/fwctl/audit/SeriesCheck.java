// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.audit;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Verifies the files of one series, and that each goes on where the one before it ends. */
final class SeriesCheck {
    private final List<LogFile> files;
    private final List<Head> heads;
    private final List<Finding> findings = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    /** What stands after whole lines, and no later header has accounted for yet. */
    private final List<FileCheck.Tail> torn = new ArrayList<>();

    private Head head;
    private boolean linked;
    private boolean closed;
    private long lines;
    private long rpcs;
    private long lost;
    private long tornBytes;
    private int headsSeen;

    SeriesCheck(List<LogFile> files, List<Head> heads) {
        this.files = files;
        this.heads = heads;
        this.head = Head.none(files.get(0).series());
    }

    SeriesReport run() throws IOException {
        LogFile first = files.get(0);
        linked = first.number() == 1;
        if (!linked) {
            notes.add("it begins with file " + first.number() + "; what came before was not given");
        }
        LogFile before = null;
        for (LogFile file : files) {
            if (before != null && file.number() != before.number() + 1) {
                findings.add(new Finding(
                        file.path(),
                        0,
                        "the files between number " + before.number() + " and number " + file.number()
                                + " are missing"));
                linked = false;
                torn.clear();
            }
            check(FileCheck.of(file, this::compareWithHeads));
            before = file;
        }
        if (heads.size() > headsSeen) {
            findings.add(new Finding(
                    files.get(files.size() - 1).path(),
                    0,
                    "the log ends with line " + head.sequence() + ", and a line that was written later is known: "
                            + heads.get(heads.size() - 1) + "; lines were cut off"));
        }
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

    private void check(FileCheck file) {
        findings.addAll(file.findings());
        lines += file.lines();
        rpcs += file.rpcs();
        lost += file.lost();
        tornBytes = file.tail().length();
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
            findings.add(
                    new Finding(
                            file.file().path(),
                            1,
                            "it does not go on where the file before it ends: lines were cut off there, or it is of another log"));
        }
        if (!file.torn().equals(torn)) {
            findings.add(new Finding(
                    file.file().path(),
                    1,
                    "its header says that earlier files end with the fragments " + file.torn() + ", and they end with "
                            + torn));
        }
    }

    private void compareWithHeads(FileCheck.Line line) {
        for (Head known : heads) {
            if (known.sequence() == line.sequence()) {
                headsSeen++;
                if (!known.hash().equals(line.hash())) {
                    findings.add(new Finding(
                            files.get(0).path(),
                            0,
                            "line number " + line.sequence() + " is not the one that was written: " + known));
                }
            }
        }
    }
}
