// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.cxl;

import dev.fwctl.Effects;
import dev.fwctl.layout.BitField;
import dev.fwctl.spi.Setting;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Lists the fields of a standard Feature as settings. */
final class Knobs {
    private final StandardFeature feature;
    private final List<Setting> list = new ArrayList<>();

    private Knobs(StandardFeature feature) {
        this.feature = feature;
    }

    static Knobs of(StandardFeature feature) {
        return new Knobs(feature);
    }

    /** A field that only tells what the device can do. */
    Knobs capability(String name, String type, BitField field) {
        return add(name, type, field, Map.of(), Effects.none(Effects.Source.SPECIFICATION));
    }

    /** A field that the Feature lets be set. What that does to the device, each device says in its Feature entry. */
    Knobs setting(String name, String type, BitField field) {
        return add(name, type, field, Map.of(), Effects.unknown());
    }

    Knobs setting(String name, BitField field, Map<String, Long> values) {
        return add(name, "ENUM", field, values, Effects.unknown());
    }

    /** The values of an enumeration, each with its name, in order. */
    static Map<String, Long> values(Object... namesAndNumbers) {
        Map<String, Long> values = new LinkedHashMap<>();
        for (int i = 0; i < namesAndNumbers.length; i += 2) {
            values.put((String) namesAndNumbers[i], ((Number) namesAndNumbers[i + 1]).longValue());
        }
        return java.util.Collections.unmodifiableMap(values);
    }

    List<Setting> list() {
        return List.copyOf(list);
    }

    private Knobs add(String name, String type, BitField field, Map<String, Long> values, Effects effects) {
        list.add(new Setting(
                feature.key() + "." + name,
                feature.uuid().toString(),
                type,
                field.width(),
                values,
                effects,
                feature.specification()));
        return this;
    }
}
