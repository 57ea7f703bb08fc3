// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.audit.proof;

import java.util.ArrayList;
import java.util.List;

/**
 * The common parts of the two forms of proofs: lines, hashes, an empty line, a checkpoint.
 *
 * @param lines the lines before the empty one
 * @param checkpoint what comes after it
 */
record ProofText(List<String> lines, SignedNote checkpoint) {
    /** No tree has more levels, and a way up has at most two hashes of each. */
    private static final int MAX_LINES = 2 + 2 * 63;

    static ProofText parse(String text) {
        int split = text.indexOf("\n\n");
        if (split < 0) {
            throw new ProofRefusedException(
                    "a proof is some lines, an empty line, and a checkpoint; this has no empty line");
        }
        List<String> lines = List.of(text.substring(0, split).split("\n", -1));
        if (lines.size() > MAX_LINES) {
            throw new ProofRefusedException("no proof has " + lines.size() + " lines");
        }
        return new ProofText(lines, SignedNote.parse(text.substring(split + 2)));
    }

    static long number(String word, String line) {
        if (!line.startsWith(word)) {
            throw new ProofRefusedException("'" + line + "' should begin with '" + word + "'");
        }
        return Bytes.number(line.substring(word.length()));
    }

    static List<TreeHash> hashes(List<String> lines, int from) {
        return lines.subList(from, lines.size()).stream().map(TreeHash::parse).toList();
    }

    static String of(List<String> first, List<TreeHash> hashes, SignedNote checkpoint) {
        List<String> lines = new ArrayList<>(first);
        hashes.forEach(hash -> lines.add(hash.toString()));
        return String.join("\n", lines) + "\n\n" + checkpoint;
    }
}
