// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.audit;

import dev.fwctl.audit.file.FileHeader;
import dev.fwctl.audit.file.LogFile;
import dev.fwctl.audit.line.ChainedLine;
import dev.fwctl.audit.line.LineFacts;
import dev.fwctl.audit.line.LineScanner;
import dev.fwctl.audit.line.LineStart;
import dev.fwctl.audit.line.TornTail;
import dev.fwctl.audit.proof.ProofRefusedException;
import dev.fwctl.audit.proof.TreeFrontier;
import dev.fwctl.audit.proof.TreeHash;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The scan of one file, line by line, against the hash that its own header begins with: what {@link FileCheck} shows when it
 * has come to the end. For one thread.
 */
final class FileScan {
    private static final Pattern PREVIOUS = Pattern.compile("\"previous\":\"([0-9a-f]{64})\"");
    private static final int MAX_FINDINGS = 100;

    final LogFile file;
    private final Consumer<FileCheck.Line> good;
    final List<Finding> findings = new ArrayList<>();
    final List<TornTail> torn = new ArrayList<>();
    private final MessageDigest digest = ChainedLine.sha256();
    String previous = "";
    long firstSequence = -1;
    String gone = "";
    String origin = "";

    @Nullable
    TreeFrontier before;

    @Nullable
    TreeFrontier tree;

    private String hash = "";
    private long sequence = -1;
    long lines;
    long rpcs;
    long lost;
    boolean closed;

    FileScan(LogFile file, Consumer<FileCheck.Line> good) {
        this.file = file;
        this.good = good;
    }

    FileCheck run(LineScanner scanner) throws IOException {
        for (byte[] line = scanner.next(); line != null; line = scanner.next()) {
            lines++;
            if (lines == 1) {
                tree = treeBefore(line);
            }
            if (tree != null) {
                tree.add(line, 0, line.length);
            }
            whole(line);
        }
        byte[] rest = scanner.tail();
        // A crash leaves the beginning of a line. A whole line whose end is something else was changed there.
        if (rest.length > 1) {
            byte[] last = Arrays.copyOf(rest, rest.length - 1);
            if (ChainedLine.follows(lines == 0 ? claimedPrevious(last) : hash, last)) {
                find("the end of the last line was changed");
            }
        }
        return result(rest);
    }

    FileCheck result(byte[] rest) {
        return new FileCheck(this, TornTail.of(file.number(), rest));
    }

    /** The last line that was met, whole or taken at its word. */
    Head head() {
        return hash.isEmpty() ? Head.none(file.series()) : new Head(file.series(), sequence, hash);
    }

    private void whole(byte[] line) {
        String claimed = ChainedLine.claimedHash(line);
        LineStart start = LineStart.of(line);
        if (start == null) {
            find("the line was changed: it does not begin as a line of this log");
            resume(claimed, sequence + 1);
            return;
        }
        long number = start.sequence();
        String kind = start.kind();
        if (lines == 1) {
            header(line, number, kind);
        } else if (number != sequence + 1) {
            find(
                    number > sequence + 1
                            ? (number - sequence - 1) + " lines before it were removed, numbers " + (sequence + 1)
                                    + " to " + (number - 1)
                            : "line number " + number + " is out of place after number " + sequence);
        } else if (!ChainedLine.follows(hash, line, claimed, digest)) {
            find("the line was changed, or the line before it was");
        } else if (closed) {
            find("there is a line after the one that closed the log");
        } else {
            accept(line, number, kind);
        }
        resume(claimed, number);
    }

    private void header(byte[] line, long number, String kind) {
        LineFacts facts;
        try {
            facts = LineFacts.read(line);
        } catch (IOException e) {
            find("the header was changed: it is no JSON");
            return;
        }
        if (!kind.equals("header") || !facts.schema().startsWith("audit-log-")) {
            find("this is no audit log, or its header was removed");
            return;
        }
        if (!facts.schema().equals(FileHeader.SCHEMA)) {
            find("this version reads " + FileHeader.SCHEMA + ", and the file is " + facts.schema());
            return;
        }
        previous = facts.previous();
        firstSequence = number;
        torn.addAll(facts.torn());
        gone = facts.gone();
        if (!ChainedLine.follows(previous, line)) {
            find("the header was changed");
        } else if (!facts.series().equals(file.series()) || facts.file() != file.number()) {
            find("the file was renamed: its header says file " + facts.file() + " of series " + facts.series());
        } else {
            accept(line, number, kind);
        }
    }

    /** The tree that the header goes on from; null if it does not say. */
    @Nullable
    TreeFrontier treeBefore(byte[] header) {
        LineStart start = LineStart.of(header);
        if (start == null) {
            return null;
        }
        try {
            LineFacts.Tree claim = LineFacts.read(header).tree();
            List<TreeHash> nodes = claim.nodes().stream().map(TreeHash::parse).toList();
            origin = claim.origin();
            before = TreeFrontier.of(start.sequence(), nodes);
            return TreeFrontier.of(before.size(), nodes);
        } catch (IOException | ProofRefusedException e) {
            find("its header has no tree to go on from: " + e.getMessage());
            return null;
        }
    }

    private static String claimedPrevious(byte[] header) {
        Matcher claim = PREVIOUS.matcher(new String(header, StandardCharsets.ISO_8859_1));
        return claim.find() ? claim.group(1) : "";
    }

    private void accept(byte[] line, long number, String kind) {
        switch (kind) {
            case "rpc" -> rpcs++;
            case "closed" -> {
                closed = true;
                lost += facts(line).underWay();
            }
            case "lost" -> lost += facts(line).count();
            default -> {}
        }
        if (tree != null) {
            good.accept(new FileCheck.Line(lines, number, ChainedLine.claimedHash(line), tree));
        }
    }

    private static LineFacts facts(byte[] line) {
        try {
            return LineFacts.read(line);
        } catch (IOException e) {
            return LineFacts.NONE;
        }
    }

    /** Takes the line at its word for what comes after it, so that one change is one finding, or two. */
    private void resume(String claimed, long number) {
        hash = claimed;
        sequence = number;
    }

    void find(String what) {
        if (findings.size() < MAX_FINDINGS) {
            findings.add(new Finding(file.path(), lines, what));
        }
    }
}
