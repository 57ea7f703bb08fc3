// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.examples.knobs;

import dev.fwctl.VendorModule;
import dev.fwctl.cxl.CxlModule;
import dev.fwctl.mlx5.Mlx5Module;
import dev.fwctl.mlx5.nv.NvSettings;
import dev.fwctl.settings.knobs.Knob;
import dev.fwctl.settings.model.Setting;
import dev.fwctl.settings.model.SettingsModule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The settings that vendor modules know by name, before any device is asked.
 *
 * @param settings in the order of the modules
 * @param hidden what no public tool names, but dependencies refer to: chiefly what devices say of what they can do
 */
public record KnobList(List<Setting> settings, List<Setting> hidden) {
    /** Takes unmodifiable copies. */
    public KnobList {
        settings = List.copyOf(settings);
        hidden = List.copyOf(hidden);
    }

    /** All that these modules know. */
    public static KnobList of(Iterable<VendorModule> modules) {
        List<Setting> settings = new ArrayList<>();
        List<Setting> hidden = new ArrayList<>();
        for (VendorModule module : modules) {
            definitions(module).forEach(settings::add);
            if (module instanceof Mlx5Module) {
                settings.addAll(NvSettings.ofSwitches());
                hidden.addAll(NvSettings.unnamed());
            }
        }
        return new KnobList(settings, hidden);
    }

    private static Stream<Setting> definitions(VendorModule module) {
        if (module instanceof SettingsModule any) {
            return any.definitions();
        }
        return module instanceof CxlModule cxl ? cxl.definitions() : Stream.empty();
    }

    /** The part of the list that is wanted. */
    public KnobList where(Predicate<Setting> wanted) {
        return new KnobList(settings.stream().filter(wanted).toList(), hidden);
    }

    /** Whether a text occurs in the name, the group or the summary of a setting, in any case. */
    public static boolean mentions(Setting setting, String text) {
        return (setting.name() + "\n" + setting.group() + "\n" + setting.summary())
                .toLowerCase(Locale.ROOT)
                .contains(text.toLowerCase(Locale.ROOT));
    }

    /** The names of the modules in the list, in order, each with the number of its settings. */
    public Map<String, Long> vendors() {
        Map<String, Long> counts = new LinkedHashMap<>();
        settings.forEach(setting -> counts.merge(setting.module(), 1L, Long::sum));
        return counts;
    }

    /** The themes in the list, in no order. */
    public List<String> themes() {
        return settings.stream().map(KnobList::theme).distinct().toList();
    }

    /** The theme of a setting; {@code other} for one that no catalog knows more of. */
    public static String theme(Setting setting) {
        return setting.knob().map(Knob::theme).orElse("other");
    }
}
