// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.settings.planning;

import dev.fwctl.FirmwareException;
import dev.fwctl.settings.journal.Ending;
import dev.fwctl.settings.journal.Entry;
import dev.fwctl.settings.journal.Journal;
import dev.fwctl.settings.model.Place;
import dev.fwctl.settings.model.SettingValue;
import dev.fwctl.settings.model.Unit;
import dev.fwctl.settings.model.UnitState;
import dev.fwctl.settings.plan.Desired;
import dev.fwctl.settings.plan.Problem;
import dev.fwctl.settings.result.Drift;
import dev.fwctl.settings.result.Drift.Finding;
import dev.fwctl.settings.result.Drift.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Compares what a device holds with what is desired. Reads only. */
public final class Comparison {
    private final Subject subject;
    private final Journal journal;
    private final UnitCache cache = new UnitCache();
    private final Problems problems;
    private final List<Finding> findings = new ArrayList<>();

    public Comparison(Subject subject, Journal journal) {
        this.subject = subject;
        this.journal = journal;
        this.problems = new Problems(subject.device());
    }

    public Drift with(Map<String, Desired> desired) {
        desired.forEach((name, wanted) -> {
            List<Place> places = Reader.find(subject.settings(), subject.device(), name, problems.list());
            for (int i = 0; i < places.size(); i++) {
                compare(places.get(i), wanted, new int[] {places.size(), i});
            }
        });
        return new Drift(subject.device(), findings, problems.list());
    }

    private void compare(Place place, Desired wanted, int[] share) {
        try {
            Optional<SettingValue> current = read(place, UnitState.CURRENT);
            Optional<SettingValue> pending = read(place, UnitState.PENDING);
            Optional<SettingValue> value = Values.meant(place, Spread.one(wanted, share[0], share[1]))
                    .map(place::parse)
                    .or(() -> read(place, UnitState.DEFAULT));
            findings.add(new Finding(
                    place.address().toString(), state(place, value, current, pending), value, current, pending));
        } catch (IllegalArgumentException e) {
            problems.add(place, Problem.Kind.VALUE, String.valueOf(e.getMessage()), "");
        } catch (FirmwareException e) {
            findings.add(new Finding(
                    place.address().toString(),
                    State.CANNOT_BE_ASKED,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty()));
        }
    }

    private Optional<SettingValue> read(Place place, UnitState state) {
        return cache.image(place.unit(), state).flatMap(place::value).map(value -> Reader.shown(place, value));
    }

    private State state(
            Place place,
            Optional<SettingValue> desired,
            Optional<SettingValue> current,
            Optional<SettingValue> pending) {
        Optional<SettingValue> next = pending.or(() -> current);
        boolean untold = place.setting().sensitive() && !place.unit().tellsSecrets();
        if (next.isEmpty() || desired.isEmpty() || untold) {
            return State.CANNOT_BE_ASKED;
        }
        if (!next.equals(desired)) {
            return State.DIFFERS;
        }
        if (current.isEmpty() || current.equals(desired)) {
            return State.IN_LINE;
        }
        return bootedSinceWritten(place.unit()) ? State.STUCK : State.WAITS;
    }

    /** Whether the host has booted since the unit was last written through this library. */
    private boolean bootedSinceWritten(Unit unit) {
        List<String> ended = journal.ended();
        for (int i = ended.size() - 1; i >= 0; i--) {
            Optional<Entry> entry = journal.find(ended.get(i))
                    .filter(one ->
                            one.begin().hardware().equals(subject.hardware().key()))
                    .filter(one -> one.ending().equals(Optional.of(Ending.APPLIED)))
                    .filter(one ->
                            one.units().stream().anyMatch(record -> record.key().equals(unit.key())));
            if (entry.isPresent()) {
                return !entry.get().begin().host().boot().equals(subject.host().boot());
            }
        }
        return false;
    }
}
