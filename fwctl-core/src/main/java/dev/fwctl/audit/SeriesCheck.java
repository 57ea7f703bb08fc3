// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.audit;

import dev.fwctl.audit.file.LogFile;
import dev.fwctl.audit.line.TornTail;
import dev.fwctl.audit.proof.Checkpoint;
import dev.fwctl.audit.proof.ProofRefusedException;
import dev.fwctl.audit.proof.SignedNote;
import dev.fwctl.audit.proof.TreeFrontier;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

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
    /** What is trusted. */
    private final KnownCheckpoints checkpoints;
    /** What is kept beside the files, and worth no more than they are. */
    private final KnownCheckpoints kept;

    private final SeriesReport.Draft report;
    /** What stands after whole lines, and no later header has accounted for yet. */
    private final List<TornTail> torn = new ArrayList<>();

    private @Nullable TreeFrontier tree;
    private long firstSequence = -1;
    private boolean linked;

    SeriesCheck(List<LogFile> files, Extent extent, Known known) throws IOException {
        this.files = files;
        this.report = new SeriesReport.Draft(files.get(0).series());
        this.extent = extent;
        this.heads = new KnownHeads(known.heads());
        this.checkpoints = new KnownCheckpoints(known.checkpoints());
        this.kept = new KnownCheckpoints(kept());
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
        findUnseenCheckpoints();
        if (!report.closed) {
            report.notes.add(
                    "it does not end as a closed log does: it is still being written, its process was killed, or"
                            + " lines were cut off at the end");
        }
        if (report.tornBytes > 0) {
            report.notes.add(report.tornBytes + " bytes stand after the last whole line, as a crash leaves them");
        }
        report.files = files.stream().map(LogFile::path).toList();
        return report.done();
    }

    /** The checkpoints beside the files that are here. */
    private List<Checkpoint> kept() throws IOException {
        List<Checkpoint> found = new ArrayList<>();
        Set<LogFile> here = Set.copyOf(files);
        LogFile first = files.get(0);
        for (LogFile file : LogFile.withCheckpoints(first.folder(), first.series())) {
            if (extent == Extent.FOLDER && file.number() >= first.number() || here.contains(file)) {
                try {
                    Checkpoints.of(file.checkpoint())
                            .map(SignedNote::checkpoint)
                            .ifPresent(found::add);
                } catch (AuditFormatException | ProofRefusedException e) {
                    find(file.checkpoint(), 0, "it is no checkpoint: " + e.getMessage());
                }
            }
        }
        return found;
    }

    private void find(Path file, long line, String what) {
        report.findings.add(new Finding(file, line, what));
    }

    /** A series whose first files are not there is whole only if something that is known stands for them. */
    private void begin(FileCheck first) {
        firstSequence = first.firstSequence();
        if (first.file().number() == 1) {
            return;
        }
        boolean known = heads.confirms(firstSequence - 1, first.previous())
                || first.before().filter(checkpoints::confirms).isPresent();
        if (known) {
            report.notes.add("it begins with file " + first.file().number() + ", which goes on after what is known");
        } else if (extent == Extent.FOLDER) {
            find(
                    first.file().path(),
                    0,
                    "the files before number " + first.file().number() + " are missing; if they were put elsewhere on"
                            + " purpose, give the head or the checkpoint that they ended with");
        } else {
            report.notes.add("it begins with file " + first.file().number() + "; what came before was not given");
        }
        for (Head head : heads.contradicting(firstSequence - 1, first.previous())) {
            find(first.file().path(), 1, "it does not go on after the line that is known, " + head);
        }
    }

    private void check(FileCheck file) {
        report.findings.addAll(file.findings());
        file.before().ifPresent(before -> compareTrees(file.file().path(), before));
        report.lines += file.lines();
        report.rpcs += file.rpcs();
        report.lost += file.lost();
        report.tornBytes = file.tail().length();
        if (!file.gone().isEmpty()) {
            find(file.file().path(), 1, "its header says that the file before it " + file.gone());
        }
        if (file.lines() > 0) {
            boolean readable = file.firstSequence() >= 0;
            if (readable && linked) {
                link(file);
            }
            torn.clear();
            tree = file.tree().orElse(null);
            report.origin = file.origin();
            report.head = file.head();
            report.closed = file.closed();
            linked = true;
        }
        if (file.tail().length() > 0 || file.lines() == 0) {
            torn.add(file.tail());
        }
    }

    private void link(FileCheck file) {
        if (!file.previous().equals(report.head.hash()) || file.firstSequence() != report.head.sequence() + 1) {
            find(
                    file.file().path(),
                    1,
                    "it does not go on where the file before it ends: lines were cut off there, or it is of another log");
        }
        TreeFrontier grown = tree;
        boolean sameTree = grown == null
                || file.before()
                        .filter(before -> before.nodes().equals(grown.nodes()))
                        .isPresent();
        if (!sameTree || report.lines > file.lines() && !file.origin().equals(report.origin)) {
            find(file.file().path(), 1, "its tree does not go on from that of the file before it");
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
        compareTrees(files.get(0).path(), line.tree());
    }

    private void compareTrees(Path file, TreeFrontier now) {
        String lead = "its first " + now.size() + " lines are not those of the checkpoint ";
        checkpoints.contradicting(now).forEach(known -> find(file, 0, lead + "that is known"));
        kept.contradicting(now).forEach(known -> find(file, 0, lead + "beside it"));
    }

    /** Those of more lines than there are, and those of fewer that no line here ends. */
    private void findUnseenCheckpoints() {
        Path first = files.get(0).path();
        for (Checkpoint known : checkpoints.unseen()) {
            if (known.size() > report.head.sequence() + 1) {
                cutOff(known, "known");
            } else if (known.size() < firstSequence) {
                report.notes.add("the checkpoint of " + known.size()
                        + " lines that is known is of lines before those here, so it"
                        + " was not compared; a proof of consistency can tie it to a later one");
            } else if (known.size() > 0) {
                find(
                        first,
                        0,
                        "the line that the checkpoint of " + known.size() + " lines ends with is missing, or changed");
            }
        }
        kept.unseen().stream()
                .filter(known -> known.size() > report.head.sequence() + 1)
                .forEach(known -> cutOff(known, "kept beside it"));
    }

    private void cutOff(Checkpoint known, String where) {
        find(
                files.get(files.size() - 1).path(),
                0,
                "the log ends with " + (report.head.sequence() + 1) + " lines, and a checkpoint of " + known.size()
                        + " is " + where + "; lines were cut off");
    }

    private void findUnseenHeads() {
        Path first = files.get(0).path();
        Path last = files.get(files.size() - 1).path();
        for (Head known : heads.unseen()) {
            if (known.sequence() < firstSequence) {
                find(first, 0, "the line that is known, " + known + ", came before all that is here");
            } else if (known.sequence() > report.head.sequence()) {
                find(
                        last,
                        0,
                        "the log ends with line " + report.head.sequence()
                                + ", and a line that was written later is known: " + known + "; lines were cut off");
            } else {
                find(first, 0, "the line that is known, " + known + ", is missing here, or was changed");
            }
        }
    }
}
