// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.policy;

import dev.fwctl.AccessPolicy;
import dev.fwctl.Verdict;

/** A question to a policy. */
interface Question {
    /** What a policy decides. */
    Verdict ask(AccessPolicy policy);

    /** What a rule makes of it, in words. */
    String explain(PolicyRule rule);
}
