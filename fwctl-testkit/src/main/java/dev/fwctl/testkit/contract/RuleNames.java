// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.testkit.contract;

import java.lang.reflect.Method;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGenerator;

/**
 * Displays a contract's test as its rule, such as {@code S01: open of a path that does not exist answers ENOENT}, and
 * other tests of the same class as usual. JUnit makes one for each class that implements a contract.
 */
public final class RuleNames extends DisplayNameGenerator.Standard {
    /** For JUnit. */
    public RuleNames() {}

    @Override
    public String generateDisplayNameForMethod(List<Class<?>> enclosingTypes, Class<?> testClass, Method testMethod) {
        Proves proof = testMethod.getAnnotation(Proves.class);
        return proof == null
                ? super.generateDisplayNameForMethod(enclosingTypes, testClass, testMethod)
                : proof.value() + ": " + proof.value().text();
    }
}
