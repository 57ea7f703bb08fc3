// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.audit.proof;

import java.util.Objects;

/**
 * A log's tree at some moment, in the form of C2SP tlog-checkpoint: three lines, of which nothing is missing and to which
 * nothing is added.
 *
 * <pre>
 *   origin, which log this is
 *   size, decimal
 *   root, base64
 * </pre>
 *
 * @param origin which log: a name that no other log has, best a URL without its scheme
 * @param size how many lines it had
 * @param root the tree's root
 */
public record Checkpoint(String origin, long size, TreeHash root) {
    /**
     * Checks the origin and the size.
     *
     * @param origin which log
     * @param size how many lines it had
     * @param root the tree's root
     * @throws ProofRefusedException if there can be no such checkpoint
     */
    public Checkpoint {
        Objects.requireNonNull(origin, "origin");
        checkedOrigin(origin);
        Objects.requireNonNull(root, "root");
        if (size < 0) {
            throw new ProofRefusedException("a tree has 0 leaves or more, not " + size);
        }
    }

    /**
     * Checks the name of a log.
     *
     * @param origin the name
     * @return it
     * @throws ProofRefusedException if it is empty, or has white space, controls or a plus sign
     */
    public static String checkedOrigin(String origin) {
        Objects.requireNonNull(origin, "origin");
        if (!VerifierKey.isName(origin)) {
            throw new ProofRefusedException("'" + origin + "' cannot be the origin of a log: not empty, no white space,"
                    + " no controls and no plus sign, for example example.com/fwctl/host1");
        }
        return origin;
    }

    /**
     * Reads a note's text.
     *
     * @param text three lines
     * @return the checkpoint
     * @throws ProofRefusedException if it is none. Lines beyond the third are refused too: this library knows no meaning for
     *     them
     */
    public static Checkpoint parse(String text) {
        Objects.requireNonNull(text, "text");
        String[] lines = text.split("\n", -1);
        if (lines.length != 4 || !lines[3].isEmpty()) {
            throw new ProofRefusedException(
                    "a checkpoint is three lines: origin, size and root; this has " + (lines.length - 1));
        }
        return new Checkpoint(lines[0], Bytes.number(lines[1]), TreeHash.parse(lines[2]));
    }

    /** The note's text, which is what is signed. */
    @Override
    public String toString() {
        return origin + "\n" + size + "\n" + root + "\n";
    }
}
