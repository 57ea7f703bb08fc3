// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.audit;

import dev.fwctl.audit.proof.Checkpoint;
import dev.fwctl.audit.proof.TreeFrontier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Checkpoints of a series, each held against the tree of the lines that are there. */
final class KnownCheckpoints {
    private final Map<Long, List<Checkpoint>> bySize = new HashMap<>();
    private final Set<Checkpoint> unseen;

    KnownCheckpoints(Collection<Checkpoint> checkpoints) {
        unseen = new LinkedHashSet<>(checkpoints);
        for (Checkpoint checkpoint : unseen) {
            bySize.computeIfAbsent(checkpoint.size(), key -> new ArrayList<>()).add(checkpoint);
        }
    }

    /** The checkpoints of a tree of this size, which are of another tree. */
    List<Checkpoint> contradicting(TreeFrontier tree) {
        List<Checkpoint> here = bySize.getOrDefault(tree.size(), List.of());
        if (here.isEmpty()) {
            return here;
        }
        here.forEach(unseen::remove);
        return here.stream()
                .filter(checkpoint -> !checkpoint.root().equals(tree.root()))
                .toList();
    }

    /** Whether a tree is known, and is this one. */
    boolean confirms(TreeFrontier tree) {
        return bySize.getOrDefault(tree.size(), List.of()).stream()
                .anyMatch(checkpoint -> checkpoint.root().equals(tree.root()));
    }

    /** The checkpoints of sizes that were not met. */
    Set<Checkpoint> unseen() {
        return unseen;
    }
}
