// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.fwctl.audit.file.LogFile;
import dev.fwctl.audit.line.LineFacts;
import dev.fwctl.audit.line.LineScanner;
import dev.fwctl.audit.line.TornTail;
import dev.fwctl.audit.proof.TreeFrontier;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The check of one file, line by line, against the hash that its own header begins with. */
final class FileCheck {
    /** A line that is what was written, and the tree that ends with it. */
    record Line(long number, long sequence, String hash, TreeFrontier tree) {}

    private final FileScan scan;
    private final TornTail tail;

    /** Of a scan that has come to the end. */
    FileCheck(FileScan scan, TornTail tail) {
        this.scan = scan;
        this.tail = tail;
    }

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
            FileScan scan = new FileScan(file, line -> {});
            if (header != null && scan.treeBefore(header) != null && scan.before != null) {
                return scan.before;
            }
        }
        throw new AuditFormatException(file.path() + " has no header with a tree to go on from");
    }

    static FileCheck of(LogFile file, Consumer<Line> good) throws IOException {
        if (!Files.isRegularFile(file.path())) {
            FileScan scan = new FileScan(file, good);
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
        return new FileScan(file, good).run(new LineScanner(in));
    }

    /** The file. */
    LogFile file() {
        return scan.file;
    }

    /** How many whole lines it has. */
    long lines() {
        return scan.lines;
    }

    /** How many of them are RPCs. */
    long rpcs() {
        return scan.rpcs;
    }

    /** How many RPCs it says were lost. */
    long lost() {
        return scan.lost;
    }

    /** The hash that its header goes on after; empty if it has no header. */
    String previous() {
        return scan.previous;
    }

    /** The header's number; -1 if it has no header. */
    long firstSequence() {
        return scan.firstSequence;
    }

    /** The last whole line. */
    Head head() {
        return scan.head();
    }

    /** Whether that line says that the log was closed. */
    boolean closed() {
        return scan.closed;
    }

    /** What its header says earlier files end with. */
    List<TornTail> torn() {
        return List.copyOf(scan.torn);
    }

    /** What stands after the last whole line. */
    TornTail tail() {
        return tail;
    }

    /** What its header says became of the file before it; empty if nothing did. */
    String gone() {
        return scan.gone;
    }

    /** The name of its tree's checkpoints. */
    String origin() {
        return scan.origin;
    }

    /** The tree of all lines before it; empty if it has no header. */
    Optional<TreeFrontier> before() {
        return Optional.ofNullable(scan.before);
    }

    /** The tree of all lines up to its last whole one; empty if it has no header. */
    Optional<TreeFrontier> tree() {
        return Optional.ofNullable(scan.tree);
    }

    /** What is wrong. */
    List<Finding> findings() {
        return List.copyOf(scan.findings);
    }
}
