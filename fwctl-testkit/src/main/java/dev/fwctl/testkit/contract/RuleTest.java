// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.testkit.contract;

import org.junit.jupiter.api.function.Executable;
import org.opentest4j.TestAbortedException;

/** Runs the tests of rules. Apart from {@link ContractRule}, which can be read where JUnit is not. */
final class RuleTest {
    private RuleTest() {}

    static void run(ContractRule rule, String place, Executable test) {
        try {
            test.execute();
            ContractReport.enter(place, rule, ContractReport.Result.PASSED, "");
        } catch (TestAbortedException e) {
            ContractReport.enter(place, rule, ContractReport.Result.SKIPPED, String.valueOf(e.getMessage()));
            throw e;
        } catch (OutOfMemoryError e) {
            throw e;
        } catch (Throwable e) {
            ContractReport.enter(place, rule, ContractReport.Result.FAILED, String.valueOf(e.getMessage()));
            String where = place.isEmpty() ? "" : " in " + place;
            throw new AssertionError("rule " + rule + " is broken" + where + " (" + rule.text() + "): " + e, e);
        }
    }

    static TestAbortedException skipped(String reason) {
        return new TestAbortedException(reason);
    }
}
