// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.lab.fuzz;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Finds the smallest sequence that still makes two worlds part: fewer steps first, then less memory that is not zero. In
 * most trials the cards keep the state that they have, since new ones take long; the first and the last trial begin with
 * cards from the factory.
 */
final class Shrinker {
    private static final long MAX_NANOS = 60_000_000_000L;

    private final Duel duel;
    private String kind = "";
    private final long end = System.nanoTime() + MAX_NANOS;

    Shrinker(Duel duel) {
        this.duel = duel;
    }

    /** The smallest difference found; empty if these steps make none after a restart. */
    Optional<Difference> shrink(List<Step> steps) {
        duel.restart();
        Optional<Difference> found = duel.run(steps);
        if (found.isEmpty()) {
            return found;
        }
        Difference first = found.get();
        kind = first.kind();
        Difference best = first;
        for (int size = Math.max(best.steps().size() / 2, 1); size > 0; size /= 2) {
            best = withoutRuns(best, size);
        }
        best = simplified(withoutRuns(best, 1));
        duel.restart();
        return Optional.of(duel.run(best.steps()).orElse(first));
    }

    private Difference withoutRuns(Difference start, int size) {
        Difference best = start;
        for (int at = best.steps().size() - 1 - size; at >= 0; at -= size) {
            List<Step> fewer = new ArrayList<>(best.steps());
            if (at + size >= fewer.size()) {
                continue;
            }
            fewer.subList(at, at + size).clear();
            best = attempt(fewer).orElse(best);
        }
        return best;
    }

    private Difference simplified(Difference start) {
        Difference best = start;
        for (int i = 0; i < best.steps().size(); i++) {
            if (!(best.steps().get(i) instanceof Step.Ioctl ioctl)) {
                continue;
            }
            Step.Ioctl simplest = ioctl;
            for (int w = 0; w < simplest.memory().size(); w++) {
                byte[] bytes = simplest.memory().get(w).bytes();
                for (int size = bytes.length; size >= 4; size /= 2) {
                    for (int at = 0; at < bytes.length; at += size) {
                        byte[] zeroed = simplest.memory().get(w).bytes().clone();
                        Arrays.fill(zeroed, at, Math.min(at + size, zeroed.length), (byte) 0);
                        if (Arrays.equals(zeroed, simplest.memory().get(w).bytes())) {
                            continue;
                        }
                        Step.Ioctl candidate = with(simplest, w, zeroed);
                        List<Step> steps = new ArrayList<>(best.steps());
                        steps.set(i, candidate);
                        Optional<Difference> found = attempt(steps);
                        if (found.isPresent() && found.get().steps().size() > i) {
                            best = found.get();
                            simplest = candidate;
                        }
                    }
                }
            }
        }
        return best;
    }

    private static Step.Ioctl with(Step.Ioctl ioctl, int index, byte[] bytes) {
        List<Step.Write> memory = new ArrayList<>(ioctl.memory());
        memory.set(index, new Step.Write(memory.get(index).address(), bytes));
        return new Step.Ioctl(ioctl.handle(), ioctl.request(), ioctl.argument(), memory);
    }

    private Optional<Difference> attempt(List<Step> steps) {
        if (System.nanoTime() > end) {
            return Optional.empty();
        }
        duel.tidy();
        // What became smaller and differs otherwise is another fault, or none at all: two models may have own facts.
        return duel.run(steps).filter(found -> found.kind().equals(kind));
    }
}
