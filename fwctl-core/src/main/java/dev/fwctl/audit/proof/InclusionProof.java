// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.audit.proof;

import dev.fwctl.internal.Elements;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;

/**
 * A proof that a line is in a log, for somebody who has just the line, this proof, and the keys that are trusted. As
 * text it is a C2SP tlog-proof, whose files end in {@code .tlog-proof}.
 *
 * <pre>
 *   c2sp.org/tlog-proof@v1
 *   index N
 *   the hashes beside the way from the line up to the root, one on a line
 *
 *   the checkpoint, signed
 * </pre>
 *
 * @param index the line's number in its series, from 0, which its member {@code seq} says as well
 * @param path the hashes beside the way up, the lowest first
 * @param checkpoint the log at a moment when it had that line
 */
public record InclusionProof(long index, List<TreeHash> path, SignedNote checkpoint) {
    private static final String FIRST = "c2sp.org/tlog-proof@v1";

    /**
     * Copies the list.
     *
     * @param index the line's number
     * @param path the hashes beside the way up
     * @param checkpoint the log at a moment when it had that line
     */
    public InclusionProof {
        Elements.require(path, "path");
        Objects.requireNonNull(checkpoint, "checkpoint");
        path = List.copyOf(path);
    }

    /**
     * Reads a proof.
     *
     * @param text a tlog-proof
     * @return the proof, with nothing checked but its form
     * @throws ProofRefusedException if it is none. A line {@code extra} is refused too: nothing vouches for it
     */
    public static InclusionProof parse(String text) {
        Objects.requireNonNull(text, "text");
        ProofText parts = ProofText.parse(text);
        if (parts.lines().size() < 2 || !parts.lines().get(0).equals(FIRST)) {
            throw new ProofRefusedException(
                    "this is no proof that a line is in a log: the first line of one is " + FIRST);
        }
        long index = ProofText.number("index ", parts.lines().get(1));
        return new InclusionProof(index, ProofText.hashes(parts.lines(), 2), parts.checkpoint());
    }

    /**
     * Checks the proof.
     *
     * @param line the line, without its end
     * @param keys the keys that are trusted; a checkpoint that nobody has signed is worth what its way here is, so
     *     there is another method for it
     * @return the signatures of the checkpoint that hold
     * @throws ProofRefusedException if it does not hold
     */
    public List<SignedNote.Verified> verify(byte[] line, Collection<VerifierKey> keys) {
        Objects.requireNonNull(line, "line");
        Elements.require(keys, "keys");
        List<SignedNote.Verified> signatures = checkpoint.verify(keys);
        verify(line, checkpoint.checkpoint());
        return signatures;
    }

    /**
     * Checks the proof against a checkpoint that is trusted for another reason than its signatures.
     *
     * @param line the line, without its end
     * @param trusted the checkpoint, which has to be the proof's own
     * @throws ProofRefusedException if it does not hold
     */
    public void verify(byte[] line, Checkpoint trusted) {
        Objects.requireNonNull(line, "line");
        Objects.requireNonNull(trusted, "trusted");
        if (!checkpoint.checkpoint().equals(trusted)) {
            throw new ProofRefusedException("the proof is for another checkpoint than the one that is trusted");
        }
        if (index < 0 || index >= trusted.size()) {
            throw new ProofRefusedException("there is no line " + index + " in a log of " + trusted.size() + " lines");
        }
        if (!ProofPath.root(TreeHash.leaf(line), index, trusted.size(), path).equals(trusted.root())) {
            throw new ProofRefusedException("the line is not line " + index + " of " + trusted.origin()
                    + ", or the proof is that of another line");
        }
    }

    /** The tlog-proof. */
    @Override
    public String toString() {
        List<String> lines = new ArrayList<>(List.of(FIRST, "index " + index));
        return ProofText.of(lines, path, checkpoint);
    }
}
