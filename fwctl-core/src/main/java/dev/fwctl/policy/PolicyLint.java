// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.policy;

import dev.fwctl.AccessPolicy;
import dev.fwctl.FwctlNode;
import dev.fwctl.internal.Glob;
import java.util.ArrayList;
import java.util.List;

/** Looks for what means nothing on one system. */
record PolicyLint(KnownNames known, List<FwctlNode> nodes) {
    List<String> of(AccessPolicy policy) {
        List<String> found = new ArrayList<>();
        look(policy, found);
        return found;
    }

    private void look(AccessPolicy policy, List<String> found) {
        if (policy instanceof RulesPolicy rules) {
            for (PolicyRule rule : rules.rules()) {
                for (String absent : known.absent(rule)) {
                    found.add(rule + ": " + absent);
                }
                for (Glob device : rule.terms().devices) {
                    if (nodes.stream().noneMatch(node -> Matching.any(device, node.names()))) {
                        found.add(rule + ": no device here answers to '" + device + "'");
                    }
                }
            }
        }
        policy.parts().forEach(part -> look(part, found));
    }
}
