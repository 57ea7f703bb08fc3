// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.policy;

import dev.fwctl.AccessPolicy;
import dev.fwctl.RpcIntent;
import dev.fwctl.Verdict;

/** A command that a policy is asked about. */
record CommandQuestion(RpcIntent intent) implements Question {
    @Override
    public Verdict ask(AccessPolicy policy) {
        return policy.decide(intent);
    }

    @Override
    public String explain(PolicyRule rule) {
        return rule.terms().explain(intent);
    }
}
