// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.cxl.edac;

import dev.fwctl.Effect;
import dev.fwctl.Effects;
import dev.fwctl.SpecReference;
import dev.fwctl.layout.EnumValues;
import dev.fwctl.settings.model.ApplyTime;
import dev.fwctl.settings.model.Setting;
import dev.fwctl.settings.model.SettingKind;
import java.util.LinkedHashMap;
import java.util.Map;

/** The files that hold a state. {@code ecs_fruN/reset} only does something once, and is none. */
enum EdacSetting {
    CURRENT_CYCLE_DURATION("scrub", SettingKind.INTEGER, "s"),
    MIN_CYCLE_DURATION("scrub", SettingKind.INTEGER, "s"),
    MAX_CYCLE_DURATION("scrub", SettingKind.INTEGER, "s"),
    ENABLE_BACKGROUND("scrub", SettingKind.BOOLEAN, ""),
    LOG_ENTRY_TYPE("ecs_fru", "per-dram", 0, "per-fru", 1),
    MODE("ecs_fru", "rows", 0, "codewords", 1),
    THRESHOLD("ecs_fru", "256", 256, "1024", 1024, "4096", 4096);

    private final String part;
    private final SettingKind kind;
    private final String unitOfMeasure;
    private final EnumValues values;

    EdacSetting(String part, SettingKind kind, String unitOfMeasure) {
        this.part = part;
        this.kind = kind;
        this.unitOfMeasure = unitOfMeasure;
        this.values = EnumValues.none();
    }

    /** All other values are reserved, and the driver refuses them. */
    EdacSetting(String part, Object... namesAndValues) {
        Map<String, Long> byName = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            byName.put((String) namesAndValues[i], ((Integer) namesAndValues[i + 1]).longValue());
        }
        this.part = part;
        this.kind = SettingKind.ENUMERATION;
        this.unitOfMeasure = "";
        this.values = EnumValues.of(byName);
    }

    boolean isOf(String folder) {
        return folder.matches(part + "\\d+");
    }

    /** Whether all folders show one value of the device's, so that a change in one is a change in all. */
    boolean isShared() {
        return this == LOG_ENTRY_TYPE;
    }

    /** The name of the file. */
    String file() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    /** The name of the setting, for one folder. */
    String in(String folder) {
        return folder + "." + file();
    }

    /** The definition, for one folder. */
    Setting of(String folder) {
        boolean readOnly = this == MIN_CYCLE_DURATION || this == MAX_CYCLE_DURATION;
        Setting.Builder builder = Setting.named("cxl", "edac/" + folder, in(folder), kind)
                .unitOfMeasure(unitOfMeasure)
                .values(values)
                .effects(Effects.of(Effects.Source.KERNEL_DRIVER, Effect.IMMEDIATE_CONFIGURATION_CHANGE))
                .applyTime(ApplyTime.IMMEDIATE)
                .reference(new SpecReference(
                        "Linux Documentation/ABI/testing/sysfs-edac-" + (part.equals("scrub") ? "scrub" : "ecs"),
                        file()));
        return (readOnly ? builder.readOnly() : builder).build();
    }
}
