// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.settings.planning;

import dev.fwctl.settings.model.Place;
import dev.fwctl.settings.plan.Problem;
import java.util.ArrayList;
import java.util.List;

/** The problems of one device, as they are found. */
final class Problems {
    private final String device;
    private final List<Problem> found = new ArrayList<>();

    Problems(String device) {
        this.device = device;
    }

    void add(Place place, Problem.Kind kind, String reason, String cure) {
        add(place.address().toString(), kind, reason, cure);
    }

    void add(String setting, Problem.Kind kind, String reason, String cure) {
        found.add(new Problem(device, setting, kind, reason, cure));
    }

    List<Problem> list() {
        return found;
    }
}
