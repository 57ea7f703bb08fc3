// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.examples.report;

import dev.fwctl.Effect;
import dev.fwctl.FwctlDevice;
import dev.fwctl.FwctlNode;
import dev.fwctl.cxl.CxlDevice;
import dev.fwctl.cxl.CxlModule;
import dev.fwctl.cxl.feature.Feature;
import dev.fwctl.cxl.feature.Selection;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Of a CXL device: its list of Features with all that it says of each, and whether each value of each can be read. */
final class CxlSurvey implements Survey {
    @Override
    public boolean serves(FwctlNode node) {
        return new CxlModule().serves(node);
    }

    @Override
    public void run(FwctlDevice device, Findings findings) {
        CxlDevice cxl = CxlDevice.of(device);
        List<Map<String, Object>> features = new ArrayList<>();
        Survey.attempt(() -> {
            for (Feature feature : cxl.features()) {
                features.add(facts(feature));
                if (feature.standard().isEmpty()) {
                    findings.unexpected("Feature " + feature.uuid() + " is in no public document");
                }
                for (Selection selection : Selection.values()) {
                    if (feature.supports(selection)) {
                        Survey.attempt(() -> cxl.read(feature, selection));
                    }
                }
            }
        });
        findings.fact("features", features);
    }

    private static Map<String, Object> facts(Feature feature) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("uuid", feature.uuid().toString());
        facts.put("getSize", feature.getSize());
        facts.put("setSize", feature.setSize());
        facts.put("flags", feature.flags());
        facts.put("getVersion", feature.getVersion());
        facts.put("setVersion", feature.setVersion());
        facts.put(
                "effects",
                feature.effects().isUnknown()
                        ? List.of("unknown")
                        : feature.effects().asSet().stream()
                                .map(Effect::toString)
                                .toList());
        return facts;
    }
}
