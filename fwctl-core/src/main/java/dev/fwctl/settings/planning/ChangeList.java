// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.settings.planning;

import dev.fwctl.settings.model.Place;
import dev.fwctl.settings.model.SettingValue;
import dev.fwctl.settings.model.Undo;
import dev.fwctl.settings.model.Unit;
import dev.fwctl.settings.model.UnitState;
import dev.fwctl.settings.model.UnitWrite;
import dev.fwctl.settings.plan.Change;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** The effect that writing units has on each setting in them. */
final class ChangeList {
    private final Drafts drafts;
    private final UnitCache cache;
    private final Stages stages;

    ChangeList(Drafts drafts, UnitCache cache, Stages stages) {
        this.drafts = drafts;
        this.cache = cache;
        this.stages = stages;
    }

    /** Those asked for first, then what they bring along. */
    List<Change> of(Draft draft) {
        Unit unit = draft.unit();
        List<Change> changes = new ArrayList<>();
        for (Place place : places(unit)) {
            Optional<SettingValue> before = before(unit, place).map(value -> Reader.shown(place, value));
            Optional<SettingValue> after = after(draft, place).map(value -> Reader.shown(place, value));
            boolean was = drafts.isAsked(place);
            boolean same = before.isPresent() && before.equals(after);
            boolean unknowable = !draft.forgets() && !was && (before.isEmpty() || after.isEmpty());
            if (!same && !unknowable) {
                changes.add(
                        new Change(place.address().toString(), cause(draft, was), before, after, write(draft, place)));
            }
        }
        return changes;
    }

    /** An element that was asked for stands for itself, beside the array that it is part of. */
    private Set<Place> places(Unit unit) {
        Set<Place> places = new LinkedHashSet<>(drafts.askedIn(unit));
        Set<String> arrays = new LinkedHashSet<>();
        places.forEach(
                place -> arrays.add(place.setting().name() + place.address().owner()));
        for (Place place : unit.places()) {
            if (!arrays.contains(place.setting().name() + place.address().owner())) {
                places.add(place);
            }
        }
        return places;
    }

    private static Change.Cause cause(Draft draft, boolean was) {
        if (was) {
            return Change.Cause.ASKED;
        }
        return draft.forgets() ? Change.Cause.NEIGHBOUR : Change.Cause.IMPLIED;
    }

    private Optional<SettingValue> before(Unit unit, Place place) {
        return cache.image(unit, unit.target()).flatMap(place::value);
    }

    private Optional<SettingValue> after(Draft draft, Place place) {
        if (draft.forgets()) {
            return cache.image(draft.unit(), UnitState.DEFAULT).flatMap(place::value);
        }
        return Optional.ofNullable(drafts.asked().get(place)).or(() -> place.valueToWrite(draft.after()));
    }

    private Change.Write write(Draft draft, Place place) {
        UnitWrite write = draft.write();
        Undo undo = Objects.requireNonNull(
                draft.before().isEmpty() ? Undo.NOT_AT_ALL : draft.unit().undo());
        return new Change.Write(
                draft.unit().key(),
                stages.of(draft.unit().key()),
                write.effects().toString(),
                write.scope(),
                write.taints(),
                place.setting().applyTime(),
                undo,
                place.setting().consequences());
    }
}
