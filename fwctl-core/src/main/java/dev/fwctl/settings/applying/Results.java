// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.settings.applying;

import dev.fwctl.settings.model.Place;
import dev.fwctl.settings.model.SettingValue;
import dev.fwctl.settings.plan.Change;
import dev.fwctl.settings.plan.Plan;
import dev.fwctl.settings.planning.Reader;
import dev.fwctl.settings.result.Outcome;
import dev.fwctl.settings.result.SettingResult;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The result of each setting, from what became of the units. */
final class Results {
    private final Plan plan;
    private final Map<String, Step> steps = new HashMap<>();

    Results(Plan plan, List<Step> steps) {
        this.plan = plan;
        steps.forEach(step -> this.steps.put(step.unit.key(), step));
    }

    /** Of a setting that was asked for. */
    SettingResult of(Place place, SettingValue wanted) {
        String name = place.address().toString();
        Optional<Change> change = change(name);
        if (change.isEmpty()) {
            return new SettingResult(name, Outcome.UNCHANGED, shown(place, wanted), shown(place, wanted), "");
        }
        Step step = steps.get(place.unit().key());
        if (step == null) {
            return new SettingResult(
                    name,
                    Outcome.LATER,
                    change.get().after(),
                    change.get().before(),
                    "another change has to be live first; plan again after the reset");
        }
        Optional<SettingValue> held = step.lastImage()
                .flatMap(place::value)
                .or(() -> step.standing() == Step.Standing.RESTORED || step.standing() == Step.Standing.UNTOUCHED
                        ? change.get().before()
                        : Optional.empty());
        boolean adjusted = step.standing() == Step.Standing.ADJUSTED && !held.equals(Optional.of(wanted));
        Outcome outcome = adjusted ? Outcome.ADJUSTED : outcome(step.standing());
        return new SettingResult(
                name, outcome, change.get().after(), held.flatMap(value -> shown(place, value)), step.reason());
    }

    private static Optional<SettingValue> shown(Place place, SettingValue value) {
        return Optional.of(Reader.shown(place, value));
    }

    /** Of the settings that changed with them. */
    List<SettingResult> others(Collection<String> known) {
        List<SettingResult> others = new ArrayList<>();
        for (Change change : plan.changes()) {
            Step step = steps.get(change.write().unit());
            if (step != null && !known.contains(change.name())) {
                Outcome outcome = outcome(step.standing());
                boolean changed = outcome == Outcome.CHANGED;
                others.add(new SettingResult(
                        change.name(),
                        outcome,
                        change.after(),
                        changed ? change.after() : change.before(),
                        step.reason()));
            }
        }
        return others;
    }

    private Optional<Change> change(String name) {
        return plan.changes().stream()
                .filter(change -> change.name().equals(name))
                .findFirst();
    }

    private static Outcome outcome(Step.Standing standing) {
        return switch (standing) {
            case UNTOUCHED -> Outcome.UNCHANGED;
            case WRITTEN, ADJUSTED -> Outcome.CHANGED;
            case UNVERIFIED -> Outcome.UNVERIFIED;
            case REFUSED -> Outcome.REFUSED;
            case RESTORED -> Outcome.RESTORED;
            case FOREIGN -> Outcome.CHANGED_BY_OTHERS;
            case UNKNOWN -> Outcome.UNKNOWN;
        };
    }
}
