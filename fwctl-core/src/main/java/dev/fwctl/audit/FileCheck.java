// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
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
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The check of one file, line by line, against the hash that its own header begins with.
 *
 * @param file the file
 * @param lines how many whole lines it has
 * @param rpcs how many of them are RPCs
 * @param lost how many RPCs it says were lost
 * @param previous the hash that its header goes on after; empty if it has no header
 * @param firstSequence the header's number; -1 if it has no header
 * @param head the last whole line
 * @param closed whether that line says that the log was closed
 * @param torn what its header says earlier files end with
 * @param tail what stands after the last whole line
 * @param gone what its header says became of the file before it; empty if nothing did
 * @param origin the name of its tree's checkpoints
 * @param before the tree of all lines before it; empty if it has no header
 * @param tree the tree of all lines up to its last whole one; empty if it has no header
 * @param findings what is wrong
 */
record FileCheck(
        LogFile file,
        long lines,
        long rpcs,
        long lost,
        String previous,
        long firstSequence,
        Head head,
        boolean closed,
        List<TornTail> torn,
        TornTail tail,
        String gone,
        String origin,
        Optional<TreeFrontier> before,
        Optional<TreeFrontier> tree,
        List<Finding> findings) {
    /** A line that is what was written, and the tree that ends with it. */
    record Line(long number, long sequence, String hash, TreeFrontier tree) {}

    private static final Pattern PREVIOUS = Pattern.compile("\"previous\":\"([0-9a-f]{64})\"");
    private static final int MAX_FINDINGS = 100;

    /** The name of the checkpoints of the tree that a file is of; empty if its header does not say. */
    static String origin(LogFile file) throws IOException {
        if (!Files.isRegularFile(file.path())) {
            return "";
        }
        try (InputStream in = input(file.path())) {
            byte[] header = new LineScanner(in).next();
            return header == null ? "" : LineFacts.read(header).tree().origin();
        } catch (JsonProcessingException e) {
            return "";
        }
    }

    /** The tree of all lines before a file, as its header says. */
    static TreeFrontier before(LogFile file) throws IOException {
        try (InputStream in = input(file.path())) {
            byte[] header = new LineScanner(in).next();
            Scan scan = new Scan(file, line -> {});
            if (header != null && scan.treeBefore(header) != null && scan.before != null) {
                return scan.before;
            }
        }
        throw new AuditFormatException(file.path() + " has no header with a tree to go on from");
    }

    static FileCheck of(LogFile file, Consumer<Line> good) throws IOException {
        if (!Files.isRegularFile(file.path())) {
            Scan scan = new Scan(file, good);
            scan.find("it is no regular file, so it was not read");
            return scan.result(new byte[0]);
        }
        try (InputStream in = input(file.path())) {
            return of(file, in, good);
        }
    }

    /** Not {@link Files#newInputStream}, which closes for a thread whose interrupt flag is set; and no pipe, which blocks. */
    static InputStream input(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new AuditFormatException(file + " is no regular file, so it was not read");
        }
        return new FileInputStream(file.toFile());
    }

    static FileCheck of(LogFile file, InputStream in, Consumer<Line> good) throws IOException {
        return new Scan(file, good).run(new LineScanner(in));
    }

    private static final class Scan {
        private final LogFile file;
        private final Consumer<Line> good;
        private final List<Finding> findings = new ArrayList<>();
        private final List<TornTail> torn = new ArrayList<>();
        private final MessageDigest digest = ChainedLine.sha256();
        private String previous = "";
        private long firstSequence = -1;
        private String gone = "";
        private String origin = "";
        private @Nullable TreeFrontier before;
        private @Nullable TreeFrontier tree;
        private String hash = "";
        private long sequence = -1;
        private long lines;
        private long rpcs;
        private long lost;
        private boolean closed;

        Scan(LogFile file, Consumer<Line> good) {
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
            return new FileCheck(
                    file,
                    lines,
                    rpcs,
                    lost,
                    previous,
                    firstSequence,
                    hash.isEmpty() ? Head.none(file.series()) : new Head(file.series(), sequence, hash),
                    closed,
                    List.copyOf(torn),
                    TornTail.of(file.number(), rest),
                    gone,
                    origin,
                    Optional.ofNullable(before),
                    Optional.ofNullable(tree),
                    List.copyOf(findings));
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
        private @Nullable TreeFrontier treeBefore(byte[] header) {
            LineStart start = LineStart.of(header);
            if (start == null) {
                return null;
            }
            try {
                LineFacts.Tree claim = LineFacts.read(header).tree();
                List<TreeHash> nodes =
                        claim.nodes().stream().map(TreeHash::parse).toList();
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
                good.accept(new Line(lines, number, ChainedLine.claimedHash(line), tree));
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

        private void find(String what) {
            if (findings.size() < MAX_FINDINGS) {
                findings.add(new Finding(file.path(), lines, what));
            }
        }
    }
}
