// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.settings.planning;

import dev.fwctl.settings.model.Place;
import dev.fwctl.settings.model.SettingKind;
import dev.fwctl.settings.plan.Desired;
import java.util.Optional;

/** A reader of what is meant by a desired value. */
final class Values {
    private Values() {}

    /**
     * The value; empty for the default. A text DEFAULT means the default, unless a value of the setting is called so.
     */
    static Optional<Object> meant(Place place, Desired given) {
        Optional<Object> value = given.value();
        String word = Desired.byDefault().toString();
        boolean named = place.setting().kind() == SettingKind.TEXT
                || place.setting().values().value(word).isPresent();
        return value.isPresent() && value.get().equals(word) && !named ? Optional.empty() : value;
    }
}
