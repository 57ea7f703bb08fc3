// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.examples.knobs;

import dev.fwctl.settings.model.Offer;
import dev.fwctl.settings.model.SettingReading;
import dev.fwctl.settings.model.SettingValue;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The values that a device holds of a setting, as a JSON document. Secrets are not in it. */
public final class ReadingDocument {
    private ReadingDocument() {}

    /** The values of a setting, for a JSON writer. */
    public static Map<String, @Nullable Object> of(SettingReading reading) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("current", value(reading.current()));
        json.put("pending", value(reading.pending()));
        json.put("default", value(reading.defaultValue()));
        json.put("differsFromDefault", reading.differsFromDefault());
        json.put("kind", reading.setting().kind().toString());
        Offer.State state = reading.offer().state();
        json.put("offered", state == Offer.State.UNKNOWN ? null : state == Offer.State.YES);
        json.put("reason", reading.offer().reason());
        json.put("waits", reading.waits());
        json.put("waitsFor", reading.waitsFor().orElse(null));
        json.put("bounds", reading.bounds().toString());
        return json;
    }

    /** One value, for a JSON writer; null if it is not known. */
    public static @Nullable Map<String, @Nullable Object> value(Optional<SettingValue> value) {
        if (value.isEmpty()) {
            return null;
        }
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("raw", value.get().sensitive() ? null : value.get().raw());
        json.put("text", value.get().text());
        return json;
    }
}
