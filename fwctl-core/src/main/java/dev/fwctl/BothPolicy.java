// SPDX-License-Identifier: Apache-2.0
package dev.fwctl;

import java.util.List;

/**
 * Allows what both of two policies allow.
 *
 * @param first is asked first
 * @param second is asked if the first allows
 */
record BothPolicy(AccessPolicy first, AccessPolicy second) implements AccessPolicy {
    @Override
    public String name() {
        return first.name() + " and " + second.name();
    }

    @Override
    public Verdict decide(FwctlNode node, Command<?, ?> command, Effects effects, RpcScope scope) {
        Verdict verdict = first.decide(node, command, effects, scope);
        return verdict.allowed()
                ? refusal(second, second.decide(node, command, effects, scope))
                : refusal(first, verdict);
    }

    @Override
    public boolean looksAtAbout() {
        return first.looksAtAbout() || second.looksAtAbout();
    }

    @Override
    public Verdict decide(RpcIntent intent) {
        Verdict verdict = first.decide(intent);
        return verdict.allowed() ? refusal(second, second.decide(intent)) : refusal(first, verdict);
    }

    private static Verdict refusal(AccessPolicy decider, Verdict verdict) {
        return verdict.allowed()
                ? verdict
                : Verdict.refuse(
                        decider.name() + ", a part of it, refuses: " + verdict.reason(),
                        verdict.cure().isEmpty() ? "" : "Of that part: " + verdict.cure());
    }

    @Override
    public List<AccessPolicy> parts() {
        return List.of(first, second);
    }

    /** Each part keeps its own refusals; the permission is given to both. */
    @Override
    public AccessPolicy withUndocumented(RpcScope highest) {
        return new BothPolicy(first.withUndocumented(highest), second.withUndocumented(highest));
    }
}
