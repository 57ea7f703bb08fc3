// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.audit.proof;

import dev.fwctl.internal.Elements;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;

/**
 * A proof that a log only grew between two checkpoints: the later one begins with all lines of the earlier one. As text
 * it is what C2SP tlog-witness has a witness asked with, by HTTP POST to {@code add-checkpoint}.
 *
 * <pre>
 *   old SIZE
 *   hashes, one on a line
 *
 *   the later checkpoint, signed
 * </pre>
 *
 * @param oldSize how many lines the earlier checkpoint has
 * @param path the hashes
 * @param checkpoint the later checkpoint
 */
public record ConsistencyProof(long oldSize, List<TreeHash> path, SignedNote checkpoint) {
    /**
     * Copies the list.
     *
     * @param oldSize how many lines the earlier checkpoint has
     * @param path the hashes
     * @param checkpoint the later checkpoint
     */
    public ConsistencyProof {
        Elements.require(path, "path");
        Objects.requireNonNull(checkpoint, "checkpoint");
        path = List.copyOf(path);
    }

    /**
     * Reads a proof.
     *
     * @param text what a witness would be asked with
     * @return the proof, with nothing checked but its form
     * @throws ProofRefusedException if it is none
     */
    public static ConsistencyProof parse(String text) {
        Objects.requireNonNull(text, "text");
        ProofText parts = ProofText.parse(text);
        if (parts.lines().isEmpty()) {
            throw new ProofRefusedException(
                    "this is no proof that a log only grew: the first line of one is 'old SIZE'");
        }
        long oldSize = ProofText.number("old ", parts.lines().get(0));
        return new ConsistencyProof(oldSize, ProofText.hashes(parts.lines(), 1), parts.checkpoint());
    }

    /**
     * Checks the proof.
     *
     * @param old the earlier checkpoint, which is trusted already
     * @param keys the keys that are trusted to sign the later one
     * @return the signatures of the later checkpoint that hold
     * @throws ProofRefusedException if it does not hold
     */
    public List<SignedNote.Verified> verify(Checkpoint old, Collection<VerifierKey> keys) {
        Objects.requireNonNull(old, "old");
        Elements.require(keys, "keys");
        List<SignedNote.Verified> signatures = checkpoint.verify(keys);
        verify(old);
        return signatures;
    }

    /**
     * Checks the proof, whoever has signed the later checkpoint.
     *
     * @param old the earlier checkpoint
     * @throws ProofRefusedException if it does not hold
     */
    public void verify(Checkpoint old) {
        Objects.requireNonNull(old, "old");
        Checkpoint now = checkpoint.checkpoint();
        if (!old.origin().equals(now.origin())) {
            throw new ProofRefusedException(
                    "the checkpoints are of two logs, " + old.origin() + " and " + now.origin());
        }
        if (old.size() != oldSize || old.size() > now.size()) {
            throw new ProofRefusedException("the proof is one from " + oldSize + " lines to " + now.size()
                    + ", and the earlier checkpoint has " + old.size());
        }
        ProofPath.requireConsistent(old, now, path);
    }

    /** What a witness is asked with. */
    @Override
    public String toString() {
        return ProofText.of(new ArrayList<>(List.of("old " + oldSize)), path, checkpoint);
    }
}
