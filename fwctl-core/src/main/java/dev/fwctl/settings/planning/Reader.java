// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.settings.planning;

import dev.fwctl.FirmwareException;
import dev.fwctl.Progress;
import dev.fwctl.layout.UnknownNameException;
import dev.fwctl.settings.model.DeviceSettings;
import dev.fwctl.settings.model.Offer;
import dev.fwctl.settings.model.Place;
import dev.fwctl.settings.model.SettingReading;
import dev.fwctl.settings.model.SettingValue;
import dev.fwctl.settings.model.Unit;
import dev.fwctl.settings.model.UnitState;
import dev.fwctl.settings.plan.Problem;
import dev.fwctl.settings.plan.SettingsException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;

/** Reads settings of one device. Confined to one thread. */
public final class Reader {
    private final String device;
    private final DeviceSettings settings;
    private final UnitCache cache = new UnitCache();

    public Reader(String device, DeviceSettings settings) {
        this.device = device;
        this.settings = settings;
    }

    /** What the names say, each of a range; all that is wrong with any of them in one exception. */
    public List<SettingReading> read(Collection<String> names, Set<UnitState> states) {
        List<SettingReading> readings = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        for (String name : names) {
            for (Place place : find(settings, device, name, problems)) {
                read(place, states).ifPresentOrElse(readings::add, () -> problems.add(absent(device, place)));
            }
        }
        if (!problems.isEmpty()) {
            throw new SettingsException("cannot read settings", problems);
        }
        return List.copyOf(readings);
    }

    /**
     * Reads all.
     *
     * @param executor whose threads help
     * @param most how many units at once; the readings are the same, in the same order
     */
    public List<SettingReading> readAll(Set<UnitState> states, Progress progress, Executor executor, int most) {
        List<Unit> units = settings.units().stream()
                .filter(unit -> !unit.places().isEmpty())
                .toList();
        new Prefetch(device, executor, most).into(cache, units, states, progress);
        List<SettingReading> readings = new ArrayList<>();
        for (Unit unit : units) {
            for (Place place : unit.places()) {
                read(place, states).ifPresent(readings::add);
            }
        }
        return List.copyOf(readings);
    }

    /** The places of a name; none, and a problem more, if there are none. */
    static List<Place> find(DeviceSettings settings, String device, String name, List<Problem> problems) {
        try {
            List<Place> places = settings.find(name);
            if (places.isEmpty()) {
                throw new IllegalArgumentException("the vendor's module knows no setting of that name");
            }
            return places;
        } catch (UnknownNameException e) {
            problems.add(new Problem(device, name, Problem.Kind.UNKNOWN_SETTING, String.valueOf(e.getMessage()), ""));
        } catch (IllegalArgumentException e) {
            problems.add(new Problem(device, name, Problem.Kind.UNKNOWN_SETTING, String.valueOf(e.getMessage()), ""));
        }
        return List.of();
    }

    static Problem absent(String device, Place place) {
        return new Problem(
                device,
                place.address().toString(),
                Problem.Kind.NOT_ON_DEVICE,
                "this device, with the firmware that it runs, does not have it ("
                        + place.unit().title() + " is missing, shorter or older)",
                "A newer firmware may have it");
    }

    /** Empty if the device does not have it. What the firmware refuses to read is there, without values. */
    private Optional<SettingReading> read(Place place, Set<UnitState> states) {
        Unit unit = place.unit();
        EnumMap<UnitState, SettingValue> values = new EnumMap<>(UnitState.class);
        try {
            for (UnitState state : unit.states()) {
                if (states.contains(state)) {
                    cache.image(unit, state)
                            .flatMap(place::value)
                            .ifPresent(value -> values.put(state, shown(place, value)));
                }
            }
            boolean readable = !unit.states().isEmpty();
            return readable && values.isEmpty() ? Optional.empty() : Optional.of(reading(place, values, offer(place)));
        } catch (FirmwareException e) {
            Offer refused = Offer.unknown("the firmware refuses to read it: " + e.getMessage());
            return Optional.of(reading(place, Map.of(), refused));
        }
    }

    private Offer offer(Place place) {
        try {
            return place.offer(cache);
        } catch (FirmwareException e) {
            return Offer.unknown("what it depends on cannot be read: " + e.getMessage());
        }
    }

    private SettingReading reading(Place place, Map<UnitState, SettingValue> values, Offer offer) {
        var bounds = place.setting().bounds();
        try {
            bounds = place.bounds(cache);
        } catch (FirmwareException e) {
            // What the bounds are taken from cannot be read; those of the definition stand.
        }
        return new SettingReading(place.address(), place.setting(), values, offer, bounds);
    }

    /** A value as it may be shown: a secret as one. */
    public static SettingValue shown(Place place, SettingValue value) {
        return place.setting().sensitive() && !value.sensitive() ? value.asSensitive() : value;
    }
}
