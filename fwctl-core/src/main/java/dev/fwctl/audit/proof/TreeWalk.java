// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.audit.proof;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Makes proofs from the leaves in their order, one pass and constant memory: each hash of a proof is the root of a range of
 * leaves, and no two ranges overlap. Not thread-safe.
 */
public final class TreeWalk {
    /** Leaves from one number up to, but without, another. */
    private record Range(long from, long to) {}

    private final long size;
    private final List<Range> wanted;
    private final List<Range> inOrder;
    private final Map<Range, TreeHash> roots = new HashMap<>();
    private int next;
    private TreeFrontier range = new TreeFrontier();
    private long at;

    private TreeWalk(long size, List<Range> wanted) {
        this.size = size;
        this.wanted = wanted;
        this.inOrder =
                wanted.stream().sorted(Comparator.comparingLong(Range::from)).toList();
    }

    /**
     * Begins a proof that a leaf is in a tree.
     *
     * @param index the leaf, below the size
     * @param size how many leaves the tree has
     * @return a walk that wants all leaves
     */
    public static TreeWalk toLeaf(long index, long size) {
        if (index < 0 || index >= size) {
            throw new ProofRefusedException("there is no line " + index + " in a log of " + size + " lines");
        }
        List<Range> wanted = new ArrayList<>();
        inclusion(index, 0, size, wanted);
        return new TreeWalk(size, wanted);
    }

    /**
     * Begins a proof that a tree grew from another.
     *
     * @param oldSize how many leaves the other had
     * @param size how many leaves the tree has
     * @return a walk that wants all leaves
     */
    public static TreeWalk from(long oldSize, long size) {
        if (oldSize < 0 || oldSize > size) {
            throw new ProofRefusedException("a log of " + size + " lines cannot have grown from one of " + oldSize);
        }
        List<Range> wanted = new ArrayList<>();
        if (oldSize > 0 && oldSize < size) {
            consistency(oldSize, new Range(0, size), true, wanted);
        }
        return new TreeWalk(size, wanted);
    }

    /** PATH of RFC 6962, section 2.1.1. */
    private static void inclusion(long index, long from, long to, List<Range> path) {
        if (to - from == 1) {
            return;
        }
        long middle = from + split(to - from);
        if (index < middle) {
            inclusion(index, from, middle, path);
            path.add(new Range(middle, to));
        } else {
            inclusion(index, middle, to, path);
            path.add(new Range(from, middle));
        }
    }

    /** SUBPROOF of RFC 6962, section 2.1.2; whole says that all of the old tree lies in this range. */
    private static void consistency(long oldSize, Range range, boolean whole, List<Range> path) {
        if (oldSize == range.to()) {
            if (!whole) {
                path.add(range);
            }
            return;
        }
        long middle = range.from() + split(range.to() - range.from());
        if (oldSize <= middle) {
            consistency(oldSize, new Range(range.from(), middle), whole, path);
            path.add(new Range(middle, range.to()));
        } else {
            consistency(oldSize, new Range(middle, range.to()), false, path);
            path.add(new Range(range.from(), middle));
        }
    }

    /** The largest power of two below a number of leaves. */
    private static long split(long leaves) {
        return Long.highestOneBit(leaves - 1);
    }

    /**
     * Begins after leaves that are not there any more.
     *
     * @param frontier the tree of those leaves
     * @throws ProofRefusedException if the proof needs more of them than that
     */
    public void skip(TreeFrontier frontier) {
        Objects.requireNonNull(frontier, "frontier");
        long rest = frontier.size();
        for (TreeHash node : frontier.nodes()) {
            int level = 63 - Long.numberOfLeadingZeros(rest);
            add(level, node);
            rest -= 1L << level;
        }
    }

    /**
     * The next leaf.
     *
     * @param bytes an array
     * @param from where the leaf begins in it
     * @param length how many bytes it has
     */
    public void add(byte[] bytes, int from, int length) {
        Objects.requireNonNull(bytes, "bytes");
        if (at < size) {
            add(0, TreeHash.leaf(TreeHash.sha256(), bytes, from, length));
        }
    }

    private void add(int level, TreeHash root) {
        long end = at + (1L << level);
        while (next < inOrder.size() && inOrder.get(next).to() <= at) {
            next++;
        }
        if (next < inOrder.size()) {
            Range current = inOrder.get(next);
            if (at >= current.from() && end <= current.to()) {
                range.add(level, root);
                if (end == current.to()) {
                    roots.put(current, range.root());
                    range = new TreeFrontier();
                }
            } else if (end > current.from()) {
                throw new ProofRefusedException("the lines " + current.from() + " to " + (current.to() - 1)
                        + " are needed one by one for this proof, and are not there any more");
            }
        }
        at = end;
    }

    /**
     * The hashes of the proof.
     *
     * @return in the order in which a proof has them
     * @throws ProofRefusedException if leaves are missing
     */
    public List<TreeHash> path() {
        if (at < size) {
            throw new ProofRefusedException("the log ends with " + at + " lines, and the proof is for one of " + size);
        }
        return wanted.stream().map(roots::get).toList();
    }
}
