// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.lab.fuzz;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Runs sequences in two worlds, and collects how they part. */
final class Fuzz {
    /** After so many sequences the cards are replaced: what a difference depends on is not further back. */
    private static final int ROUND = 500;

    private static final int ENOUGH = 8;

    private final World real;
    private final World simulated;
    private final FeatureTable features;

    Fuzz(World real, World simulated, FeatureTable features) {
        this.real = real;
        this.simulated = simulated;
        this.features = features;
    }

    /**
     * Runs, until there are enough differences of several kinds. Leaves cards as they come from the factory, since the tests
     * after it share them.
     *
     * @param seed of the first sequence; the others follow
     * @param sequences how many
     * @param quiet how many of them do not taint the kernel
     * @return the smallest difference of each kind that was found
     */
    List<Difference> run(long seed, int sequences, int quiet) {
        Duel duel = new Duel(real, simulated);
        List<Step> round = new ArrayList<>();
        List<Difference> differences = new ArrayList<>();
        Set<String> kinds = new HashSet<>();
        boolean fresh = true;
        try {
            for (int i = 0; i < sequences && differences.size() < ENOUGH; i++) {
                if (fresh || i % ROUND == 0) {
                    Optional<String> unlike = duel.restart();
                    if (unlike.isPresent()) {
                        differences.add(new Difference(List.of(), "after a restart:\n" + unlike.get()));
                        break;
                    }
                    round.clear();
                }
                List<Step> steps = new Generator(seed + i, real::address, features, i < quiet).sequence();
                Optional<Difference> found = duel.run(steps);
                fresh = found.isPresent();
                round.addAll(steps);
                if (found.isPresent() && kinds.add(found.get().kind())) {
                    differences.add(smallest(duel, found.get(), round, seed + i));
                }
            }
        } finally {
            duel.restart();
        }
        return differences;
    }

    private static Difference smallest(Duel duel, Difference found, List<Step> round, long seed) {
        Difference smallest = new Shrinker(duel)
                .shrink(found.steps())
                .or(() -> new Shrinker(duel).shrink(round))
                .orElse(found);
        return new Difference(smallest.steps(), smallest.what() + "\n(first seen with seed " + seed + ")");
    }
}
