// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.lab.guest;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;

/** What a test says that meets a machine without the device that it is about. */
class NeedsBnxtMemoryTest {
    @BeforeEach
    void withoutTheDevice() {
        assumeTrue(Client.nodes("bnxt_en").isEmpty(), "this machine has a bnxt device");
    }

    @Test
    void whatNeedsItsMemoryIsSkipped() {
        ConditionEvaluationResult result = new NeedsBnxtMemory.Condition().evaluateExecutionCondition(null);
        assertTrue(result.isDisabled());
        assertTrue(result.getReason().orElseThrow().contains("no fwctl node over bnxt_en"), result.toString());
    }

    @Test
    void whatHasToHaveItFailsInWords() {
        AssertionError failed = assertThrows(AssertionError.class, () -> Client.first("bnxt_en"));
        assertTrue(failed.getMessage().contains("no fwctl node over bnxt_en"), failed.getMessage());
    }
}
