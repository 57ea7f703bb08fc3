// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.examples;

import dev.fwctl.examples.knobs.ReadingDocument;
import dev.fwctl.settings.model.Setting;
import dev.fwctl.settings.plan.Problem;
import dev.fwctl.settings.result.ApplyResult;
import dev.fwctl.settings.result.Drift;
import dev.fwctl.settings.result.FleetResult;
import dev.fwctl.settings.result.Recovery;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Settings, and what became of them, as JSON documents. */
final class SettingsDocuments {
    private SettingsDocuments() {}

    static Map<String, @Nullable Object> definition(Setting setting) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("name", setting.name());
        json.put("module", setting.module());
        json.put("group", setting.group());
        json.put("kind", setting.kind().toString());
        json.put("elements", setting.elements());
        json.put("unitOfMeasure", setting.unitOfMeasure());
        json.put("bounds", setting.bounds().toString());
        json.put("values", setting.values().byName());
        json.put("readOnly", setting.readOnly());
        json.put("sensitive", setting.sensitive());
        json.put("applyTime", setting.applyTime().toString());
        json.put("reference", setting.reference().toString());
        json.put("summary", setting.summary());
        return json;
    }

    static Map<String, @Nullable Object> result(ApplyResult result) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("key", result.device());
        json.put("status", result.status().name());
        json.put("transaction", result.transaction().orElse(null));
        json.put(
                "reset",
                Map.of(
                        "kind",
                        result.reset().kind().toString(),
                        "resets",
                        result.reset().resets()));
        Map<String, Object> settings = new LinkedHashMap<>();
        result.settings().forEach(setting -> {
            Map<String, @Nullable Object> one = new LinkedHashMap<>();
            one.put("result", setting.outcome().toString());
            one.put("wanted", ReadingDocument.value(setting.wanted()));
            one.put("held", ReadingDocument.value(setting.held()));
            one.put("reason", setting.reason());
            settings.put(setting.name(), one);
        });
        json.put("settings", settings);
        return json;
    }

    static Map<String, @Nullable Object> result(FleetResult result) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("done", result.done());
        json.put(
                "devices",
                result.results().stream().map(SettingsDocuments::result).toList());
        json.put(
                "problems",
                result.problems().stream().map(SettingsDocuments::problem).toList());
        json.put(
                "takenBack",
                result.takenBack().stream().map(SettingsDocuments::recovery).toList());
        return json;
    }

    static Map<String, @Nullable Object> problem(Problem problem) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("device", problem.device());
        json.put("setting", problem.setting());
        json.put("kind", problem.kind().toString());
        json.put("reason", problem.reason());
        json.put("cure", problem.cure());
        return json;
    }

    static Map<String, @Nullable Object> recovery(Recovery recovery) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("key", recovery.device());
        json.put("transaction", recovery.transaction());
        json.put("end", recovery.end().name());
        json.put(
                "units",
                recovery.units().stream()
                        .map(unit -> Map.of(
                                "unit", unit.title(), "holds", unit.fate().name(), "reason", unit.reason()))
                        .toList());
        return json;
    }

    static Map<String, @Nullable Object> drift(Drift drift) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("key", drift.device());
        json.put("inLine", drift.inLine());
        Map<String, Object> settings = new LinkedHashMap<>();
        drift.settings().forEach(finding -> {
            Map<String, @Nullable Object> one = new LinkedHashMap<>();
            one.put("state", finding.state().toString());
            one.put("desired", ReadingDocument.value(finding.desired()));
            one.put("current", ReadingDocument.value(finding.current()));
            one.put("pending", ReadingDocument.value(finding.pending()));
            settings.put(finding.name(), one);
        });
        json.put("settings", settings);
        json.put(
                "problems",
                drift.problems().stream().map(SettingsDocuments::problem).toList());
        return json;
    }

    static List<Map<String, @Nullable Object>> recoveries(List<Recovery> recoveries) {
        return recoveries.stream().map(SettingsDocuments::recovery).toList();
    }
}
