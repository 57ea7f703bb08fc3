// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.settings.planning;

import dev.fwctl.FirmwareException;
import dev.fwctl.settings.model.Place;
import dev.fwctl.settings.model.ReadBack;
import dev.fwctl.settings.model.SettingValue;
import dev.fwctl.settings.model.Unit;
import dev.fwctl.settings.model.UnitState;
import dev.fwctl.settings.plan.Consent;
import dev.fwctl.settings.plan.Desired;
import dev.fwctl.settings.plan.Problem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** The units that a plan touches, as wish after wish is drawn into them. Confined to one thread. */
final class Drafts {
    private final Subject subject;
    private final Set<Consent> consents;
    private final UnitCache cache;
    private final Problems problems;
    private final Map<String, Draft> byUnit = new LinkedHashMap<>();
    private final Map<Place, SettingValue> asked = new LinkedHashMap<>();
    private final Set<Place> forgotten = new LinkedHashSet<>();
    private final Set<String> secrets = new LinkedHashSet<>();

    Drafts(Subject subject, Set<Consent> consents, UnitCache cache, Problems problems) {
        this.subject = subject;
        this.consents = consents;
        this.cache = cache;
        this.problems = problems;
    }

    /** What was asked for by value, or by a default that the device tells. */
    Map<Place, SettingValue> asked() {
        return asked;
    }

    /** Whether a setting was asked for, by value or by default. */
    boolean isAsked(Place place) {
        return asked.containsKey(place) || forgotten.contains(place);
    }

    /** Those of a unit that were asked for. */
    List<Place> askedIn(Unit unit) {
        List<Place> places = new ArrayList<>(asked.keySet());
        places.addAll(forgotten);
        return places.stream().filter(place -> place.unit().equals(unit)).toList();
    }

    /** The names that turned out to be secrets. */
    Set<String> secrets() {
        return secrets;
    }

    Collection<Draft> all() {
        return byUnit.values();
    }

    Optional<Draft> of(Unit unit) {
        return Optional.ofNullable(byUnit.get(unit.key()));
    }

    /** The units to write, in order, those of a later stage included. */
    List<Draft> writes() {
        return byUnit.values().stream()
                .filter(Draft::changes)
                .sorted(Comparator.<Draft>comparingInt(draft -> draft.unit().order())
                        .thenComparing(draft -> draft.unit().key()))
                .toList();
    }

    void draw(String name, Desired wish) {
        List<Place> places = Reader.find(subject.settings(), subject.device(), name, problems.list());
        for (int i = 0; i < places.size(); i++) {
            Place place = places.get(i);
            if (place.setting().sensitive()) {
                secrets.add(name);
            }
            if (isAsked(place)) {
                problems.add(place, Problem.Kind.VALUE, "it is given more than one value", "Give one");
                continue;
            }
            try {
                draw(place, Spread.one(wish, places.size(), i));
            } catch (FirmwareException e) {
                problems.add(
                        place, Problem.Kind.UNREADABLE, "the firmware refuses to read it: " + e.getMessage(), e.hint());
            } catch (IllegalArgumentException e) {
                problems.add(place, Problem.Kind.VALUE, String.valueOf(e.getMessage()), "");
            }
        }
    }

    private void draw(Place place, Desired wish) {
        Unit unit = place.unit();
        Optional<byte[]> base = cache.base(unit);
        if (unit.states().contains(unit.target())) {
            Optional<byte[]> image = cache.image(unit, unit.target());
            if (image.isEmpty() || place.value(image.get()).isEmpty()) {
                problems.list().add(Reader.absent(subject.device(), place));
                return;
            }
        } else if (!consents.contains(Consent.WITHOUT_READ_BACK)) {
            problems.add(
                    place,
                    Problem.Kind.NO_READ_BACK,
                    (unit.readBack() == ReadBack.NOTHING
                                    ? "nothing of " + unit.title() + " can be read back"
                                    : "what can be read of " + unit.title()
                                            + " is something else than what was written")
                            + ", so nobody could tell whether a write was taken, nor undo it",
                    "Consent to WITHOUT_READ_BACK if that is acceptable");
        }
        if (place.setting().readOnly()) {
            problems.add(place, Problem.Kind.READ_ONLY, "it can only be read", "");
            return;
        }
        Draft draft = byUnit.computeIfAbsent(unit.key(), key -> new Draft(unit, base));
        Optional<Object> value = Values.meant(place, wish);
        if (wish.isWithheld()) {
            problems.add(
                    place, Problem.Kind.SECRET, "it is a secret, which the plan does not hold", "Give its value again");
        } else if (value.isEmpty()) {
            drawDefault(place, draft);
        } else {
            put(place, draft, place.parse(value.get()));
        }
    }

    private void drawDefault(Place place, Draft draft) {
        Unit unit = draft.unit();
        Optional<SettingValue> known = cache.image(unit, UnitState.DEFAULT).flatMap(place::value);
        if (known.isPresent()) {
            put(place, draft, known.get());
        } else if (unit.forget().isPresent()) {
            draft.forget();
            forgotten.add(place);
            int others = unit.places().size() - 1;
            if (others > 0 && !consents.contains(Consent.NEIGHBOURS_TO_DEFAULT)) {
                problems.add(
                        place,
                        Problem.Kind.NEIGHBOURS,
                        "the device does not tell its default, and forgetting " + unit.title() + " takes its " + others
                                + " other settings along",
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
        draft.become(place.with(draft.after(), value));
        cache.plan(draft.unit(), draft.after());
        asked.put(place, value);
    }

    /**
     * Finds wishes that exclude each other, in whatever order they came: an array and one of its elements, a value and the
     * bit that says that it is not valid, a value and the forgetting of its unit.
     */
    void refuseContradictions() {
        asked.forEach((place, value) -> {
            Draft draft = Objects.requireNonNull(byUnit.get(place.unit().key()));
            if (draft.forgets()) {
                String others = names(askedIn(draft.unit()).stream()
                        .filter(forgotten::contains)
                        .toList());
                problems.add(
                        place,
                        Problem.Kind.CONTRADICTION,
                        "it is given a value, and " + draft.unit().title()
                                + " is to be forgotten as a whole for the default of " + others,
                        "Give " + others + " a value instead, or plan one after the other");
                return;
            }
            // What was drawn last stands. Whatever is drawn again and changes that, excludes it.
            if (!Arrays.equals(place.with(draft.after(), value), draft.after())) {
                String others = names(against(place, value, draft));
                problems.add(
                        place,
                        Problem.Kind.CONTRADICTION,
                        "it cannot be " + value + " with what is wanted of " + others
                                + ": both lie in the same bits, or one" + " implies the other",
                        "Give one of them, or values that agree");
            }
        });
    }

    private List<Place> against(Place place, SettingValue value, Draft draft) {
        byte[] alone = place.with(draft.after(), value);
        return askedIn(draft.unit()).stream()
                .filter(other -> !other.equals(place))
                .filter(other -> !Arrays.equals(other.with(alone, Objects.requireNonNull(asked.get(other))), alone))
                .toList();
    }

    private static String names(List<Place> places) {
        return String.join(
                ", ", places.stream().map(place -> place.address().toString()).toList());
    }
}
