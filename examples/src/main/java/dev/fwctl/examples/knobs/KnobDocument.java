// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.examples.knobs;

import dev.fwctl.Effect;
import dev.fwctl.settings.knobs.KernelInterface;
import dev.fwctl.settings.knobs.Knob;
import dev.fwctl.settings.knobs.Told;
import dev.fwctl.settings.model.Bounds;
import dev.fwctl.settings.model.Setting;
import dev.fwctl.settings.model.SettingReading;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The list as one JSON document: {@code count} and {@code knobs}; where a device was asked, its name as {@code device}, and
 * what it holds of each setting as {@code onDevice}.
 */
public final class KnobDocument {
    private KnobDocument() {}

    /** The document, for a JSON writer. */
    public static Map<String, Object> of(KnobList list, DeviceValues values) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("count", list.settings().size());
        if (values.asked()) {
            document.put("device", values.device());
        }
        document.put(
                "knobs",
                list.settings().stream().map(setting -> knob(setting, values)).toList());
        return document;
    }

    private static Map<String, Object> knob(Setting setting, DeviceValues values) {
        Map<String, Object> made = knob(setting);
        if (values.asked()) {
            made.put(
                    "onDevice",
                    values.of(setting).stream().map(KnobDocument::onDevice).toList());
        }
        return made;
    }

    private static Map<String, @Nullable Object> onDevice(SettingReading reading) {
        Map<String, @Nullable Object> made = new LinkedHashMap<>();
        made.put("name", reading.name());
        made.putAll(ReadingDocument.of(reading));
        return made;
    }

    private static Map<String, Object> knob(Setting setting) {
        Map<String, Object> made = new LinkedHashMap<>();
        made.put("vendor", setting.module());
        made.put("name", setting.name());
        made.put("group", setting.group());
        made.put("theme", KnobList.theme(setting));
        made.put("summary", setting.summary());
        made.put("public", setting.knob().map(Knob::isDocumented).orElse(false));
        made.put("kind", setting.kind().toString());
        made.put("width", setting.width());
        made.put("elements", setting.elements());
        made.put("readOnly", setting.readOnly());
        made.put("values", setting.values().byName());
        made.put("bounds", bounds(setting.bounds()));
        Optional<Told> time = setting.knob().map(Knob::applyTime);
        made.put("applyTime", time.map(Told::word).orElse("unknown"));
        made.put("source", time.map(Told::source).orElse(""));
        made.put("effects", setting.knob().map(KnobDocument::effects).orElse(List.of()));
        made.put(
                "writeEffects",
                setting.effects().asSet().stream().map(Effect::name).sorted().toList());
        made.put(
                "writeEffectsSource",
                setting.effects().isUnknown()
                        ? "unknown"
                        : setting.effects().source().toString());
        made.put(
                "kernelInterface",
                setting.kernelInterfaces().stream().map(KnobDocument::kernel).toList());
        made.put("dependsOn", setting.dependency());
        made.put("implies", setting.implies());
        made.put("specification", setting.reference().toString());
        return made;
    }

    /** What a change can do: one entry for each question, with the answer, what stands behind it, and who says so. */
    private static List<Map<String, Object>> effects(Knob knob) {
        Map<String, Object> unusable = told("unusable", knob.unusable());
        if (!knob.wayOut().isEmpty()) {
            unusable.put("wayOut", knob.wayOut());
        }
        return List.of(told("loses", knob.loses()), unusable, told("security", knob.security()));
    }

    private static Map<String, Object> told(String question, Told told) {
        Map<String, Object> made = new LinkedHashMap<>();
        made.put("about", question);
        made.put("is", told.word());
        made.put("basis", told.basis().name().toLowerCase(Locale.ROOT));
        made.put("source", told.source());
        return made;
    }

    private static Map<String, Object> bounds(Bounds bounds) {
        Map<String, Object> made = new LinkedHashMap<>();
        bounds.lower().ifPresent(lower -> made.put("lower", lower));
        bounds.upper().ifPresent(upper -> made.put("upper", upper));
        bounds.increment().ifPresent(increment -> made.put("increment", increment));
        return made;
    }

    private static Map<String, Object> kernel(KernelInterface one) {
        Map<String, Object> made = new LinkedHashMap<>();
        made.put("kind", one.kind());
        made.put("use", one.use());
        made.put("relation", one.compared().relation().name().toLowerCase(Locale.ROOT));
        made.put("prefer", one.compared().prefer().name().toLowerCase(Locale.ROOT));
        made.put("difference", one.compared().difference());
        made.put("file", one.origin().file());
        if (!one.origin().since().isEmpty()) {
            made.put("since", one.origin().since());
        }
        return made;
    }

    /** The names that a dependency refers to, in order, each once. */
    static List<String> names(String dependency) {
        List<String> names = new ArrayList<>();
        for (String part : dependency.split("[^A-Za-z0-9_.]+")) {
            if (!part.isEmpty() && !Character.isDigit(part.charAt(0)) && !names.contains(part)) {
                names.add(part);
            }
        }
        return names;
    }
}
