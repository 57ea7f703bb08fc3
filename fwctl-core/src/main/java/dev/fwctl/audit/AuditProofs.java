// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.audit;

import dev.fwctl.audit.file.LogFile;
import dev.fwctl.audit.line.LineScanner;
import dev.fwctl.audit.proof.Checkpoint;
import dev.fwctl.audit.proof.ConsistencyProof;
import dev.fwctl.audit.proof.InclusionProof;
import dev.fwctl.audit.proof.ProofRefusedException;
import dev.fwctl.audit.proof.SignedNote;
import dev.fwctl.audit.proof.TreeFrontier;
import dev.fwctl.audit.proof.TreeWalk;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * Makes proofs from the files of a series, for those who do not have them. Reads the files once, in constant memory. What it
 * makes has been checked against the checkpoint, so files that were changed make no proof.
 */
public final class AuditProofs {
    private AuditProofs() {}

    /**
     * Proves that a line is in a log.
     *
     * @param file a file of the series; the others are beside it, those at the beginning perhaps not any more
     * @param sequence the line's number, as its member {@code seq} says
     * @param checkpoint a checkpoint of the series that is not older than the line; signed or not
     * @return the proof
     * @throws ProofRefusedException if the files are not those of the checkpoint, or the line is not there any more
     * @throws IOException if the files cannot be read
     */
    public static InclusionProof inclusion(Path file, long sequence, SignedNote checkpoint) throws IOException {
        Objects.requireNonNull(file, "file");
        Objects.requireNonNull(checkpoint, "checkpoint");
        Checkpoint trusted = checkpoint.checkpoint();
        TreeWalk walk = TreeWalk.toLeaf(sequence, trusted.size());
        byte[] line = walk(file, walk, sequence, trusted);
        InclusionProof proof = new InclusionProof(sequence, walk.path(), checkpoint);
        proof.verify(line, trusted);
        return proof;
    }

    /**
     * Proves that a log only grew.
     *
     * @param file a file of the series; the others are beside it, those at the beginning perhaps not any more
     * @param old an earlier checkpoint
     * @param checkpoint a later one, signed or not
     * @return the proof, which a witness can be asked with
     * @throws ProofRefusedException if the files are not those of the checkpoints, or too many are not there any more
     * @throws IOException if the files cannot be read
     */
    public static ConsistencyProof consistency(Path file, Checkpoint old, SignedNote checkpoint) throws IOException {
        Objects.requireNonNull(file, "file");
        Objects.requireNonNull(old, "old");
        Objects.requireNonNull(checkpoint, "checkpoint");
        Checkpoint now = checkpoint.checkpoint();
        TreeWalk walk = TreeWalk.from(old.size(), now.size());
        walk(file, walk, -1, now);
        ConsistencyProof proof = new ConsistencyProof(old.size(), walk.path(), checkpoint);
        proof.verify(old);
        return proof;
    }

    /** Returns the wanted line; nothing if none is. */
    private static byte[] walk(Path file, TreeWalk walk, long wanted, Checkpoint checkpoint) throws IOException {
        LogFile one = LogFile.of(file)
                .orElseThrow(() ->
                        new AuditFormatException(file + " is not named as the log named it, SERIES.NNNNNN.jsonl"));
        List<LogFile> files = LogFile.all(one.folder(), one.series());
        if (files.isEmpty()) {
            throw new AuditFormatException("there is no file of the series " + one.series() + " in " + one.folder());
        }
        TreeFrontier before = FileCheck.before(files.get(0));
        walk.skip(before);
        long sequence = before.size();
        byte[] found = {};
        for (LogFile next : files) {
            try (InputStream in = FileCheck.input(next.path())) {
                LineScanner lines = new LineScanner(in);
                for (byte[] line = lines.next(); line != null && sequence < checkpoint.size(); line = lines.next()) {
                    walk.add(line, 0, line.length);
                    found = sequence++ == wanted ? line : found;
                }
            }
        }
        if (wanted >= 0 && wanted < before.size()) {
            throw new AuditFormatException(
                    "line " + wanted + " is in a file that is not there any more; the first line here is "
                            + before.size() + " of " + files.get(0).path().getFileName());
        }
        return found;
    }
}
