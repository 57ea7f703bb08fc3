// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.settings.planning;

import dev.fwctl.SettingChange;
import dev.fwctl.Verdict;
import dev.fwctl.settings.model.Place;
import dev.fwctl.settings.model.SettingValue;
import dev.fwctl.settings.plan.Change;
import dev.fwctl.settings.plan.Plan;
import dev.fwctl.settings.plan.PlannedUnit;
import dev.fwctl.settings.plan.Problem;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Computes what settings would change, and collects all that stands against it. Reads only. For one plan, on one thread.
 */
public final class Planner {
    private final Subject subject;
    private final Plan.Wanted wanted;
    private final UnitCache cache = new UnitCache();
    private final Problems problems;
    private final Drafts drafts;

    public Planner(Subject subject, Plan.Wanted wanted) {
        this.subject = subject;
        this.wanted = wanted;
        this.problems = new Problems(subject.device());
        this.drafts = new Drafts(subject, wanted.consents(), cache, problems);
    }

    public Plan plan() {
        wanted.desired().forEach(drafts::draw);
        new Objections(subject, drafts, cache, problems).collect();
        ChangeList changes = new ChangeList(drafts, cache, stages());
        List<Change> all = new ArrayList<>();
        drafts.writes().forEach(draft -> all.addAll(changes.of(draft)));
        all.forEach(this::ask);
        all.sort(Comparator.comparingInt(change -> change.write().stage()));
        Set<String> secrets = new LinkedHashSet<>(wanted.secrets());
        secrets.addAll(drafts.secrets());
        return new Plan(
                facts(),
                new Plan.Wanted(wanted.desired(), secrets, wanted.consents()),
                problems.list(),
                all,
                drafts.writes().stream().map(Planner::planned).toList());
    }

    /** The commands are asked about as well, by the units that they write; here it is what each setting's change can do. */
    private void ask(Change change) {
        Verdict verdict = subject.policy()
                .apply(new SettingChange(
                        subject.module(), change.name(), change.write().consequences()));
        if (!verdict.allowed()) {
            problems.add(
                    change.name(),
                    Problem.Kind.POLICY,
                    "the policy refuses to change it ("
                            + String.join(", ", change.write().consequences()) + "): " + verdict.reason(),
                    verdict.cure());
        }
    }

    /** The units that can be written now, in order: those of a later stage have to wait. */
    public List<Draft> writesNow() {
        Stages stages = stages();
        return drafts.writes().stream()
                .filter(draft -> stages.of(draft.unit().key()) == 1)
                .toList();
    }

    /** What was asked for by value, or by a default that the device tells; unmodifiable. */
    public Map<Place, SettingValue> asked() {
        return Collections.unmodifiableMap(drafts.asked());
    }

    private Stages stages() {
        return new Stages(drafts);
    }

    private Plan.Facts facts() {
        return new Plan.Facts(
                subject.device(),
                subject.hardware().key(),
                subject.module(),
                subject.firmware(),
                Instant.now().truncatedTo(ChronoUnit.MILLIS));
    }

    private static PlannedUnit planned(Draft draft) {
        return new PlannedUnit(
                draft.unit().key(),
                draft.unit().title(),
                draft.forgets() ? PlannedUnit.Way.FORGET : PlannedUnit.Way.WRITE,
                draft.before()
                        .map(bytes -> Digests.fingerprint(draft.unit(), bytes))
                        .orElse(""));
    }
}
