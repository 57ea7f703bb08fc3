// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.examples;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.fwctl.Fwctl;
import dev.fwctl.FwctlDevice;
import dev.fwctl.FwctlNode;
import dev.fwctl.VendorModule;
import dev.fwctl.examples.knobs.AttributeRegistry;
import dev.fwctl.examples.knobs.DeviceValues;
import dev.fwctl.examples.knobs.KnobDocument;
import dev.fwctl.examples.knobs.KnobList;
import dev.fwctl.examples.knobs.KnobPage;
import dev.fwctl.settings.model.Setting;
import dev.fwctl.settings.model.SettingReading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The list: every setting that is known by name, and what it does. No device is needed; with one, its values stand beside.
 */
final class Knobs {
    private static final String USAGE = """
            Knobs [--vendor NAME] [--theme NAME] [--grep TEXT] [--html FILE] [--redfish FILE]
              --vendor NAME    only those of one vendor: bnxt, cxl, mlx5, mlx5-switch, pds (which has none)
              --theme NAME     only those of one theme, for example virtualization
              --grep TEXT      only those whose name, group or sentence contains this text, in any case
              --html FILE      write a page that needs no network, to search and to print
              --redfish FILE   write DMTF's AttributeRegistry 1.4 of one vendor (mlx5 unless --vendor says another)
            with --device, what that device holds stands beside each setting, and * marks what differs from its default""";

    private Knobs() {}

    /** Runs the example. */
    public static void main(String[] args) {
        Example.mainOnThisSystem(
                USAGE, List.of("--vendor=", "--theme=", "--grep=", "--html=", "--redfish="), args, Knobs::run);
    }

    private static void run(Example example, Fwctl fwctl) throws IOException {
        List<VendorModule> modules = fwctl.modules();
        KnobList all = KnobList.of(modules);
        Optional<String> vendor = example.options().setting("--vendor");
        Optional<String> theme = example.options().setting("--theme");
        String wanted = example.options().setting("--grep").orElse("");
        Set<String> vendors = new LinkedHashSet<>(all.vendors().keySet());
        modules.forEach(module -> vendors.add(module.name())); // one that knows no setting says so by an empty list
        vendor.ifPresent(name -> known("vendor", name, List.copyOf(vendors)));
        theme.ifPresent(name -> known("theme", name, all.themes()));
        KnobList list = all.where(setting -> vendor.map(setting.module()::equals)
                        .orElse(true)
                && theme.map(name -> KnobList.theme(setting).equals(name)).orElse(true)
                && KnobList.mentions(setting, wanted));
        DeviceValues values = values(example, fwctl);
        Optional<String> html = example.options().setting("--html");
        Optional<String> redfish = example.options().setting("--redfish");
        if (html.isPresent()) {
            write(example, html.get(), KnobPage.of(list, values));
        }
        if (redfish.isPresent()) {
            write(example, redfish.get(), json(AttributeRegistry.of(list, vendor.orElse("mlx5"))));
        }
        example.document(KnobDocument.of(list, values));
        if (html.isEmpty() && redfish.isEmpty()) {
            list.settings().forEach(setting -> say(example, setting, values));
            example.say(
                    list.settings().size() == 1 ? "1 setting" : list.settings().size() + " settings");
        }
    }

    private static void say(Example example, Setting setting, DeviceValues values) {
        example.say(
                "%s (%s, %s)",
                setting.name(),
                setting.module(),
                setting.knob().map(knob -> knob.applyTime().word()).orElse("unknown"));
        if (!setting.summary().isEmpty()) {
            example.say("    " + setting.summary().replace("%", "%%"));
        }
        for (SettingReading reading : values.of(setting)) {
            example.say("  %s %s", reading.differsFromDefault() ? "*" : " ", reading);
        }
    }

    private static DeviceValues values(Example example, Fwctl fwctl) {
        if (example.options().device() == null) {
            return DeviceValues.NONE;
        }
        FwctlNode node = example.nodes(fwctl).get(0);
        try (FwctlDevice device = fwctl.open(node)) {
            dev.fwctl.settings.Settings settings = dev.fwctl.settings.Settings.of(device);
            return DeviceValues.of(node.stableKey(), settings.readAll(ProgressLine.of(System.err)));
        }
    }

    private static void known(String kind, String name, List<String> names) {
        if (!names.contains(name)) {
            throw new IllegalArgumentException("there is no " + kind + " " + name + "; there are " + names);
        }
    }

    private static String json(Map<String, Object> document) throws IOException {
        return JsonMapper.builder()
                        .enable(SerializationFeature.INDENT_OUTPUT)
                        .build()
                        .writeValueAsString(document)
                + "\n";
    }

    private static void write(Example example, String file, String text) throws IOException {
        Files.writeString(Path.of(file), text);
        example.say("wrote %s (%d KiB)", file, text.length() / 1024);
    }
}
