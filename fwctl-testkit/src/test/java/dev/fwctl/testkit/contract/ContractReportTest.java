// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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

    /** What a vendor publishes: its own columns of all reports, simulator and real kernel side by side. */
    @Test
    void aVendorsReportHoldsItsPlacesTogetherAndNoOther() throws Exception {
        Path simulator = report("a.tsv", "acme@simulated\tV01\tPASSED\t", "simulated+acme\tD01\tPASSED\t");
        Path kernel = report(
                "b.tsv",
                "acme@lab/jna\tV01\tPASSED\t",
                "settings of acme@lab/jna\tC01\tSKIPPED\tno setting",
                "acme2@lab/jna\tV02\tPASSED\t",
                "lab/jna\tS01\tPASSED\t");
        Path table = folder.resolve("acme.md");
        ContractReport.main(
                new String[] {"--vendor", "acme", table.toString(), simulator.toString(), kernel.toString()});
        String text = Files.readString(table);
        assertTrue(text.startsWith("# Rules of the contracts: acme\n"), text);
        assertTrue(
                text.contains("| rule | acme@lab/jna | acme@simulated | settings of acme@lab/jna | simulated+acme | |"),
                text);
        assertTrue(text.contains("| V01 | passed | passed |  |  | " + ContractRule.V01.text()), text);
        assertTrue(text.contains("\n| total | 1 passed | 1 passed | 1 skipped | 1 passed | |\n"), text);
        assertTrue(text.contains("- C01 in settings of acme@lab/jna: no setting"), text);
        assertFalse(text.contains("acme2") || text.contains("| S01 |") || text.contains("| V02 |"), text);
    }

    @Test
    void aVendorThatIsInNoReportIsRefused() throws Exception {
        Path here = report("a.tsv", "acme@simulated\tV01\tPASSED\t");
        IllegalArgumentException e = assertThrows(
                IllegalArgumentException.class,
                () -> ContractReport.main(
                        new String[] {"--vendor", "emca", folder.resolve("x.md").toString(), here.toString()}));
        assertTrue(e.getMessage().contains("emca") && e.getMessage().contains("acme@simulated"), e.getMessage());
        assertFalse(Files.exists(folder.resolve("x.md")));
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
