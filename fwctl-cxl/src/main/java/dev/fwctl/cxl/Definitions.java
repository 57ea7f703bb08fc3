// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.cxl;

import dev.fwctl.cxl.feature.StandardFeature;
import dev.fwctl.layout.EnumValues;
import dev.fwctl.settings.model.Bounds;
import dev.fwctl.settings.model.Setting;
import dev.fwctl.settings.model.SettingKind;

/** The fields of the standard Features as definitions of settings. */
final class Definitions {
    private Definitions() {}

    static Setting of(dev.fwctl.Setting field) {
        SettingKind kind = switch (field.type()) {
            case "BOOL" -> SettingKind.BOOLEAN;
            case "ENUM" -> SettingKind.ENUMERATION;
            default -> SettingKind.INTEGER;
        };
        Setting.Builder made = Setting.named("cxl", field.group(), field.name(), kind)
                .width(field.width())
                .values(field.values().isEmpty() ? EnumValues.none() : EnumValues.of(field.values()))
                .effects(field.effects())
                .reference(field.specification());
        if (kind == SettingKind.INTEGER) {
            made.bounds(Bounds.of(0, (1L << field.width()) - 1));
        }
        if (field.effects().isReadOnly()) {
            made.readOnly();
        }
        StandardFeature.knobs().find(field.name()).ifPresent(made::knob);
        return made.build();
    }
}
