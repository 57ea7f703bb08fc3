// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.settings.applying;

import dev.fwctl.Progress;
import dev.fwctl.settings.journal.Entry;
import dev.fwctl.settings.journal.Journal;
import dev.fwctl.settings.journal.SettingRecord;
import dev.fwctl.settings.journal.UnitRecord;
import dev.fwctl.settings.model.Place;
import dev.fwctl.settings.model.Undo;
import dev.fwctl.settings.plan.Change;
import dev.fwctl.settings.plan.Plan;
import dev.fwctl.settings.plan.Problem;
import dev.fwctl.settings.plan.SettingsException;
import dev.fwctl.settings.planning.Draft;
import dev.fwctl.settings.planning.Planner;
import dev.fwctl.settings.planning.Subject;
import dev.fwctl.settings.result.ApplyResult;
import dev.fwctl.settings.result.ResetNeed;
import dev.fwctl.settings.result.SettingResult;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Applies a plan to the hardware that it was made for. The caller holds the locks. */
final class Applier {
    private static final String ACTION = "cannot apply the plan";

    private final Subject subject;
    private final Journal journal;
    private final Contents contents;

    Applier(Subject subject, Journal journal) {
        this.subject = subject;
        this.journal = journal;
        this.contents = new Contents(journal);
    }

    /**
     * Plans anew by the intent of the plan, and writes.
     *
     * @throws SettingsException if there are problems, or the plan is stale; nothing was written
     */
    ApplyResult apply(String id, Plan plan, Progress progress) {
        requireSameHardware(plan);
        Planner planner = new Planner(subject, plan.wanted());
        Plan now = planner.plan();
        if (!now.problems().isEmpty()) {
            throw new SettingsException(ACTION, now.problems());
        }
        if (!plan.units().equals(now.units())) {
            throw subject.refusal(
                    ACTION, Problem.Kind.STALE, "the device has changed since the plan was made", "Plan again");
        }
        List<Step> steps = planner.writesNow().stream()
                .sorted(Comparator.comparing(draft -> draft.unit().undo() == Undo.NOT_AT_ALL))
                .map(this::step)
                .toList();
        requireNoneOpen(steps.stream().map(step -> step.unit.key()).collect(Collectors.toSet()));
        if (steps.isEmpty()) {
            return result(Optional.empty(), ApplyResult.Status.DONE, planner, now, List.of(), Resets.none());
        }
        Resets resets = Resets.before(subject.settings());
        ApplyResult.Status status = new Transaction(id, subject, journal, steps, settings(now)).run(progress);
        return result(Optional.of(id), status, planner, now, steps, resets);
    }

    private ApplyResult result(
            Optional<String> id,
            ApplyResult.Status status,
            Planner planner,
            Plan plan,
            List<Step> steps,
            Resets resets) {
        Results results = new Results(plan, steps);
        List<SettingResult> settings = new ArrayList<>();
        for (Place place : planner.asked().keySet()) {
            settings.add(results.of(place, planner.asked().get(place)));
        }
        settings.addAll(
                results.others(settings.stream().map(SettingResult::name).toList()));
        ResetNeed need = status == ApplyResult.Status.DONE && !steps.isEmpty()
                ? resets.after(plan.changes())
                : ResetNeed.of(ResetNeed.Kind.NONE, Set.of());
        return new ApplyResult(subject.device(), id, status, settings, need);
    }

    private Step step(Draft draft) {
        return draft.forgets()
                ? Step.forget(draft.unit(), contents, draft.before())
                : Step.write(draft.unit(), contents, draft.before(), draft.after());
    }

    private static List<SettingRecord> settings(Plan plan) {
        return plan.changes().stream()
                .filter(change -> change.cause() == Change.Cause.ASKED)
                .map(change -> new SettingRecord(
                        change.name(),
                        change.before().filter(value -> !value.sensitive()).map(value -> value.raw())))
                .toList();
    }

    private void requireSameHardware(Plan plan) {
        Plan.Facts facts = plan.facts();
        if (!plan.problems().isEmpty()) {
            throw new SettingsException(ACTION, plan.problems());
        }
        if (!facts.hardware().equals(subject.hardware().key())) {
            throw subject.refusal(
                    ACTION,
                    Problem.Kind.STALE,
                    "the plan was made for " + facts.hardware() + ", and this is " + subject.hardware(),
                    "Plan for this hardware");
        }
    }

    /** Of a unit whose last transaction was interrupted, nobody knows what it holds. */
    private void requireNoneOpen(Set<String> units) {
        for (Entry entry : journal.open()) {
            boolean ours = entry.begin().hardware().equals(subject.hardware().key())
                    && entry.units().stream().map(UnitRecord::key).anyMatch(units::contains);
            if (ours) {
                throw subject.refusal(
                        ACTION,
                        Problem.Kind.RECOVERY,
                        "the transaction " + entry.transaction() + " was interrupted, and wrote to the same units",
                        "Recover first");
            }
        }
    }
}
