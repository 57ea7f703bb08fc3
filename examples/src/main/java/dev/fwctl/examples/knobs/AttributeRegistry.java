// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.examples.knobs;

import dev.fwctl.settings.knobs.KnobWords;
import dev.fwctl.settings.knobs.Told;
import dev.fwctl.settings.model.Setting;
import dev.fwctl.settings.model.SettingKind;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The list as DMTF's AttributeRegistry 1.4, for tools that speak Redfish. What a device says of its capabilities is in it
 * too, hidden and read only, since dependencies refer to it. An array is an attribute for each element.
 *
 * <p>A setting with a dependency is grayed out until one of the alternatives of its dependency holds.
 */
public final class AttributeRegistry {
    private static final Map<String, String> CONDITIONS =
            Map.of("==", "EQU", "!=", "NEQ", ">", "GTR", ">=", "GEQ", "<", "LSS", "<=", "LEQ");

    private final Map<String, Setting> settings = new LinkedHashMap<>();
    private final Set<String> numbers = new HashSet<>();
    private final List<Map<String, Object>> attributes = new ArrayList<>();
    private final List<Map<String, Object>> dependencies = new ArrayList<>();

    private AttributeRegistry() {}

    /**
     * The registry of one vendor's settings, for a JSON writer.
     *
     * @param list the settings, all of one module
     * @param vendor the module's name
     */
    public static Map<String, Object> of(KnobList list, String vendor) {
        AttributeRegistry registry = new AttributeRegistry();
        list.settings().stream()
                .filter(setting -> setting.module().equals(vendor))
                .forEach(setting -> registry.settings.put(setting.name(), setting));
        List<Setting> shown = List.copyOf(registry.settings.values());
        Set<String> referred = new LinkedHashSet<>();
        shown.forEach(setting -> referred.addAll(KnobDocument.names(setting.dependency())));
        list.hidden().stream()
                .filter(setting -> setting.module().equals(vendor) && referred.contains(setting.name()))
                .forEach(setting -> registry.settings.put(setting.name(), setting));
        shown.forEach(registry::findNumbers);
        registry.settings.values().forEach(registry::add);
        shown.forEach(registry::depend);
        return registry.document(vendor, shown);
    }

    /** Redfish compares an enumeration with names only; one that is compared with a number without a name is a number. */
    private void findNumbers(Setting setting) {
        if (!setting.dependency().isEmpty()) {
            for (List<Terms.Term> together : Terms.of(setting.dependency())) {
                for (Terms.Term term : together) {
                    Setting on = settings.get(term.name());
                    if (on != null && on.values().name(term.number()).isEmpty()) {
                        numbers.add(on.name());
                    }
                }
            }
        }
    }

    private SettingKind kind(Setting setting) {
        return setting.kind() == SettingKind.ENUMERATION && numbers.contains(setting.name())
                ? SettingKind.INTEGER
                : setting.kind();
    }

    private Map<String, Object> document(String vendor, List<Setting> shown) {
        Set<String> themes = new LinkedHashSet<>();
        shown.forEach(setting -> themes.add(KnobList.theme(setting)));
        List<Map<String, Object>> menus = new ArrayList<>();
        for (String theme : themes) {
            // In an order of its own: two builds of the same source are to be the same bytes.
            Map<String, Object> menu = new LinkedHashMap<>();
            menu.put("MenuName", theme);
            menu.put("MenuPath", "./" + theme);
            menu.put("DisplayName", KnobWords.themes().getOrDefault(theme, theme));
            menus.add(menu);
        }
        Map<String, Object> entries = new LinkedHashMap<>();
        entries.put("Menus", menus);
        entries.put("Attributes", attributes);
        entries.put("Dependencies", dependencies);
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("@odata.type", "#AttributeRegistry.v1_4_0.AttributeRegistry");
        document.put("Id", "Fwctl." + vendor + ".1.0.0");
        document.put("Name", "Settings of " + vendor + " devices that fwctl reaches");
        document.put("Language", "en");
        document.put("OwningEntity", "fwctl for Java");
        document.put("RegistryVersion", "1.0.0");
        document.put("RegistryEntries", entries);
        return document;
    }

    private void add(Setting setting) {
        for (int element = 0; element < Math.max(1, setting.elements()); element++) {
            attributes.add(attribute(setting, element));
        }
    }

    private Map<String, Object> attribute(Setting setting, int element) {
        boolean array = setting.elements() > 0;
        Map<String, Object> made = new LinkedHashMap<>();
        made.put("AttributeName", name(setting) + (array ? "_" + element : ""));
        made.put("DisplayName", setting.name() + (array ? "[" + element + "]" : ""));
        made.put("Type", type(setting));
        made.put("MenuPath", "./" + KnobList.theme(setting));
        made.put("ReadOnly", setting.readOnly());
        if (!setting.summary().isEmpty()) {
            made.put("HelpText", setting.summary());
        } else {
            made.put("Hidden", true);
        }
        setting.knob().ifPresent(knob -> {
            String time = knob.applyTime().word();
            made.put(
                    "ResetRequired",
                    time.equals("unknown")
                            ? null
                            : !Set.of("immediate", "readOnly").contains(time));
            String warning = warning(knob.loses()) + warning(knob.unusable()) + knob.wayOut();
            if (!warning.isEmpty()) {
                made.put("WarningText", warning.strip());
            }
        });
        if (!setting.dependency().isEmpty()) {
            made.put("GrayOut", true);
        }
        describe(setting, made);
        return made;
    }

    private static String warning(Told told) {
        return told.isKnown() && !told.word().equals("none") ? told.meaning() + " " : "";
    }

    private void describe(Setting setting, Map<String, Object> made) {
        switch (kind(setting)) {
            case ENUMERATION ->
                made.put(
                        "Value",
                        setting.values().byName().keySet().stream()
                                .map(value -> Map.of("ValueName", value))
                                .toList());
            case INTEGER -> {
                bound(made, "LowerBound", setting.bounds().lower().orElse(BigInteger.ZERO));
                setting.bounds().upper().ifPresent(upper -> bound(made, "UpperBound", upper));
                made.put("ScalarIncrement", setting.bounds().increment().orElse(BigInteger.ONE));
            }
            case BYTES -> {
                // Two hexadecimal digits for each byte.
                made.put("MaxLength", setting.width() / 4);
                made.put("ValueExpression", "^([0-9a-fA-F]{2})*$");
            }
            case TEXT -> made.put("MaxLength", setting.width() / Byte.SIZE);
            case BOOLEAN -> {}
        }
    }

    private static void bound(Map<String, Object> made, String key, BigInteger number) {
        made.put(key, number);
    }

    private String type(Setting setting) {
        if (setting.sensitive()) {
            return "Password";
        }
        return switch (kind(setting)) {
            case BOOLEAN -> "Boolean";
            case INTEGER -> "Integer";
            case ENUMERATION -> "Enumeration";
            case TEXT, BYTES -> "String";
        };
    }

    /** A dependency for each attribute that can make it hold, as the schema wants it. */
    private void depend(Setting setting) {
        if (setting.dependency().isEmpty()) {
            return;
        }
        for (List<Terms.Term> together : Terms.of(setting.dependency())) {
            List<Map<String, Object>> from = new ArrayList<>();
            Set<String> triggers = new LinkedHashSet<>();
            for (Terms.Term term : together) {
                Setting on = settings.get(term.name());
                if (on == null) {
                    throw new IllegalArgumentException(setting + " depends on " + term.name() + ", which is nowhere");
                }
                Map<String, Object> condition = new LinkedHashMap<>();
                if (!from.isEmpty()) {
                    condition.put("MapTerms", "AND");
                }
                condition.put("MapFromAttribute", name(on));
                condition.put("MapFromProperty", "CurrentValue");
                condition.put("MapFromCondition", CONDITIONS.get(term.operator()));
                condition.put("MapFromValue", value(on, term.number()));
                from.add(condition);
                triggers.add(name(on));
            }
            for (String trigger : triggers) {
                for (int element = 0; element < Math.max(1, setting.elements()); element++) {
                    dependencies.add(dependency(trigger, from, name(setting) + element(setting, element)));
                }
            }
        }
    }

    private static String element(Setting setting, int element) {
        return setting.elements() > 0 ? "_" + element : "";
    }

    private static Map<String, Object> dependency(String trigger, List<Map<String, Object>> from, String to) {
        Map<String, Object> mapped = new LinkedHashMap<>();
        mapped.put("MapFrom", from);
        mapped.put("MapToAttribute", to);
        mapped.put("MapToProperty", "GrayOut");
        mapped.put("MapToValue", false);
        Map<String, Object> made = new LinkedHashMap<>();
        made.put("DependencyFor", trigger);
        made.put("Type", "Map");
        made.put("Dependency", mapped);
        return made;
    }

    /** A number as the attribute's type spells it. */
    private Object value(Setting on, long number) {
        if (kind(on) == SettingKind.BOOLEAN) {
            return number != 0;
        }
        if (kind(on) == SettingKind.ENUMERATION) {
            return on.values().name(number).orElseThrow();
        }
        return number;
    }

    /** As the schema allows it: letters, digits and underscores. */
    private static String name(Setting setting) {
        return setting.name().replace(".", "__").replace('-', '_');
    }
}
