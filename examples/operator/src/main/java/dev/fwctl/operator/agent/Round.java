// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.operator.agent;

import dev.fwctl.operator.api.FirmwareSettings;
import dev.fwctl.operator.api.FirmwareSettingsSpec;
import dev.fwctl.operator.api.FirmwareSettingsSpec.OnDrift;
import dev.fwctl.operator.api.FirmwareStateStatus;
import dev.fwctl.operator.api.FirmwareStateStatus.Device;
import dev.fwctl.operator.api.FirmwareStateStatus.Stage;
import dev.fwctl.operator.api.FirmwareStateStatus.Standing;
import dev.fwctl.operator.api.FirmwareStateStatus.Write;
import dev.fwctl.settings.fleet.DesiredState;
import dev.fwctl.settings.fleet.Fleet;
import dev.fwctl.settings.journal.Host;
import dev.fwctl.settings.plan.FleetPlan;
import dev.fwctl.settings.plan.Plan;
import dev.fwctl.settings.plan.Problem;
import dev.fwctl.settings.result.ApplyResult;
import dev.fwctl.settings.result.Drift;
import dev.fwctl.settings.result.FleetResult;
import dev.fwctl.settings.result.ResetNeed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One look at the devices that a resource selects, and what follows from it. Reads what is desired and nothing else; opens
 * devices for each step and closes them. Knows no API server. For one thread.
 */
final class Round {
    /** Whether settings may be written now. */
    enum Writing {
        /** Yes. */
        ALLOWED,
        /** Not before the node is in maintenance. */
        ONLY_IN_MAINTENANCE,
        /** No: two resources contradict each other. */
        NEVER
    }

    /** Nothing more is to be written. */
    private static final Set<Standing> WRITTEN = Set.of(Standing.IN_LINE, Standing.WAITS, Standing.UNVERIFIED);

    private final FirmwareSettings resource;
    private final Fleet fleet;
    private final DesiredState desired;
    private final Next.Circumstances now;
    private final Writes writes;
    private final Map<String, String> resets = new LinkedHashMap<>();
    private final Set<String> known = new LinkedHashSet<>();
    private final List<Note> notes = new ArrayList<>();
    private final Map<String, List<Problem>> problems = new LinkedHashMap<>();
    private final List<String> transactions = new ArrayList<>();
    private List<Drift> drifts = List.of();
    private boolean again;

    /**
     * A round.
     *
     * @param before how things stood after the last one
     * @throws IllegalArgumentException if the resource cannot be meant so
     */
    Round(FirmwareSettings resource, Post post, FirmwareStateStatus before) {
        this.resource = resource;
        this.fleet = Fleet.of(post.fwctl().withPolicy(Wish.policy(resource)));
        this.desired = Wish.desired(resource.getSpec());
        OnDrift onDrift = resource.getSpec().onDrift();
        this.now = new Next.Circumstances(
                resource.getMetadata().getGeneration(),
                Host.of(post.fwctl().root()).boot(),
                onDrift == null ? OnDrift.MEND : onDrift,
                Instant.now(),
                post.interval());
        this.writes = new Writes(now, before.devices());
        for (Device device : before.devices()) {
            if (device.settings() != null && before.observedGeneration() == now.generation()) {
                known.add(device.device());
            }
            if (device.reset() != null) {
                resets.put(device.device(), device.reset());
            }
        }
    }

    /**
     * Looks, and writes where something differs and a write is due.
     *
     * @param writing whether that is allowed now
     * @param announce is told how the devices stand before anything is written, with the writes that are about to be made.
     *     If it throws, nothing is written: an agent that dies of a write, or cannot say that it made one, must not make it
     *     again and again
     */
    void run(Writing writing, Consumer<Round> announce) {
        look();
        Set<String> due = due(writing);
        if (due.isEmpty()) {
            return;
        }
        List<Plan> plans = plans(due);
        if (plans.isEmpty()) {
            return;
        }
        Map<String, @Nullable Write> old = new LinkedHashMap<>();
        for (Plan plan : plans) {
            old.put(plan.facts().device(), writes.last(plan.facts().device()));
            writes.started(plan.facts().device());
        }
        announce.accept(this);
        apply(plans, old);
        look();
        drifts.stream().filter(this::differs).forEach(this::afterwards);
    }

    private void look() {
        drifts = fleet.drift(desired);
        for (Drift drift : drifts) {
            String device = drift.device();
            // Nobody can tell of these when their reset has come: at the latest the boot was it.
            if (any(drift, Standing.UNVERIFIED) && writes.booted(device)) {
                resets.remove(device);
            }
            boolean waits = any(drift, Standing.WAITS) || (any(drift, Standing.UNVERIFIED) && resets.containsKey(device));
            boolean all = drift.problems().isEmpty() && !drift.settings().isEmpty();
            if (all && drift.settings().stream().allMatch(one -> WRITTEN.contains(writes.standing(device, one)))) {
                writes.seen(device, waits ? Stage.TAKEN : Stage.HELD);
                if (!waits) {
                    resets.remove(device);
                }
            }
        }
    }

    private boolean any(Drift drift, Standing standing) {
        return drift.settings().stream().anyMatch(one -> writes.standing(drift.device(), one) == standing);
    }

    private Set<String> due(Writing writing) {
        Set<String> due = new LinkedHashSet<>();
        for (Drift drift : drifts) {
            // What cannot be read is written once; that a device does not answer just now is no reason to write.
            boolean unread = any(drift, Standing.CANNOT_BE_ASKED) && writes.nothingWritten(drift.device());
            if (!differs(drift) && !unread) {
                continue;
            }
            if (differs(drift) && writes.onlyLapsed(drift)) {
                writes.seen(drift.device(), Stage.HELD);
            }
            String what = Devices.differences(drift);
            switch (Next.after(writes.last(drift.device()), now)) {
                case WRITE -> {
                    if (writing == Writing.ALLOWED) {
                        due.add(drift.device());
                    } else if (writing == Writing.ONLY_IN_MAINTENANCE) {
                        notes.add(new Note(Note.Kind.NOT_IN_MAINTENANCE, what));
                    }
                }
                case WRITE_LATER -> notes.add(new Note(Note.Kind.WRITE_FAILED, what));
                case REPORT -> notes.add(new Note(Note.Kind.DRIFTED, what));
                case NEVER_TAKEN -> notes.add(new Note(Note.Kind.NEVER_TAKEN, what));
                case NEVER_CURRENT -> notes.add(new Note(Note.Kind.NEVER_CURRENT, what));
            }
        }
        return due;
    }

    private boolean differs(Drift drift) {
        return any(drift, Standing.DIFFERS);
    }

    /** Plans that can be applied, of these devices; what stands against others is kept. */
    private List<Plan> plans(Set<String> due) {
        Fleet some = fleet.among(node -> due.contains(node.stableKey()));
        FleetPlan plan = some.plan(desired);
        if (plan.problems().stream().anyMatch(one -> one.kind() == Problem.Kind.RECOVERY)) {
            some.recover();
            plan = some.plan(desired);
        }
        List<Plan> plans = new ArrayList<>();
        Set<String> contradicted = new LinkedHashSet<>();
        plan.unmatched().stream().filter(one -> due.contains(one.device())).forEach(problem -> {
            contradicted.add(problem.device());
            refuse(problem);
        });
        for (Plan one : plan.plans()) {
            if (!due.contains(one.facts().device())) {
                continue;
            }
            one.problems().forEach(this::refuse);
            if (one.applyable() && !contradicted.contains(one.facts().device())) {
                plans.add(one);
            }
        }
        return plans;
    }

    private void refuse(Problem problem) {
        problems.computeIfAbsent(problem.device(), device -> new ArrayList<>()).add(problem);
        notes.add(new Note(kind(problem), problem.toString()));
    }

    private void apply(List<Plan> plans, Map<String, @Nullable Write> old) {
        FleetResult result = fleet.apply(new FleetPlan(plans, List.of()));
        for (ApplyResult one : result.results()) {
            one.transaction().ifPresent(transactions::add);
            writes.ended(one);
            if (one.done() && one.reset().kind() != ResetNeed.Kind.NONE) {
                resets.put(one.device(), one.reset().toString());
            } else if (!one.done()) {
                notes.add(new Note(Note.Kind.WRITE_FAILED, one.toString()));
            }
        }
        // Nothing was written there: another agent has the lock, or has just written.
        for (Problem problem : result.problems()) {
            notes.add(new Note(Note.Kind.WRITE_FAILED, problem.toString()));
            writes.notMade(problem.device(), old.get(problem.device()));
            again = true;
        }
    }

    /** Of a device that differs although it was written just now. */
    private void afterwards(Drift drift) {
        Write last = writes.last(drift.device());
        if (last != null && last.stage() == Stage.ADJUSTED) {
            notes.add(new Note(Note.Kind.NEVER_TAKEN, Devices.differences(drift)));
        }
    }

    /** How the devices stand. */
    List<Device> devices() {
        return Devices.of(drifts, problems, writes, resets, known);
    }

    /** What people should know. */
    List<Note> notes() {
        List<Note> all = new ArrayList<>(notes);
        Set<String> keys = new LinkedHashSet<>(Wish.keys(spec()).toList());
        Set<String> present = new LinkedHashSet<>();
        for (Drift drift : drifts) {
            present.add(drift.device());
            drift.problems().stream()
                    .filter(problem -> problem.kind() != Problem.Kind.UNKNOWN_DEVICE || keys.contains(problem.device()))
                    .forEach(problem -> all.add(new Note(kind(problem), problem.toString())));
            drift.settings().stream()
                    .filter(one -> writes.standing(drift.device(), one) == Standing.STUCK)
                    .forEach(one ->
                            all.add(new Note(Note.Kind.NEVER_CURRENT, drift.device() + " " + Devices.standing(one))));
            drift.settings().stream()
                    .filter(one -> writes.standing(drift.device(), one) == Standing.CANNOT_BE_ASKED)
                    .forEach(one -> all.add(new Note(Note.Kind.UNREADABLE, drift.device() + " " + one)));
        }
        known.stream()
                .filter(device -> !present.contains(device) && !failed(device))
                .forEach(device -> all.add(new Note(Note.Kind.DEVICE_MISSING, device + " was here, and is gone")));
        return all;
    }

    private boolean failed(String device) {
        return drifts.stream()
                .flatMap(drift -> drift.problems().stream())
                .anyMatch(one -> one.device().equals(device));
    }

    private static Note.Kind kind(Problem problem) {
        return switch (problem.kind()) {
            case UNKNOWN_DEVICE -> Note.Kind.DEVICE_MISSING;
            case UNREADABLE -> Note.Kind.UNREADABLE;
            case SEVERAL_DEVICES -> Note.Kind.INVALID;
            default -> Note.Kind.REFUSED;
        };
    }

    /** What the last look found. */
    List<Drift> drifts() {
        return drifts;
    }

    /** The transactions that were made. */
    List<String> transactions() {
        return transactions;
    }

    /** Whether to look again soon: something was in the way that may go by itself. */
    boolean again() {
        return again;
    }

    FirmwareSettingsSpec spec() {
        return resource.getSpec();
    }
}
