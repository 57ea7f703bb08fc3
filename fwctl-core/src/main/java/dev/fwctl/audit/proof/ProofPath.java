// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.audit.proof;

import java.security.MessageDigest;
import java.util.List;

/**
 * Checks the hashes of a proof. Source: RFC 9162, sections 2.1.3.2 and 2.1.4.2, whose trees and proofs are those of RFC
 * 6962.
 */
final class ProofPath {
    private ProofPath() {}

    /** The root of the tree in which a leaf has this index and these hashes beside its way up. */
    static TreeHash root(TreeHash leaf, long index, long size, List<TreeHash> path) {
        MessageDigest digest = TreeHash.sha256();
        long node = index;
        long last = size - 1;
        TreeHash root = leaf;
        for (TreeHash beside : path) {
            if (last == 0) {
                throw tooMany(path);
            }
            if ((node & 1) != 0 || node == last) {
                root = TreeHash.node(digest, beside, root);
                while ((node & 1) == 0 && node != 0) {
                    node >>>= 1;
                    last >>>= 1;
                }
            } else {
                root = TreeHash.node(digest, root, beside);
            }
            node >>>= 1;
            last >>>= 1;
        }
        if (last != 0) {
            throw tooFew(path);
        }
        return root;
    }

    /** Throws unless the hashes show that a tree of the new size begins with that of the old one. */
    static void requireConsistent(Checkpoint old, Checkpoint now, List<TreeHash> path) {
        if (old.size() == 0 || old.size() == now.size()) {
            if (!path.isEmpty()) {
                throw tooMany(path);
            }
            TreeHash known = old.size() == 0 ? TreeHash.EMPTY : now.root();
            if (!old.root().equals(known)) {
                throw contradiction(old, now);
            }
            return;
        }
        MessageDigest digest = TreeHash.sha256();
        long node = old.size() - 1;
        long last = now.size() - 1;
        while ((node & 1) != 0) {
            node >>>= 1;
            last >>>= 1;
        }
        // Where the old tree is a full subtree of the new one, its root is where the way begins, and not in the proof.
        int from = node == 0 ? 0 : 1;
        if (path.size() < from) {
            throw tooFew(path);
        }
        TreeHash first = from == 0 ? old.root() : path.get(0);
        TreeHash second = first;
        for (TreeHash beside : path.subList(from, path.size())) {
            if (last == 0) {
                throw tooMany(path);
            }
            if ((node & 1) != 0 || node == last) {
                first = TreeHash.node(digest, beside, first);
                second = TreeHash.node(digest, beside, second);
                while ((node & 1) == 0 && node != 0) {
                    node >>>= 1;
                    last >>>= 1;
                }
            } else {
                second = TreeHash.node(digest, second, beside);
            }
            node >>>= 1;
            last >>>= 1;
        }
        if (last != 0) {
            throw tooFew(path);
        }
        if (!first.equals(old.root()) || !second.equals(now.root())) {
            throw contradiction(old, now);
        }
    }

    private static ProofRefusedException tooMany(List<TreeHash> path) {
        return new ProofRefusedException("a proof for trees of these sizes has fewer hashes than " + path.size());
    }

    private static ProofRefusedException tooFew(List<TreeHash> path) {
        return new ProofRefusedException("a proof for trees of these sizes has more hashes than " + path.size());
    }

    private static ProofRefusedException contradiction(Checkpoint old, Checkpoint now) {
        return new ProofRefusedException("it does not show that the log of " + now.size() + " lines with the root "
                + now.root() + " goes on from the one of " + old.size() + " lines with the root " + old.root()
                + ": one of the two, or the proof, is not what was written");
    }
}
