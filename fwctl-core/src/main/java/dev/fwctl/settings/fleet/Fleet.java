// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.settings.fleet;

import dev.fwctl.Fwctl;
import dev.fwctl.FwctlDevice;
import dev.fwctl.FwctlException;
import dev.fwctl.FwctlNode;
import dev.fwctl.Progress;
import dev.fwctl.RpcContext;
import dev.fwctl.internal.NearMatches;
import dev.fwctl.settings.Settings;
import dev.fwctl.settings.journal.Journal;
import dev.fwctl.settings.journal.JournalException;
import dev.fwctl.settings.plan.Consent;
import dev.fwctl.settings.plan.Desired;
import dev.fwctl.settings.plan.FleetPlan;
import dev.fwctl.settings.plan.Plan;
import dev.fwctl.settings.plan.Problem;
import dev.fwctl.settings.plan.SettingsException;
import dev.fwctl.settings.result.ApplyResult;
import dev.fwctl.settings.result.Drift;
import dev.fwctl.settings.result.FleetResult;
import dev.fwctl.settings.result.Recovery;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The settings of all devices of this host, of many vendors. Devices are opened for each operation, and worked on side by
 * side where the caller gives an executor. Immutable; safe for use by any number of threads.
 */
public final class Fleet {
    private final Fwctl system;
    private final Way way;

    /** How a fleet works. */
    private record Way(Executor executor, Progress progress, Failing failing, Optional<Journal> journal) {}

    /** What the failure of one device means for the others. */
    public enum Failing {
        /** The others go on. */
        ALONE,
        /** What was applied on the others is rolled back. */
        ALL_OR_NOTHING
    }

    private Fleet(Fwctl system, Way way) {
        this.system = system;
        this.way = way;
    }

    /**
     * The devices of a system, one after the other, by its modules.
     *
     * @param system the system
     */
    public static Fleet of(Fwctl system) {
        Objects.requireNonNull(system, "system");
        return new Fleet(system, new Way(Runnable::run, Progress.NONE, Failing.ALONE, Optional.empty()));
    }

    /** This fleet, working on several devices at once, on threads of the executor. */
    public Fleet withExecutor(Executor executor) {
        Objects.requireNonNull(executor, "executor");
        return new Fleet(system, new Way(executor, way.progress, way.failing, way.journal));
    }

    /** This fleet, which tells how far it is, from the thread of each device. */
    public Fleet withProgress(Progress progress) {
        Objects.requireNonNull(progress, "progress");
        return new Fleet(system, new Way(way.executor, progress, way.failing, way.journal));
    }

    /** This fleet, with another meaning of a failure. */
    public Fleet when(Failing failing) {
        Objects.requireNonNull(failing, "failing");
        return new Fleet(system, new Way(way.executor, way.progress, failing, way.journal));
    }

    /** This fleet, with another journal than that which is below the root of the system. */
    public Fleet withJournal(Journal journal) {
        Objects.requireNonNull(journal, "journal");
        return new Fleet(system, new Way(way.executor, way.progress, way.failing, Optional.of(journal)));
    }

    /** What is desired of one device, by several groups. */
    private static final class Wish {
        final FwctlNode node;
        final Map<String, Desired> settings = new LinkedHashMap<>();
        final Set<Consent> consents = new LinkedHashSet<>();
        final List<Problem> problems = new ArrayList<>();

        Wish(FwctlNode node) {
            this.node = node;
        }

        void add(DesiredState.Group group) {
            group.settings().forEach((name, value) -> {
                Desired other = settings.putIfAbsent(name, value);
                if (other != null && !other.equals(value)) {
                    problems.add(new Problem(
                            node.stableKey(),
                            name,
                            Problem.Kind.VALUE,
                            "it is given more than one value: " + other + " and " + value,
                            "Give one"));
                }
            });
            consents.addAll(group.consents());
        }
    }

    /**
     * Plans what is desired on every device. Sends no write.
     *
     * @param desired what is desired
     */
    public FleetPlan plan(DesiredState desired) {
        Objects.requireNonNull(desired, "desired");
        List<Problem> problems = new ArrayList<>();
        List<Wish> wishes = wishes(desired, problems);
        wishes.forEach(wish -> problems.addAll(wish.problems));
        List<Plan> plans = each(
                wishes, wish -> wish.node, wish -> settings -> settings.plan(wish.settings, wish.consents), problems);
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
        system.nodes().forEach(node -> nodes.put(node.stableKey(), node));
        List<Plan> present = new ArrayList<>();
        for (Plan one : plan.plans()) {
            if (nodes.containsKey(one.facts().device())) {
                present.add(one);
            } else {
                problems.add(unknown(one.facts().device(), nodes.keySet()));
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
        List<Wish> wishes = wishes(desired, problems);
        List<Drift> drifts = new ArrayList<>(
                each(wishes, wish -> wish.node, wish -> settings -> settings.drift(wish.settings), problems));
        if (!problems.isEmpty()) {
            drifts.add(new Drift("", List.of(), problems));
        }
        return drifts;
    }

    /** Recovers what interrupted transactions left behind on any device. */
    public List<Recovery> recover() {
        List<Recovery> recovered = new ArrayList<>();
        each(
                        system.nodes(),
                        node -> node,
                        node -> settings -> settings.module().isPresent() ? settings.recover() : List.<Recovery>of(),
                        new ArrayList<>())
                .forEach(recovered::addAll);
        return recovered;
    }

    private List<Wish> wishes(DesiredState desired, List<Problem> problems) {
        List<FwctlNode> nodes = system.nodes();
        Map<String, Wish> wishes = new LinkedHashMap<>();
        for (DesiredState.Group group : desired.groups()) {
            List<FwctlNode> chosen =
                    nodes.stream().filter(group.select()::matches).toList();
            if (chosen.isEmpty()) {
                problems.add(unknown(
                        group.select().toString(),
                        nodes.stream().map(FwctlNode::stableKey).toList()));
            } else if (chosen.size() > 1 && group.select().name().isPresent()) {
                problems.add(new Problem(
                        group.select().toString(),
                        "",
                        Problem.Kind.SEVERAL_DEVICES,
                        "several devices answer to it: "
                                + String.join(
                                        ", ",
                                        chosen.stream()
                                                .map(FwctlNode::stableKey)
                                                .toList()),
                        "Use one of these keys, or a pattern"));
            } else {
                chosen.forEach(node -> wishes.computeIfAbsent(node.name(), name -> new Wish(node))
                        .add(group));
            }
        }
        return List.copyOf(wishes.values());
    }

    private static Problem unknown(String wanted, Collection<String> known) {
        List<String> near = NearMatches.of(wanted, known);
        List<String> shown = near.isEmpty() ? List.copyOf(known) : near;
        return new Problem(
                wanted,
                "",
                Problem.Kind.UNKNOWN_DEVICE,
                "no device of this host answers to it",
                shown.isEmpty() ? "This host has no fwctl device" : "There are " + String.join(", ", shown));
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
        try (FwctlDevice device = system.open(node)) {
            Settings settings = Settings.of(device);
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
