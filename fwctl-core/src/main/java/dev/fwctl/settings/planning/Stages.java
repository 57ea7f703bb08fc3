// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.settings.planning;

import dev.fwctl.settings.model.Place;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * In which order units become live, where a change has to be live before another can be written. A circle, which a vendor
 * should not declare, ends at as many stages as there are units.
 */
final class Stages {
    private final Map<String, Integer> byUnit = new HashMap<>();

    Stages(Drafts drafts) {
        Collection<Place> asked = drafts.asked().keySet();
        for (int round = 0; round < drafts.all().size(); round++) {
            for (Place place : asked) {
                for (Place other : asked) {
                    boolean waits = place.liveFirst().contains(other.address().name())
                            && !other.unit().equals(place.unit())
                            && drafts.of(other.unit()).filter(Draft::changes).isPresent();
                    if (waits) {
                        byUnit.merge(place.unit().key(), of(other.unit().key()) + 1, Math::max);
                    }
                }
            }
        }
    }

    /** The number of a unit's stage, from 1. */
    int of(String unit) {
        return byUnit.getOrDefault(unit, 1);
    }
}
