// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.cxl.feature;

import dev.fwctl.Effect;
import dev.fwctl.Effects;
import dev.fwctl.layout.BitField;
import dev.fwctl.layout.EnumValues;
import dev.fwctl.settings.model.Bounds;
import dev.fwctl.settings.model.Setting;
import dev.fwctl.settings.model.SettingKind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Lists the fields of a standard Feature as settings. */
final class Knobs {
    /** What the specification demands of the entries of the Features on scrubbing, repair and sparing. */
    private static final Effects SETTING =
            Effects.of(Effects.Source.SPECIFICATION, Effect.IMMEDIATE_CONFIGURATION_CHANGE);

    private final StandardFeature feature;
    private final List<Setting> list = new ArrayList<>();
    private final List<FeatureField> fields = new ArrayList<>();

    private Knobs(StandardFeature feature) {
        this.feature = feature;
    }

    static Knobs of(StandardFeature feature) {
        return new Knobs(feature);
    }

    /** A field that only tells what the device can do. */
    Knobs capability(String name, String type, BitField field) {
        return add(new Shape(name, type, field, Map.of()), Effects.none(Effects.Source.SPECIFICATION));
    }

    /** A field that the Feature lets be set. A device may add to the effects in its Feature entry, which then counts. */
    Knobs setting(String name, String type, BitField field) {
        return add(new Shape(name, type, field, Map.of()), SETTING);
    }

    Knobs setting(String name, BitField field, Map<String, Long> values) {
        return add(new Shape(name, "ENUM", field, values), SETTING);
    }

    /** The values of an enumeration, each with its name, in order. */
    static Map<String, Long> values(Object... namesAndNumbers) {
        Map<String, Long> values = new LinkedHashMap<>();
        for (int i = 0; i < namesAndNumbers.length; i += 2) {
            values.put((String) namesAndNumbers[i], ((Number) namesAndNumbers[i + 1]).longValue());
        }
        return Collections.unmodifiableMap(values);
    }

    /**
     * The fields as Get Feature shows them; user space cannot set those of a standard Feature through fwctl. Those that
     * each field-replaceable unit has have no one place, and are left out.
     */
    List<FeatureField> fields() {
        return fields.stream().filter(field -> !field.name().startsWith("fru.")).toList();
    }

    List<Setting> list() {
        return List.copyOf(list);
    }

    /** A field without what it does. */
    private record Shape(String name, String type, BitField field, Map<String, Long> values) {
        FeatureField described() {
            return values.isEmpty()
                    ? FeatureField.of(name, type.equals("BOOL") ? SettingKind.BOOLEAN : SettingKind.INTEGER, field)
                    : FeatureField.of(name, field, EnumValues.of(values));
        }
    }

    private Knobs add(Shape shape, Effects effects) {
        fields.add(shape.described());
        list.add(definition(shape, effects));
        return this;
    }

    private Setting definition(Shape shape, Effects effects) {
        String name = feature.key() + "." + shape.name();
        SettingKind kind = switch (shape.type()) {
            case "BOOL" -> SettingKind.BOOLEAN;
            case "ENUM" -> SettingKind.ENUMERATION;
            default -> SettingKind.INTEGER;
        };
        int width = shape.field().width();
        Setting.Builder made = Setting.named("cxl", feature.uuid().toString(), name, kind)
                .width(width)
                .values(shape.values().isEmpty() ? EnumValues.none() : EnumValues.of(shape.values()))
                .effects(effects)
                .reference(feature.specification());
        if (kind == SettingKind.INTEGER) {
            made.bounds(Bounds.of(0, (1L << width) - 1));
        }
        if (effects.isReadOnly()) {
            made.readOnly();
        }
        StandardFeature.knobs().find(name).ifPresent(made::knob);
        return made.build();
    }
}
