// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.lab.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fwctl.lab.LabSuite;
import dev.fwctl.lab.guest.Guest;
import dev.fwctl.testkit.contract.ContractReport;
import dev.fwctl.testkit.contract.ContractRule;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rules of a seam once more, in a process without CAP_SYS_RAWIO: there S14 can be tried. */
@Order(0)
class RawIoContractTest {
    @Test
    void theRulesHoldWithoutTheCapability(@TempDir Path folder) throws Exception {
        Path rules = folder.resolve("rules.tsv");
        Guest.Result child = Guest.run(Guest.java(
                Guest.WITHOUT_RAWIO,
                List.of("-D" + ContractReport.FILE_PROPERTY + "=" + rules),
                LabSuite.class.getName(),
                "q35",
                "[.](|Jna|Mlx5)SeamContractTest$"));
        assertEquals(0, child.status(), child.output());
        assertTrue(child.output().contains("ok      SeamContractTest > " + ContractRule.S14 + ": "), child.output());
        // For the report, which takes them from this output.
        child.output().lines().filter(line -> line.startsWith("rule ")).forEach(System.out::println);
    }
}
