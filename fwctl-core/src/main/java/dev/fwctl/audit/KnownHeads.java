// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.audit;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The heads of a series that are known from elsewhere, each held against the line that it names. */
final class KnownHeads {
    private final Map<Long, List<Head>> bySequence = new HashMap<>();
    private final Set<Head> unseen;

    KnownHeads(Collection<Head> heads) {
        unseen = new LinkedHashSet<>(heads);
        for (Head head : unseen) {
            bySequence
                    .computeIfAbsent(head.sequence(), key -> new ArrayList<>())
                    .add(head);
        }
    }

    /** The heads of a line, or of the line that a file goes on after, which are not that line. */
    List<Head> contradicting(long sequence, String hash) {
        List<Head> here = bySequence.getOrDefault(sequence, List.of());
        if (here.isEmpty()) {
            return here;
        }
        here.forEach(unseen::remove);
        return here.stream().filter(head -> !head.hash().equals(hash)).toList();
    }

    /** Whether a line is known, and is this one. */
    boolean confirms(long sequence, String hash) {
        return bySequence.getOrDefault(sequence, List.of()).stream()
                .anyMatch(head -> head.hash().equals(hash));
    }

    /** The heads whose lines were not met. */
    Set<Head> unseen() {
        return unseen;
    }
}
