// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.cxl.edac;

import dev.fwctl.Effect;
import dev.fwctl.Effects;
import dev.fwctl.SpecReference;
import dev.fwctl.settings.model.ApplyTime;
import dev.fwctl.settings.model.Setting;
import dev.fwctl.settings.model.SettingKind;

/** The files that hold a state. {@code ecs_fruN/reset} only does something once, and is none. */
enum EdacSetting {
    CURRENT_CYCLE_DURATION("scrub", SettingKind.INTEGER, "s"),
    MIN_CYCLE_DURATION("scrub", SettingKind.INTEGER, "s"),
    MAX_CYCLE_DURATION("scrub", SettingKind.INTEGER, "s"),
    ENABLE_BACKGROUND("scrub", SettingKind.BOOLEAN, ""),
    LOG_ENTRY_TYPE("ecs_fru", SettingKind.INTEGER, ""),
    MODE("ecs_fru", SettingKind.INTEGER, ""),
    THRESHOLD("ecs_fru", SettingKind.INTEGER, "");

    private final String part;
    private final SettingKind kind;
    private final String unitOfMeasure;

    EdacSetting(String part, SettingKind kind, String unitOfMeasure) {
        this.part = part;
        this.kind = kind;
        this.unitOfMeasure = unitOfMeasure;
    }

    boolean isOf(String folder) {
        return folder.matches(part + "\\d+");
    }

    /** The name of the file. */
    String file() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    /** The definition, for one folder. */
    Setting of(String folder) {
        boolean readOnly = this == MIN_CYCLE_DURATION || this == MAX_CYCLE_DURATION;
        Setting.Builder builder = Setting.named("cxl", "edac/" + folder, folder + "." + file(), kind)
                .unitOfMeasure(unitOfMeasure)
                .effects(Effects.of(Effects.Source.KERNEL_DRIVER, Effect.IMMEDIATE_CONFIGURATION_CHANGE))
                .applyTime(ApplyTime.IMMEDIATE)
                .reference(new SpecReference(
                        "Linux Documentation/ABI/testing/sysfs-edac-" + (part.equals("scrub") ? "scrub" : "ecs"),
                        file()));
        return (readOnly ? builder.readOnly() : builder).build();
    }
}
