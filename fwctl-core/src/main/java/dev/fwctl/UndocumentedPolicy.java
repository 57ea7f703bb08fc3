// SPDX-License-Identifier: Apache-2.0
package dev.fwctl;

/**
 * Lets undocumented commands through up to a scope, and leaves the documented ones to another policy.
 *
 * @param documented decides about documented commands
 * @param highest the highest scope of an undocumented one
 */
record UndocumentedPolicy(AccessPolicy documented, RpcScope highest) implements AccessPolicy {
    @Override
    public String name() {
        return documented.name() + "+undocumented(" + highest.uapiName() + ")";
    }

    @Override
    public Verdict decide(FwctlNode node, Command<?, ?> command, Effects effects, RpcScope scope) {
        if (command.specification().isPublic()) {
            return documented.decide(node, command, effects, scope);
        }
        return highest.covers(scope)
                ? Verdict.allow()
                : Verdict.refuse(
                        "no public document describes it, and this policy allows that up to " + highest.uapiName(),
                        "AccessPolicy.withUndocumented(RpcScope." + scope + ") allows it");
    }
}
