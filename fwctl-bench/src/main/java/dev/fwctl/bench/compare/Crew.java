// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.bench.compare;

import dev.fwctl.bench.result.Turns;
import dev.fwctl.bench.rival.Target;
import dev.fwctl.harness.stats.SteadyState;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One process of each rival, which wait for their turns. */
final class Crew implements AutoCloseable {
    private static final int MOST_STARTS = 4;
    private static final double WINDOW = 0.05;
    private static final int ORDERS = 1000;
    private static final double PRACTICE = 0.2;
    /** So many that {@link SteadyState#progressing} can tell. */
    private static final int WINDOWS_AT_LEAST = 24;

    private final List<Child> children = new ArrayList<>();
    private final Set<Child> unsteady = new HashSet<>();
    private final Consumer<String> notes;

    private Crew(Consumer<String> notes) {
        this.notes = notes;
    }

    static Crew start(
            List<Contender> contenders, Function<Contender, Target> targets, @Nullable Path c, Consumer<String> notes) {
        Crew crew = new Crew(notes);
        try {
            for (Contender contender : contenders) {
                Target target = targets.apply(contender);
                crew.children.add(
                        contender.isC() && c != null
                                ? Child.c(contender.path(), c, target)
                                : Child.java(contender, target));
            }
        } catch (RuntimeException e) {
            crew.close();
            throw e;
        }
        return crew;
    }

    List<Child> children() {
        return children;
    }

    boolean isSteady(Child child) {
        return !unsteady.contains(child);
    }

    /**
     * Runs one rival after the other until its speed has settled, or the time is over. JVMs replace compiled code while it
     * runs, which an emulated processor can get wrong; one that crashes here is started again, and the results say so.
     *
     * @param seconds at most
     * @param first what to tell each process before, and again should it crash
     */
    void warm(double seconds, String... first) {
        for (Child child : children) {
            for (int starts = 1; ; starts++) {
                try {
                    for (String order : first) {
                        child.ask(order);
                    }
                    practise(child);
                    if (settles(child, seconds)) {
                        unsteady.remove(child);
                    } else {
                        unsteady.add(child);
                    }
                    break;
                } catch (Child.CrashedException e) {
                    if (starts == MOST_STARTS) {
                        throw e;
                    }
                    notes.accept(e.getMessage() + "; it was started again");
                    child.restart();
                }
            }
        }
    }

    /** Lets it take orders and answer until that is compiled, which is not to be taken for progress of what is measured. */
    private static void practise(Child child) {
        long end = System.nanoTime() + (long) (PRACTICE * 1e9);
        for (int orders = 0; orders < ORDERS && System.nanoTime() < end; orders++) {
            child.ask("run 1");
        }
    }

    private static boolean settles(Child child, double seconds) {
        SteadyState state = new SteadyState();
        double window = Math.min(WINDOW, seconds / WINDOWS_AT_LEAST);
        long end = System.nanoTime() + (long) (seconds * 1e9);
        while (System.nanoTime() < end) {
            Child.Answer answer = child.ask("run " + (long) (window * 1e9));
            if (state.add(answer.nsPerOperation(), answer.compilerMillis())) {
                return true;
            }
        }
        return !state.progressing();
    }

    /**
     * Lets the rivals run in turn, for a short time each, round after round: what disturbs the machine disturbs all of
     * them, and the medians forget it.
     */
    List<Turns> robin(Plan plan) {
        int n = children.size();
        double[][] ns = new double[n][plan.rounds()];
        double[] bytes = new double[n];
        long[] operations = new long[n];
        List<Map<String, Long>> errors = new ArrayList<>();
        children.forEach(child -> errors.add(new TreeMap<>()));
        Arrays.fill(bytes, Double.MAX_VALUE);
        String order = "run " + (long) (plan.turnSeconds() * 1e9);
        for (int round = 0; round < plan.rounds(); round++) {
            for (int i = 0; i < n; i++) {
                int turn = (i + round) % n;
                Child.Answer answer = children.get(turn).ask(order);
                ns[turn][round] = answer.nsPerOperation();
                // The least of the rounds: a recompilation allocates once, garbage of the path itself every time.
                bytes[turn] = Math.min(bytes[turn], answer.bytesPerOperation());
                operations[turn] += answer.operations();
                answer.errors().forEach((kind, count) -> errors.get(turn).merge(kind, count, Long::sum));
            }
        }
        List<Turns> turns = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            Child child = children.get(i);
            turns.add(new Turns(child.path(), ns[i], bytes[i], operations[i], errors.get(i), isSteady(child)));
        }
        return turns;
    }

    @Override
    public void close() {
        children.forEach(Child::close);
    }
}
