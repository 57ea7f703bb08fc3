// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fwctl.testkit.contract.ContractReport.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContractReportTest {
    @TempDir
    Path folder;

    private Path report(String name, String... lines) throws Exception {
        return Files.write(folder.resolve(name), List.of(lines));
    }

    @Test
    void putsReportsTogether() throws Exception {
        Path here = report("a.tsv", "simulated\tS01\tPASSED\t", "simulated\tS14\tPASSED\t");
        Path there = report("b.tsv", "jna\tS01\tPASSED\t", "jna\tS14\tSKIPPED\thas it", "jna\tS14\tSKIPPED\thas it");
        Path table = folder.resolve("all.md");
        ContractReport.main(new String[] {table.toString(), here.toString(), there.toString(), "/nonexistent"});
        String text = Files.readString(table);
        assertTrue(text.contains("| rule | jna | simulated | |"), text);
        assertTrue(text.contains("| S01 | passed | passed | open of a path"), text);
        assertTrue(text.contains("| S14 | skipped | passed | " + ContractRule.S14.text()), text);
        assertTrue(text.contains("| S02 |  |  | fstat"), text);
        assertTrue(text.contains("- S14 in jna: has it"), text);
    }

    @Test
    void aRuleThatHoldsInOnePlaceAndIsBrokenInAnotherFails() throws Exception {
        Path here = report("a.tsv", "simulated\tS05\tPASSED\t", "simulated\tS06\tFAILED\tno");
        Path there = report("b.tsv", "jna\tS05\tPASSED\t", "jna\tS05\tFAILED\twhy", "jna\tS06\tSKIPPED\t");
        ContractReport report = ContractReport.read(List.of(here, there));
        assertEquals(
                Map.of(ContractRule.S05, Map.of("simulated", Result.PASSED, "jna", Result.FAILED)),
                report.disagreements());
        assertThrows(
                IllegalStateException.class,
                () -> ContractReport.main(
                        new String[] {folder.resolve("x.md").toString(), here.toString(), there.toString()}));
    }
}
