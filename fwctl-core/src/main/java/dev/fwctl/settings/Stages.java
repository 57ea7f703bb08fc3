// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.settings;

import dev.fwctl.settings.model.Place;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * In which order units become live, where a change has to be live before another can be written. A circle, which a vendor
 * should not declare, ends at as many stages as there are units.
 */
final class Stages {
    private final Map<String, Integer> byUnit = new HashMap<>();

    Stages(Collection<Place> asked, Map<String, Planner.Draft> drafts) {
        drafts.keySet().forEach(unit -> byUnit.put(unit, 1));
        for (int round = 0; round < drafts.size(); round++) {
            for (Place place : asked) {
                for (Place other : asked) {
                    String before = other.unit().key();
                    boolean waits = place.liveFirst().contains(other.address().name())
                            && !before.equals(place.unit().key())
                            && Objects.requireNonNull(drafts.get(before)).changes();
                    if (waits) {
                        byUnit.merge(place.unit().key(), of(before) + 1, Math::max);
                    }
                }
            }
        }
    }

    int of(String unit) {
        return byUnit.getOrDefault(unit, 1);
    }

    Map<String, Integer> byUnit() {
        return byUnit;
    }
}
