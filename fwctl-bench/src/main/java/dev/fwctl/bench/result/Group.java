// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.bench.result;

import dev.fwctl.harness.stats.Bootstrap;
import dev.fwctl.harness.stats.Interval;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Rivals that were measured side by side, in several processes each. */
public final class Group {
    /** Half of it has a median worth the name. */
    private static final int ROUNDS_WITH_DRIFT = 20;

    private final double errorsAllowed;
    private final List<List<Turns>> sets = new ArrayList<>();

    /**
     * An empty one.
     *
     * @param errorsAllowed the share of operations that may fail, 0 to 1, before a rival has no figure
     */
    public Group(double errorsAllowed) {
        this.errorsAllowed = errorsAllowed;
    }

    /** One process of each rival, the same rivals each time, which ran in turn. */
    public void add(List<Turns> set) {
        sets.add(List.copyOf(set));
    }

    public List<String> paths() {
        return sets.isEmpty()
                ? List.of()
                : sets.get(0).stream().map(Turns::path).toList();
    }

    public int processes() {
        return sets.size();
    }

    public List<Row> rows() {
        return paths().stream().map(this::row).toList();
    }

    public Row row(String path) {
        List<Turns> all = all(path);
        Map<String, Long> errors = new TreeMap<>();
        all.forEach(turns -> turns.errors().forEach((kind, count) -> errors.merge(kind, count, Long::sum)));
        return new Row(
                path,
                served(path) ? Bootstrap.median(rounds(path)) : Interval.NONE,
                ratio(path, paths().get(0)),
                all.stream().mapToDouble(Turns::bytes).min().orElse(Double.NaN),
                all.stream().mapToDouble(turns -> Bootstrap.median(turns.ns())).toArray(),
                all.stream().mapToLong(Turns::operations).sum(),
                errors,
                steady(path));
    }

    /** How many times as long one takes as another; none if one of them was not served. */
    public Interval ratio(String path, String base) {
        if (!paths().contains(path) || !paths().contains(base) || !served(path) || !served(base)) {
            return Interval.NONE;
        }
        return path.equals(base) ? Interval.exact(1) : Bootstrap.ratio(rounds(path), rounds(base));
    }

    /** What the same rival gains between another group and this one, in the same processes; see {@link Bootstrap}. */
    public Interval growth(Group from, String path, String base) {
        List<String> wanted = List.of(path, base);
        if (!paths().containsAll(wanted)
                || !from.paths().containsAll(wanted)
                || from.processes() != processes()
                || !wanted.stream().allMatch(rival -> served(rival) && from.served(rival))) {
            return Interval.NONE;
        }
        return Bootstrap.ratioOfRatios(from.rounds(base), rounds(base), from.rounds(path), rounds(path));
    }

    /**
     * How a ratio changed while it was measured: that of the second half of the rounds to that of the first. What has settled
     * changes by nothing but noise, and what disturbs the machine for long disturbs both rivals. None with few rounds.
     */
    public Interval drift(String path, String base) {
        if (!paths().containsAll(List.of(path, base))
                || sets.stream().flatMap(List::stream).anyMatch(turns -> turns.ns().length < ROUNDS_WITH_DRIFT)) {
            return Interval.NONE;
        }
        return Bootstrap.ratioOfRatios(half(path, 1), half(base, 1), half(path, 0), half(base, 0));
    }

    private List<double[]> half(String path, int which) {
        return rounds(path).stream()
                .map(ns -> Arrays.copyOfRange(ns, which * (ns.length / 2), (which + 1) * (ns.length / 2)))
                .toList();
    }

    /** Whether the rival's speed had settled in each process. */
    public boolean steady(String path) {
        return all(path).stream().allMatch(Turns::steady);
    }

    /** Whether no more of the rival's operations failed than may. */
    public boolean served(String path) {
        return all(path).stream()
                .allMatch(turns -> turns.errors().values().stream()
                                .mapToLong(Long::longValue)
                                .sum()
                        <= errorsAllowed * turns.operations());
    }

    private List<double[]> rounds(String path) {
        return all(path).stream().map(Turns::ns).toList();
    }

    private List<Turns> all(String path) {
        List<Turns> all = new ArrayList<>();
        for (List<Turns> set : sets) {
            set.stream().filter(turns -> turns.path().equals(path)).forEach(all::add);
        }
        return all;
    }

    @Override
    public String toString() {
        return rows().stream()
                .map(row -> row.path() + " " + Arrays.toString(row.processes()))
                .toList()
                .toString();
    }
}
