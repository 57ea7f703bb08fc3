// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.micrometer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fwctl.AccessPolicy;
import dev.fwctl.Fwctl;
import dev.fwctl.FwctlDevice;
import dev.fwctl.settings.Settings;
import dev.fwctl.settings.fleet.DesiredState;
import dev.fwctl.settings.fleet.Fleet;
import dev.fwctl.settings.journal.Journal;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsMetricsTest {
    private static final String KEY = "device=\"pci-0000:03:00.0\"";

    private final Host host = new Host();
    private final Fwctl fwctl = host.kernel.fwctl().withPolicy(AccessPolicy.configure());
    private final SettingsMetrics metrics = SettingsMetrics.create();

    SettingsMetricsTest() {
        metrics.bindTo(host.registry);
    }

    @AfterEach
    void close() {
        host.close();
    }

    @Test
    void nothingIsKnownBeforeItIsTold() {
        assertEquals(List.of(), host.scraped("fwctl_settings_waiting"));
        assertEquals(
                List.of("fwctl_settings_check_time_seconds NaN"), host.scraped("fwctl_settings_check_time_seconds"));
    }

    @Test
    void driftAppearsWaitsAndGoes(@TempDir Path folder) {
        DesiredState wanted = DesiredState.of(Host.ADDRESS, Map.of("NUM_OF_VFS", 32), Set.of());
        metrics.compared(Fleet.of(fwctl).drift(wanted));
        assertEquals(Map.of("differs", 1.0), states());
        try (FwctlDevice device = fwctl.open(Host.ADDRESS)) {
            Settings settings = Settings.of(device).withJournal(Journal.in(folder));
            assertTrue(settings.apply(settings.plan(Map.of("NUM_OF_VFS", 32))).done());
        }
        metrics.compared(Fleet.of(fwctl).drift(wanted));
        assertEquals(Map.of("waits", 1.0), states());
        assertEquals(List.of("fwctl_settings_waiting{" + KEY + "} 1.0"), host.scraped("fwctl_settings_waiting"));
        host.firmware.reset();
        metrics.compared(Fleet.of(fwctl).drift(wanted));
        assertEquals(Map.of("in_line", 1.0), states());
        assertEquals(List.of("fwctl_settings_waiting{" + KEY + "} 0.0"), host.scraped("fwctl_settings_waiting"));
        assertTrue(host.scraped("fwctl_settings_check_time_seconds").get(0).matches(".* [0-9.]+E9"));
    }

    @Test
    void aDeviceThatWentIsNoLongerCounted() {
        metrics.compared(Fleet.of(fwctl).drift(DesiredState.of(Host.ADDRESS, Map.of("NUM_OF_VFS", 32), Set.of())));
        assertEquals(5, host.scraped("fwctl_settings_drift").size());
        metrics.compared(List.of());
        assertEquals(List.of(), host.scraped("fwctl_settings_drift"));
        assertEquals(List.of(), host.scraped("fwctl_settings_waiting"));
    }

    @Test
    void readingsTellWhatWaits() {
        try (FwctlDevice device = fwctl.open(Host.ADDRESS)) {
            Settings settings = Settings.of(device);
            metrics.read(Map.of(device.node().stableKey(), settings.readAll()));
            assertEquals(
                    List.of("fwctl_settings_waiting{" + KEY + "} "
                            + (double) settings.waiting().size()),
                    host.scraped("fwctl_settings_waiting"));
        }
    }

    /** By state, how many settings; without those of which there are none. */
    private Map<String, Double> states() {
        Map<String, Double> states = new TreeMap<>();
        for (String line : host.scraped("fwctl_settings_drift")) {
            double count = Double.parseDouble(line.substring(line.lastIndexOf(' ')));
            if (count > 0) {
                states.put(line.replaceAll(".*state=\"([a-z_]+)\".*", "$1"), count);
            }
        }
        return states;
    }
}
