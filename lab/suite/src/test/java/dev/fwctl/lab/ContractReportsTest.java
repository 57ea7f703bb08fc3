// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fwctl.testkit.contract.ContractReport;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The modules' contract reports in one table; lab/run makes the same one with the lab's columns. */
class ContractReportsTest {
    @Test
    void noRuleHoldsInOnePlaceAndIsBrokenInAnother() throws IOException {
        List<Path> reports = new ArrayList<>();
        try (DirectoryStream<Path> modules = Files.newDirectoryStream(Path.of("..", ".."), "fwctl-*")) {
            modules.forEach(module -> reports.add(module.resolve("target/contract-report.tsv")));
        }
        reports.removeIf(Files::notExists);
        assumeTrue(!reports.isEmpty(), "no module's contract tests have run");
        ContractReport report = ContractReport.read(reports);
        Files.writeString(Path.of("target/contract-report.md"), report.toMarkdown());
        assertEquals(Map.of(), report.disagreements());
    }
}
