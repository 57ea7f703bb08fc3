// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.micrometer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.fwctl.FwctlDevice;
import dev.fwctl.audit.AuditLog;
import dev.fwctl.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditMetricsTest {
    @Test
    void countsWhatIsInTheFile(@TempDir Path folder) throws IOException {
        try (Host host = new Host()) {
            try (AuditLog log = AuditLog.in(folder).open()) {
                AuditMetrics.of(log).bindTo(host.registry);
                try (FwctlDevice device = host.kernel.fwctl().withObserver(log).open(Host.ADDRESS)) {
                    Settings.of(device).read("NUM_OF_VFS");
                }
                log.checkpoint();
                long lines = Files.readAllLines(log.file()).size();
                assertEquals(
                        List.of("fwctl_audit_lines_total{series=\"" + log.head().series() + "\"} " + lines + ".0"),
                        host.scraped("fwctl_audit_lines_total"));
            }
            assertEquals(
                    1,
                    host.scraped("fwctl_audit_lost_rpcs_total").stream()
                            .filter(line -> line.endsWith(" 0.0"))
                            .count(),
                    () -> host.registry.scrape());
        }
    }
}
