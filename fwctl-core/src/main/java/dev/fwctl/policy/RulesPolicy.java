// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.policy;

import dev.fwctl.AccessPolicy;
import dev.fwctl.Command;
import dev.fwctl.Effects;
import dev.fwctl.FwctlNode;
import dev.fwctl.RpcIntent;
import dev.fwctl.RpcScope;
import dev.fwctl.SettingChange;
import dev.fwctl.Verdict;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A policy of rules: refusals first, then permissions, then another policy. */
final class RulesPolicy implements AccessPolicy {
    private final String name;
    private final AccessPolicy otherwise;
    private final List<PolicyRule> rules;
    // Apart, and arrays: each RPC goes through them.
    private final PolicyRule[] refusals;
    private final PolicyRule[] permissions;

    /**
     * Of rules that may each match something.
     *
     * @param name the policy's name
     * @param otherwise decides where no rule matches
     * @param rules the rules, in any order
     */
    RulesPolicy(String name, AccessPolicy otherwise, List<PolicyRule> rules) {
        if (name.isBlank()) {
            throw new IllegalArgumentException("a policy needs a name, for messages and the audit log");
        }
        for (PolicyRule rule : rules) {
            rule.terms().contradiction().ifPresent(why -> {
                throw new IllegalArgumentException("the rule " + rule + " can match nothing: " + why);
            });
        }
        this.name = name;
        this.otherwise = otherwise;
        this.rules = List.copyOf(rules);
        this.refusals = rules.stream().filter(rule -> !rule.allows()).toArray(PolicyRule[]::new);
        this.permissions = rules.stream().filter(PolicyRule::allows).toArray(PolicyRule[]::new);
    }

    @Override
    public String name() {
        return name;
    }

    AccessPolicy otherwise() {
        return otherwise;
    }

    List<PolicyRule> rules() {
        return rules;
    }

    @Override
    public boolean looksAtAbout() {
        for (PolicyRule rule : rules) {
            if (rule.terms().looksAtAbout()) {
                return true;
            }
        }
        return otherwise.looksAtAbout();
    }

    @Override
    public Verdict decide(RpcIntent intent) {
        return decide(
                intent.node(),
                intent.command(),
                intent.effects(),
                intent.scope(),
                intent.about().orElse(null));
    }

    @Override
    public Verdict decide(FwctlNode node, Command<?, ?> command, Effects effects, RpcScope scope) {
        return decide(node, command, effects, scope, null);
    }

    /** In pieces, for nothing may be allocated on the RPC path. Without {@code about}, nobody can tell. */
    private Verdict decide(
            FwctlNode node, Command<?, ?> command, Effects effects, RpcScope scope, @Nullable List<String> about) {
        for (PolicyRule rule : refusals) {
            if (rule.terms().matches(node, command, effects, scope, about)) {
                return Verdict.refuse("a rule forbids it: " + rule.text(), "");
            }
        }
        // The other policy allows most reads, and rules are for what it refuses: who is likely to allow is asked first.
        boolean reads = effects.isReadOnly();
        if (!reads && permits(node, command, effects, scope, about)) {
            return Verdict.allow();
        }
        Verdict verdict = otherwise.looksAtAbout()
                ? otherwise.decide(new RpcIntent(node, command, effects, scope, Optional.ofNullable(about)))
                : otherwise.decide(node, command, effects, scope);
        if (!verdict.allowed() && reads && permits(node, command, effects, scope, about)) {
            return Verdict.allow();
        }
        return verdict.allowed() ? verdict : unmatched(node, command, effects, about, verdict);
    }

    private boolean permits(
            FwctlNode node, Command<?, ?> command, Effects effects, RpcScope scope, @Nullable List<String> about) {
        for (PolicyRule rule : permissions) {
            if (rule.terms().matches(node, command, effects, scope, about)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public Verdict decide(FwctlNode node, SettingChange change) {
        Objects.requireNonNull(node, "node");
        Objects.requireNonNull(change, "change");
        List<PolicyRule> about =
                rules.stream().filter(rule -> rule.terms().isAboutChanges()).toList();
        for (PolicyRule rule : about) {
            if (!rule.allows() && rule.terms().matches(node, change)) {
                return Verdict.refuse("a rule forbids it: " + rule.text(), "");
            }
        }
        List<PolicyRule> allowing = about.stream().filter(PolicyRule::allows).toList();
        if (!allowing.isEmpty()
                && allowing.stream().noneMatch(rule -> rule.terms().matches(node, change))) {
            StringBuilder reason = new StringBuilder("no rule allows such a change");
            allowing.forEach(rule -> reason.append("; the rule \"")
                    .append(rule.text())
                    .append("\": ")
                    .append(rule.terms().explain(node, change)));
            return Verdict.refuse(reason.toString(), "A rule of the policy " + name + " would have to allow it");
        }
        return otherwise.decide(node, change);
    }

    private Verdict unmatched(
            FwctlNode node, Command<?, ?> command, Effects effects, @Nullable List<String> about, Verdict verdict) {
        StringBuilder reason = new StringBuilder("no rule allows it");
        for (PolicyRule rule : rules) {
            if (rule.allows() && rule.terms().concerns(node, command, about)) {
                reason.append("; the rule \"")
                        .append(rule.text())
                        .append("\" is about it, but ")
                        .append(rule.terms().shortfall(command, effects));
            }
        }
        if (!otherwise.equals(AccessPolicy.nothing())) {
            reason.append("; ")
                    .append(otherwise.name())
                    .append(" decides about the rest, and ")
                    .append(verdict.reason());
        }
        return Verdict.refuse(reason.toString(), "A rule of the policy " + name + " would have to allow it");
    }

    @Override
    public List<AccessPolicy> parts() {
        return List.of(otherwise);
    }

    /** What a rule refuses stays refused. */
    @Override
    public AccessPolicy withUndocumented(RpcScope highest) {
        return new RulesPolicy(
                name + "+undocumented(" + highest.uapiName() + ")", otherwise.withUndocumented(highest), rules);
    }
}
