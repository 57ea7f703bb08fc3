// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.lab.settings;

import dev.fwctl.lab.guest.Mock;
import java.util.Map;

/**
 * The settings of CXL that the kernel keeps hold to the contract through EDAC's files: scrub, and Error Check Scrub of
 * two field-replaceable units.
 */
class EdacSettingsContractTest extends SettingsContractOnLab {
    EdacSettingsContractTest() {
        super("cxl-edac");
    }

    @Override
    public String device() {
        return Mock.mem(6).memdev();
    }

    @Override
    public Map<String, Object> change() {
        return Map.of("scrub0.current_cycle_duration", 86400, "ecs_fru0.threshold", 4096, "ecs_fru1.mode", 0);
    }

    @Override
    public Map<String, Object> refused() {
        return Map.of(
                "scrub0.current_cycle_duration",
                268 * 3600,
                "scrub0.min_cycle_duration",
                3600,
                "ecs_fru0.threshold",
                5000);
    }
}
