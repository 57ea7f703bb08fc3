// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.examples.report;

import dev.fwctl.AccessPolicy;
import dev.fwctl.Fwctl;
import dev.fwctl.FwctlDevice;
import dev.fwctl.FwctlNode;
import dev.fwctl.Progress;
import dev.fwctl.settings.Settings;
import dev.fwctl.settings.model.SettingReading;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One device of a report. It is named by its driver, PCI device and firmware, and by nothing that another of the same make
 * does not share.
 */
public final class DeviceReport {
    private static final List<Survey> SURVEYS = List.of(new Mlx5Survey(), new CxlSurvey());

    private DeviceReport() {}

    /**
     * Reads what there is to read of a device, with a policy that allows nothing else.
     *
     * @param fwctl how it is opened
     * @param node which
     * @param progress told what was read
     * @return the device's part of the report
     */
    public static Map<String, Object> of(Fwctl fwctl, FwctlNode node, Progress progress) {
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("driver", node.driver().orElse(""));
        node.attribute("device/device").ifPresent(id -> report.put("pciDevice", id));
        node.attribute("device/vendor").ifPresent(id -> report.put("pciVendor", id));
        node.module().ifPresent(module -> {
            report.put("module", module.name());
            report.put("firmware", module.firmware(node));
        });
        Answers answers = new Answers();
        Survey.Findings findings = new Survey.Findings();
        try (FwctlDevice device =
                fwctl.withPolicy(AccessPolicy.readOnly()).withObserver(answers).open(node)) {
            Survey.attempt(() -> {
                report.put("deviceType", device.info().type().toString());
                report.put("info", HexFormat.of().formatHex(device.info().data()));
            });
            Survey.attempt(() -> report.put("settings", settings(Settings.of(device), progress)));
            for (int i = 0; i < SURVEYS.size(); i++) {
                Survey survey = SURVEYS.get(i);
                if (survey.serves(node)) {
                    Survey.attempt(() -> survey.run(device, findings));
                }
                progress.at(node.stableKey(), "surveys", i + 1, SURVEYS.size());
            }
        }
        report.putAll(findings.facts());
        report.put("rpcs", answers.count());
        List<String> unexpected = new ArrayList<>(findings.unexpected());
        unexpected.addAll(answers.malformed());
        report.put("unexpected", unexpected);
        report.put("answers", answers.document());
        return report;
    }

    /** Which settings there are, and what of them can be read; no values. */
    private static List<Map<String, Object>> settings(Settings settings, Progress progress) {
        List<Map<String, Object>> all = new ArrayList<>();
        for (SettingReading reading : settings.readAll(progress)) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("name", reading.name());
            one.put("offered", reading.offer().state().toString());
            List<String> readable = new ArrayList<>();
            reading.current().ifPresent(value -> readable.add("current"));
            reading.pending().ifPresent(value -> readable.add("pending"));
            reading.defaultValue().ifPresent(value -> readable.add("default"));
            one.put("readable", readable);
            all.add(one);
        }
        return all;
    }
}
