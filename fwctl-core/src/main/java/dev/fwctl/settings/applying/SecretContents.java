// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.settings.applying;

import dev.fwctl.settings.journal.Content;
import dev.fwctl.settings.model.Place;
import dev.fwctl.settings.model.SettingValue;
import dev.fwctl.settings.model.Unit;
import java.util.Map;
import java.util.Optional;

/** The way back from what a journal kept to a content that can be written. */
final class SecretContents {
    private SecretContents() {}

    /**
     * The content, with the secrets that were left out: those that are given, else those that the unit holds now, which a
     * change of its other settings left alone.
     *
     * @param now what the unit holds
     * @param secrets by the names of settings
     * @return empty if these are not the secrets that were there
     */
    static Optional<byte[]> restore(Unit unit, Contents contents, Content kept, byte[] now, Map<String, ?> secrets) {
        byte[] bytes = kept.bytes();
        if (!kept.isBlanked()) {
            return Optional.of(bytes);
        }
        for (Place place : unit.places()) {
            if (place.setting().sensitive()) {
                Optional<SettingValue> secret = Optional.<Object>ofNullable(
                                secrets.get(place.address().toString()))
                        .map(place::parse)
                        .or(() -> place.valueToWrite(now));
                if (secret.isPresent()) {
                    bytes = place.with(bytes, secret.get());
                }
            }
        }
        return contents.of(unit, bytes).equals(kept) ? Optional.of(bytes) : Optional.empty();
    }
}
