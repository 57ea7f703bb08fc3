// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.audit.proof;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The right edge of a tree, which is all that it takes to grow it: for each bit that is set in the tree's size, the root of
 * a full subtree of that many leaves.
 *
 * <pre>
 *   size 6 = 110b:    o        nodes: [0,4) [4,6)
 *                    / \
 *                   o   o  o
 *                  / \ / \/ \
 *                  0 1 2 3 4 5
 * </pre>
 *
 * <p>Takes constant memory, and a leaf two hashes on average. Not thread-safe. Source: RFC 6962, section 2.1.
 */
public final class TreeFrontier {
    private static final int LEVELS = 63;

    private final MessageDigest digest = TreeHash.sha256();
    private final @Nullable TreeHash[] nodes = new TreeHash[LEVELS];
    private long size;

    /** An empty tree. */
    public TreeFrontier() {}

    /**
     * The frontier of a tree whose leaves are elsewhere.
     *
     * @param size how many leaves it has
     * @param nodes as {@link #nodes} gave them
     * @return the frontier
     * @throws ProofRefusedException if a tree of that size has another number of nodes
     */
    public static TreeFrontier of(long size, List<TreeHash> nodes) {
        Objects.requireNonNull(nodes, "nodes");
        if (size < 0 || Long.bitCount(size) != nodes.size()) {
            throw new ProofRefusedException("the right edge of a tree of " + size + " leaves has " + Long.bitCount(size)
                    + " nodes, not " + nodes.size());
        }
        TreeFrontier frontier = new TreeFrontier();
        frontier.size = size;
        int next = 0;
        for (int level = LEVELS - 1; level >= 0; level--) {
            if ((size >>> level & 1) != 0) {
                frontier.nodes[level] = nodes.get(next++);
            }
        }
        return frontier;
    }

    /**
     * How many leaves the tree has.
     *
     * @return 0 or more
     */
    public long size() {
        return size;
    }

    /**
     * The roots of the full subtrees, the largest and leftmost first.
     *
     * @return as many as bits are set in the size
     */
    public List<TreeHash> nodes() {
        List<TreeHash> found = new ArrayList<>();
        for (int level = LEVELS - 1; level >= 0; level--) {
            TreeHash node = nodes[level];
            if (node != null && (size >>> level & 1) != 0) {
                found.add(node);
            }
        }
        return found;
    }

    /**
     * Adds a leaf.
     *
     * @param bytes an array
     * @param from where the leaf begins in it
     * @param length how many bytes it has
     */
    public void add(byte[] bytes, int from, int length) {
        Objects.requireNonNull(bytes, "bytes");
        add(0, TreeHash.leaf(digest, bytes, from, length));
    }

    /** Adds the root of a full subtree of 2^level leaves, which the size so far has to be a multiple of. */
    void add(int level, TreeHash root) {
        if ((size & (1L << level) - 1) != 0) {
            throw new IllegalArgumentException("a subtree of 2^" + level + " leaves cannot follow " + size + " leaves");
        }
        TreeHash sum = root;
        int at = level;
        while (nodes[at] != null && (size >>> at & 1) != 0) {
            sum = TreeHash.node(digest, nodes[at], sum);
            nodes[at] = null;
            at++;
        }
        nodes[at] = sum;
        size += 1L << level;
    }

    /**
     * The tree's root.
     *
     * @return {@link TreeHash#EMPTY} without leaves
     */
    public TreeHash root() {
        TreeHash sum = null;
        for (TreeHash node : nodes) {
            if (node != null) {
                sum = sum == null ? node : TreeHash.node(digest, node, sum);
            }
        }
        return sum == null ? TreeHash.EMPTY : sum;
    }

    /**
     * Becomes another tree, which goes on to grow by itself.
     *
     * @param other the other tree
     */
    public void set(TreeFrontier other) {
        Objects.requireNonNull(other, "other");
        System.arraycopy(other.nodes, 0, nodes, 0, LEVELS);
        size = other.size;
    }
}
