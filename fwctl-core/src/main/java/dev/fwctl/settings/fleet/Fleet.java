// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.settings.fleet;

import dev.fwctl.Fwctl;
import dev.fwctl.FwctlDevice;
import dev.fwctl.FwctlException;
import dev.fwctl.FwctlNode;
import dev.fwctl.Progress;
import dev.fwctl.RpcContext;
import dev.fwctl.settings.Settings;
import dev.fwctl.settings.journal.Entry;
import dev.fwctl.settings.journal.Journal;
import dev.fwctl.settings.journal.JournalException;
import dev.fwctl.settings.plan.FleetPlan;
import dev.fwctl.settings.plan.Plan;
import dev.fwctl.settings.plan.Problem;
import dev.fwctl.settings.plan.SettingsException;
import dev.fwctl.settings.result.ApplyResult;
import dev.fwctl.settings.result.DeviceReadings;
import dev.fwctl.settings.result.Drift;
import dev.fwctl.settings.result.FleetRecovery;
import dev.fwctl.settings.result.FleetResult;
import dev.fwctl.settings.result.Recovery;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The settings of all devices of this host, of many vendors. Devices are opened for each operation, and worked on side by
 * side where the caller gives an executor. Immutable; safe for use by any number of threads.
 */
public final class Fleet {
    private final Span span;
    private final Way way;

    /** How a fleet works. */
    private record Way(Executor executor, Progress progress, Failing failing, Optional<Journal> journal) {}

    /** Which devices it is of. */
    private record Span(Fwctl system, Optional<Predicate<FwctlNode>> chosen) {
        List<FwctlNode> nodes() {
            return system.nodes().stream().filter(chosen.orElse(node -> true)).toList();
        }
    }

    /** What the failure of one device means for the others. */
    public enum Failing {
        /** The others go on. */
        ALONE,
        /** What was applied on the others is rolled back. */
        ALL_OR_NOTHING
    }

    private Fleet(Span span, Way way) {
        this.span = span;
        this.way = way;
    }

    /**
     * The devices of a system, one after the other, by its modules.
     *
     * @param system the system
     */
    public static Fleet of(Fwctl system) {
        Objects.requireNonNull(system, "system");
        return new Fleet(
                new Span(system, Optional.empty()),
                new Way(Runnable::run, Progress.NONE, Failing.ALONE, Optional.empty()));
    }

    /** Some devices of this fleet, and no others. Nodes are listed for each operation. */
    public Fleet among(Predicate<FwctlNode> chosen) {
        Objects.requireNonNull(chosen, "chosen");
        return new Fleet(
                new Span(span.system, Optional.of(span.chosen.map(chosen::and).orElse(chosen))), way);
    }

    /**
     * This fleet, working on several devices at once, on threads of the executor; reading all of a device too, as far as
     * its driver does.
     */
    public Fleet withExecutor(Executor executor) {
        Objects.requireNonNull(executor, "executor");
        return new Fleet(span, new Way(executor, way.progress, way.failing, way.journal));
    }

    /** This fleet, which tells how far it is, from the thread of each device. */
    public Fleet withProgress(Progress progress) {
        Objects.requireNonNull(progress, "progress");
        return new Fleet(span, new Way(way.executor, progress, way.failing, way.journal));
    }

    /** This fleet, with another meaning of a failure. */
    public Fleet when(Failing failing) {
        Objects.requireNonNull(failing, "failing");
        return new Fleet(span, new Way(way.executor, way.progress, failing, way.journal));
    }

    /** This fleet, with another journal than that which is below the root of the system. */
    public Fleet withJournal(Journal journal) {
        Objects.requireNonNull(journal, "journal");
        return new Fleet(span, new Way(way.executor, way.progress, way.failing, Optional.of(journal)));
    }

    /**
     * Reads every setting of every device. Sends no write.
     *
     * @return one for each device, in the order of the nodes, those that could not be read included
     */
    public List<DeviceReadings> readAll() {
        List<FwctlNode> nodes = span.nodes();
        Map<String, DeviceReadings> read = new HashMap<>();
        List<Problem> problems = new ArrayList<>();
        each(
                        nodes,
                        node -> node,
                        node -> settings -> new DeviceReadings(
                                node.stableKey(), settings.module(), settings.readAll(way.progress), List.of()),
                        problems)
                .forEach(one -> read.put(one.device(), one));
        return nodes.stream()
                .map(node -> read.getOrDefault(
                        node.stableKey(),
                        new DeviceReadings(
                                node.stableKey(),
                                Optional.empty(),
                                List.of(),
                                problems.stream()
                                        .filter(problem -> problem.device().equals(node.stableKey()))
                                        .toList())))
                .toList();
    }

    /**
     * Plans what is desired on every device. Sends no write.
     *
     * @param desired what is desired
     */
    public FleetPlan plan(DesiredState desired) {
        Objects.requireNonNull(desired, "desired");
        List<Problem> problems = new ArrayList<>();
        List<Wish> wishes = Wish.all(desired, span.nodes(), problems);
        wishes.forEach(wish -> problems.addAll(wish.problems()));
        List<Plan> plans =
                each(wishes, Wish::node, wish -> settings -> settings.plan(wish.settings(), wish.consents()), problems);
        return new FleetPlan(plans, problems);
    }

    /**
     * Applies plans, each device as a transaction of its own.
     *
     * @param plan the plans
     * @return what became of each
     * @throws SettingsException if the plans have problems; nothing was written
     */
    public FleetResult apply(FleetPlan plan) {
        Objects.requireNonNull(plan, "plan");
        if (!plan.applyable()) {
            throw new SettingsException("cannot apply the plans", plan.problems());
        }
        List<Problem> problems = new ArrayList<>();
        Map<String, FwctlNode> nodes = new LinkedHashMap<>();
        span.nodes().forEach(node -> nodes.put(node.stableKey(), node));
        List<Plan> present = new ArrayList<>();
        for (Plan one : plan.plans()) {
            if (nodes.containsKey(one.facts().device())) {
                present.add(one);
            } else {
                problems.add(Wish.unknown(one.facts().device(), nodes.keySet()));
            }
        }
        List<ApplyResult> results = each(
                present,
                one -> Objects.requireNonNull(nodes.get(one.facts().device())),
                one -> settings -> settings.apply(one, way.progress),
                problems);
        boolean done = problems.isEmpty() && results.stream().allMatch(ApplyResult::done);
        return new FleetResult(
                results,
                problems,
                done || way.failing == Failing.ALONE ? List.of() : takeBack(results, nodes, problems));
    }

    private List<Recovery> takeBack(List<ApplyResult> results, Map<String, FwctlNode> nodes, List<Problem> problems) {
        List<ApplyResult> done = results.stream()
                .filter(result -> result.done() && result.transaction().isPresent())
                .toList();
        return each(
                done,
                result -> Objects.requireNonNull(nodes.get(result.device())),
                result -> settings -> settings.rollback(result.transaction().orElseThrow()),
                problems);
    }

    /**
     * Compares every device with what is desired. Sends no write.
     *
     * @param desired what is desired
     * @return one for each device that something is desired of; one more for what is wrong with the choice of devices
     */
    public List<Drift> drift(DesiredState desired) {
        Objects.requireNonNull(desired, "desired");
        List<Problem> problems = new ArrayList<>();
        List<Wish> wishes = Wish.all(desired, span.nodes(), problems);
        List<Drift> drifts = new ArrayList<>(
                each(wishes, Wish::node, wish -> settings -> settings.drift(wish.settings()), problems));
        if (!problems.isEmpty()) {
            drifts.add(new Drift("", List.of(), problems));
        }
        return drifts;
    }

    /**
     * Recovers what interrupted transactions left behind on any device.
     *
     * @return what became of each, and which stay open because their hardware is not reached
     */
    public FleetRecovery recover() {
        List<FwctlNode> nodes = span.nodes();
        List<Problem> problems = new ArrayList<>();
        List<Recovery> recoveries = new ArrayList<>();
        each(
                        nodes,
                        node -> node,
                        node -> settings -> settings.module().isPresent() ? settings.recover() : List.<Recovery>of(),
                        problems)
                .forEach(recoveries::addAll);
        Set<String> told = new HashSet<>();
        recoveries.forEach(one -> told.add(one.transaction()));
        Set<String> keys = new HashSet<>();
        nodes.forEach(node -> keys.add(node.stableKey()));
        Journal journal = way.journal.orElseGet(() -> Journal.of(span.system));
        try {
            for (Entry entry : journal.open()) {
                boolean ours =
                        span.chosen.isEmpty() || keys.contains(entry.begin().device());
                if (ours && !told.contains(entry.transaction())) {
                    problems.add(missing(entry));
                }
            }
        } catch (JournalException e) {
            problems.add(new Problem(journal.place(), "", Problem.Kind.RECOVERY, String.valueOf(e.getMessage()), ""));
        }
        return new FleetRecovery(recoveries, problems);
    }

    private static Problem missing(Entry entry) {
        return new Problem(
                entry.begin().device(),
                "",
                Problem.Kind.RECOVERY,
                "the transaction " + entry.transaction() + " of "
                        + entry.begin().hardware()
                        + " stays open: none of the devices that were reached is that hardware",
                "Plug it in again and recover, or abandon the transaction");
    }

    /** Works on devices side by side; those that fail leave a problem, and the others alone. */
    private <T, R> List<R> each(
            List<T> items,
            Function<T, FwctlNode> node,
            Function<T, Function<Settings, R>> work,
            List<Problem> problems) {
        RpcContext context = RpcContext.current();
        List<CompletableFuture<R>> running = new ArrayList<>();
        for (T item : items) {
            running.add(CompletableFuture.supplyAsync(
                    () -> context.holding(() -> on(node.apply(item), work.apply(item))), way.executor));
        }
        List<R> results = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            try {
                results.add(running.get(i).join());
            } catch (java.util.concurrent.CompletionException e) {
                if (e.getCause() instanceof Error error) {
                    throw error;
                }
                problems.addAll(problemsOf(node.apply(items.get(i)), e.getCause()));
            }
        }
        return results;
    }

    private <R> R on(FwctlNode node, Function<Settings, R> work) {
        try (FwctlDevice device = span.system.open(node)) {
            Settings settings = Settings.of(device).withExecutor(way.executor);
            return work.apply(way.journal.map(settings::withJournal).orElse(settings));
        }
    }

    private static List<Problem> problemsOf(FwctlNode node, @Nullable Throwable cause) {
        if (cause instanceof SettingsException refused) {
            return refused.problems();
        }
        if (cause instanceof FwctlException || cause instanceof JournalException) {
            String hint = cause instanceof FwctlException failed ? failed.hint() : "";
            return List.of(new Problem(
                    node.stableKey(), "", Problem.Kind.UNREADABLE, String.valueOf(cause.getMessage()), hint));
        }
        throw cause instanceof RuntimeException bug ? bug : new IllegalStateException(cause);
    }
}
