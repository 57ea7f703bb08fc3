// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.testkit.contract;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The rule that a contract's test tries. The method's name says it in short. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Proves {
    /**
     * The rule.
     *
     * @return one that no other method of the contract proves
     */
    ContractRule value();
}
