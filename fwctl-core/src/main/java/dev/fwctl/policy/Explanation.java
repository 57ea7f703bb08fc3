// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.policy;

import dev.fwctl.AccessPolicy;
import dev.fwctl.Verdict;
import java.util.ArrayList;
import java.util.List;

/** The reasons of a policy for its decision about one command, or one change of a setting. */
public final class Explanation {
    private final Verdict verdict;
    private final List<String> steps;

    Explanation(Verdict verdict, List<String> steps) {
        this.verdict = verdict;
        this.steps = List.copyOf(steps);
    }

    /** What it decides. */
    public Verdict verdict() {
        return verdict;
    }

    /** A line for each policy and rule that was looked at, in order. */
    public List<String> steps() {
        return steps;
    }

    static Explanation of(AccessPolicy policy, Question asked) {
        List<String> steps = new ArrayList<>();
        look(policy, asked, "", steps);
        return new Explanation(asked.ask(policy), steps);
    }

    private static void look(AccessPolicy policy, Question asked, String indent, List<String> steps) {
        Verdict verdict = asked.ask(policy);
        steps.add(indent + policy.name() + (verdict.allowed() ? ": allows it" : ": refuses it: " + verdict.reason()));
        if (policy instanceof RulesPolicy rules) {
            for (PolicyRule rule : rules.rules()) {
                steps.add(indent + "  rule " + rule + ": " + asked.explain(rule));
            }
        }
        for (AccessPolicy part : policy.parts()) {
            look(part, asked, indent + "  ", steps);
        }
    }

    /** The steps, a line each. */
    @Override
    public String toString() {
        return String.join(System.lineSeparator(), steps);
    }
}
