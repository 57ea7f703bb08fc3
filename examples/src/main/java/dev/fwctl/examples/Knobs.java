// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.examples;

import dev.fwctl.Fwctl;
import dev.fwctl.Setting;
import dev.fwctl.VendorModule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ServiceLoader;

/** The list: every setting that the vendor modules on this class path know by name. No device is needed. */
final class Knobs {
    private static final String USAGE = """
            Knobs [--vendor NAME] [--grep TEXT]
              --vendor NAME   only those of one vendor module: mlx5, cxl
              --grep TEXT     only those whose name or group contains this text, in any case""";

    private Knobs() {}

    /** Runs the example. */
    public static void main(String[] args) {
        Example.mainOnThisSystem(USAGE, List.of("--vendor=", "--grep="), args, Knobs::run);
    }

    private static void run(Example example, Fwctl fwctl) {
        List<VendorModule> modules = new ArrayList<>();
        ServiceLoader.load(VendorModule.class).forEach(modules::add);
        String vendor = example.options().setting("--vendor").orElse("");
        if (!vendor.isEmpty()
                && modules.stream().noneMatch(module -> module.name().equals(vendor))) {
            throw new IllegalArgumentException("there is no vendor module " + vendor + "; there are "
                    + modules.stream().map(VendorModule::name).toList());
        }
        String wanted = example.options().setting("--grep").orElse("").toLowerCase(Locale.ROOT);
        List<Map<String, Object>> knobs = new ArrayList<>();
        for (VendorModule module : modules) {
            if (vendor.isEmpty() || module.name().equals(vendor)) {
                module.settings().filter(setting -> matches(setting, wanted)).forEach(setting -> {
                    knobs.add(describe(module, setting));
                    example.say("%-5s %-44s %-36s %s", module.name(), setting.name(), setting.group(), type(setting));
                });
            }
        }
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("count", knobs.size());
        document.put("knobs", knobs);
        example.document(document);
        example.say(knobs.size() == 1 ? "1 setting" : knobs.size() + " settings");
    }

    private static boolean matches(Setting setting, String wanted) {
        return setting.name().toLowerCase(Locale.ROOT).contains(wanted)
                || setting.group().toLowerCase(Locale.ROOT).contains(wanted);
    }

    private static String type(Setting setting) {
        return setting.type() + " of " + setting.width() + (setting.width() == 1 ? " bit" : " bits")
                + (setting.values().isEmpty() ? "" : " " + setting.values());
    }

    private static Map<String, Object> describe(VendorModule module, Setting setting) {
        Map<String, Object> knob = new LinkedHashMap<>();
        knob.put("vendor", module.name());
        knob.put("name", setting.name());
        knob.put("group", setting.group());
        knob.put("type", setting.type());
        knob.put("width", setting.width());
        knob.put("values", setting.values());
        knob.put("effects", Example.names(setting.effects()));
        knob.put("source", setting.effects().source().toString());
        knob.put("specification", setting.specification().toString());
        return knob;
    }
}
