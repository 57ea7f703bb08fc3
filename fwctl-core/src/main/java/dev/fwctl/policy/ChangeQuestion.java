// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.policy;

import dev.fwctl.AccessPolicy;
import dev.fwctl.FwctlNode;
import dev.fwctl.SettingChange;
import dev.fwctl.Verdict;

/** A change of a setting that a policy is asked about. */
record ChangeQuestion(FwctlNode node, SettingChange change) implements Question {
    @Override
    public Verdict ask(AccessPolicy policy) {
        return policy.decide(node, change);
    }

    @Override
    public String explain(PolicyRule rule) {
        return rule.terms().explain(node, change);
    }
}
