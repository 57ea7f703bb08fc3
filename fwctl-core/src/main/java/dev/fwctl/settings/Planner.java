// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.settings;

import dev.fwctl.FirmwareException;
import dev.fwctl.settings.model.Bounds;
import dev.fwctl.settings.model.Offer;
import dev.fwctl.settings.model.Place;
import dev.fwctl.settings.model.SettingKind;
import dev.fwctl.settings.model.SettingValue;
import dev.fwctl.settings.model.Unit;
import dev.fwctl.settings.model.UnitState;
import dev.fwctl.settings.model.UnitWrite;
import java.math.BigInteger;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Computes what settings would change, and collects all that stands against it. Reads only. For one plan, on one thread.
 */
final class Planner {
    /** What is to become of one unit. */
    static final class Draft {
        final Unit unit;
        final Optional<byte[]> before;
        byte[] after;
        boolean forget;

        private Draft(Unit unit, Optional<byte[]> before) {
            this.unit = unit;
            this.before = before;
            this.after = before.orElseGet(unit::blank);
        }

        /** Whether there is anything to write. What cannot be read is always written. */
        boolean changes() {
            return forget || before.isEmpty() || !Arrays.equals(before.get(), after);
        }

        UnitWrite write() {
            return forget ? unit.forget().orElseThrow() : unit.write(after);
        }
    }

    private final Subject subject;
    private final Plan.Wanted wanted;
    private final Set<String> secrets = new LinkedHashSet<>();
    private final UnitCache cache = new UnitCache();
    private final Problems problems;
    private final Map<String, Draft> drafts = new LinkedHashMap<>();
    private final Map<Place, SettingValue> asked = new LinkedHashMap<>();
    private final Map<String, Place> toDefault = new LinkedHashMap<>();

    Planner(Subject subject, Plan.Wanted wanted) {
        this.subject = subject;
        this.wanted = wanted;
        this.secrets.addAll(wanted.secrets());
        this.problems = new Problems(subject.device());
    }

    Plan plan() {
        wanted.desired().forEach(this::draft);
        drafts.values().forEach(this::protectSecrets);
        asked.forEach(this::check);
        List<Draft> writes = writes();
        writes.forEach(this::checkWrite);
        Stages stages = new Stages(asked.keySet(), drafts);
        ChangeList changes = new ChangeList(asked, toDefault, cache, stages);
        List<Change> all = new ArrayList<>();
        writes.forEach(draft -> all.addAll(changes.of(draft)));
        all.sort(Comparator.comparingInt(change -> change.write().stage()));
        return new Plan(
                facts(),
                new Plan.Wanted(wanted.desired(), secrets, wanted.consents()),
                problems.list(),
                all,
                writes.stream().map(Planner::planned).toList());
    }

    /** The units to write, in order, those of a later stage included. */
    List<Draft> writes() {
        return drafts.values().stream()
                .filter(Draft::changes)
                .sorted(Comparator.<Draft>comparingInt(draft -> draft.unit.order())
                        .thenComparing(draft -> draft.unit.key()))
                .toList();
    }

    Map<Place, SettingValue> asked() {
        return Collections.unmodifiableMap(asked);
    }

    /** The number of the stage at which each unit is written, by key. */
    Map<String, Integer> stages() {
        return new Stages(asked.keySet(), drafts).byUnit();
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
                draft.unit.key(),
                draft.unit.title(),
                draft.forget ? PlannedUnit.Way.FORGET : PlannedUnit.Way.WRITE,
                draft.before
                        .map(bytes -> Digests.fingerprint(draft.unit, bytes))
                        .orElse(""));
    }

    private void draft(String name, Desired value) {
        List<Place> places = Reader.find(subject.settings(), subject.device(), name, problems.list());
        for (int i = 0; i < places.size(); i++) {
            Place place = places.get(i);
            if (place.setting().sensitive()) {
                secrets.add(name);
            }
            if (asked.containsKey(place)) {
                problems.add(place, Problem.Kind.VALUE, "it is given more than one value", "Give one");
                continue;
            }
            try {
                draft(place, Spread.one(value, places.size(), i));
            } catch (FirmwareException e) {
                problems.add(
                        place, Problem.Kind.UNREADABLE, "the firmware refuses to read it: " + e.getMessage(), e.hint());
            } catch (IllegalArgumentException e) {
                problems.add(place, Problem.Kind.VALUE, String.valueOf(e.getMessage()), "");
            }
        }
    }

    private void draft(Place place, Desired given) {
        Unit unit = place.unit();
        Optional<byte[]> base = cache.base(unit);
        if (unit.states().contains(unit.target())) {
            Optional<byte[]> image = cache.image(unit, unit.target());
            if (image.isEmpty() || place.value(image.get()).isEmpty()) {
                problems.list().add(Reader.absent(subject.device(), place));
                return;
            }
        } else if (!wanted.consents().contains(Consent.WITHOUT_READ_BACK)) {
            problems.add(
                    place,
                    Problem.Kind.NO_READ_BACK,
                    "of " + unit.title() + " can be read back: " + unit.readBack()
                            + ", so nobody could tell whether a write was taken, nor undo it",
                    "Consent to WITHOUT_READ_BACK if that is acceptable");
        }
        if (place.setting().readOnly()) {
            problems.add(place, Problem.Kind.READ_ONLY, "it can only be read", "");
            return;
        }
        Draft draft = drafts.computeIfAbsent(unit.key(), key -> new Draft(unit, base));
        Optional<Object> value = Values.meant(place, given);
        if (value.isEmpty()) {
            draftDefault(place, draft);
        } else if (value.get().equals(PlanJson.MISSING_SECRET)) {
            problems.add(
                    place, Problem.Kind.SECRET, "it is a secret, which the plan does not hold", "Give its value again");
        } else {
            put(place, draft, place.parse(value.get()));
        }
    }

    private void draftDefault(Place place, Draft draft) {
        Optional<SettingValue> known =
                cache.image(draft.unit, UnitState.DEFAULT).flatMap(place::value);
        if (known.isPresent()) {
            put(place, draft, known.get());
        } else if (draft.unit.forget().isPresent()) {
            draft.forget = true;
            toDefault.put(draft.unit.key(), place);
            boolean alone = draft.unit.places().size() <= 1;
            if (!alone && !wanted.consents().contains(Consent.NEIGHBOURS_TO_DEFAULT)) {
                problems.add(
                        place,
                        Problem.Kind.NEIGHBOURS,
                        "the device does not tell its default, and forgetting " + draft.unit.title() + " takes its "
                                + (draft.unit.places().size() - 1) + " other settings along",
                        "Give a value instead, or consent to NEIGHBOURS_TO_DEFAULT");
            }
        } else {
            problems.add(
                    place,
                    Problem.Kind.NO_DEFAULT,
                    "the device does not tell its default, and cannot forget what is stored",
                    "Give a value instead");
        }
    }

    private void put(Place place, Draft draft, SettingValue value) {
        draft.after = place.with(draft.after, value);
        cache.plan(draft.unit, draft.after);
        asked.put(place, value);
    }

    /** A secret that is not read back would be overwritten by whatever stands there instead. */
    private void protectSecrets(Draft draft) {
        if (draft.unit.tellsSecrets() || draft.forget || !draft.changes()) {
            return;
        }
        for (Place secret : draft.unit.places()) {
            if (secret.setting().sensitive() && !asked.containsKey(secret)) {
                problems.add(
                        secret,
                        Problem.Kind.SECRET,
                        draft.unit.title() + " is written as a whole, and this secret in it cannot be read back",
                        "Give its value as well");
            }
        }
    }

    private void check(Place place, SettingValue value) {
        Draft draft = drafts.get(place.unit().key());
        if (draft == null || !draft.changes()) {
            return;
        }
        try {
            Offer offer = place.offer(cache);
            boolean later = place.liveFirst().stream().anyMatch(this::changesToo);
            if (offer.state() == Offer.State.NO && !later) {
                problems.add(place, Problem.Kind.NOT_OFFERED, offer.reason(), "");
                return;
            }
            Bounds bounds = place.bounds(cache);
            for (Object raw : value.asList()) {
                bounds(place, bounds, raw);
            }
            place.objection(cache, value).ifPresent(why -> problems.add(place, Problem.Kind.DEPENDENCY, why, ""));
        } catch (FirmwareException e) {
            problems.add(
                    place, Problem.Kind.UNREADABLE, "what it depends on cannot be read: " + e.getMessage(), e.hint());
        }
    }

    private boolean changesToo(String name) {
        return asked.keySet().stream()
                .anyMatch(other -> other.address().name().equals(name)
                        && Optional.ofNullable(drafts.get(other.unit().key()))
                                .filter(Draft::changes)
                                .isPresent());
    }

    private void bounds(Place place, Bounds bounds, Object raw) {
        if (!(raw instanceof Number number)) {
            return;
        }
        BigInteger big = number instanceof BigInteger wide ? wide : BigInteger.valueOf(number.longValue());
        bounds.refuse(big).ifPresent(why -> problems.add(place, Problem.Kind.BOUNDS, why, "It takes " + bounds));
        var names = place.setting().values();
        if (place.setting().kind() == SettingKind.ENUMERATION
                && !names.isEmpty()
                && names.name(big.longValue()).isEmpty()) {
            problems.add(
                    place,
                    Problem.Kind.VALUE,
                    big + " is none of its values",
                    "It takes one of " + String.join(", ", names.byName().keySet()));
        }
    }

    private void checkWrite(Draft draft) {
        Unit unit = draft.unit;
        List<Place> concerned = asked.keySet().stream()
                .filter(place -> place.unit().equals(unit))
                .toList();
        String names = concerned.isEmpty()
                ? Objects.requireNonNull(toDefault.get(unit.key())).address().toString()
                : String.join(
                        ", ",
                        concerned.stream()
                                .map(place -> place.address().toString())
                                .toList());
        UnitWrite write = draft.write();
        var verdict = write.verdict();
        if (!verdict.allowed()) {
            problems.add(
                    names,
                    Problem.Kind.POLICY,
                    "the policy refuses " + write.command() + ": " + verdict.reason(),
                    verdict.cure());
        }
        if (write.needsRawIo() && subject.rawIo().filter(has -> !has).isPresent()) {
            problems.add(
                    names,
                    Problem.Kind.CAPABILITY,
                    "the kernel demands CAP_SYS_RAWIO for it, which this process does not have",
                    "Run it with that capability, in the initial user namespace");
        }
        if (!draft.forget) {
            unit.preflight(draft.after).forEach(why -> problems.add(names, Problem.Kind.KERNEL, why, ""));
        }
    }
}
