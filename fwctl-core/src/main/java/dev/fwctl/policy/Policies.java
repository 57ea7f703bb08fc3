// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.policy;

import dev.fwctl.AccessPolicy;
import dev.fwctl.Command;
import dev.fwctl.Fwctl;
import dev.fwctl.FwctlNode;
import dev.fwctl.RpcIntent;
import dev.fwctl.SettingChange;
import dev.fwctl.internal.Elements;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** Policies of rules: made in Java or read from JSON, checked, and explained. */
public final class Policies {
    private Policies() {}

    /**
     * A policy of rules. A command that a rule refuses is refused, whatever the others say; else it is allowed if a rule
     * allows it; else another policy decides. The order of the rules does not matter.
     *
     * @param name the name that messages and the audit log use
     * @param otherwise decides where no rule matches
     * @param rules the rules
     * @return the policy
     * @throws IllegalArgumentException if a rule can match nothing: a name that is close to one that the vendor modules
     *     here know, and is none of theirs; or it says of changes of settings what only commands have
     */
    public static AccessPolicy of(String name, AccessPolicy otherwise, PolicyRule... rules) {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(otherwise, "otherwise");
        Elements.require(rules, "rules");
        KnownNames known = KnownNames.of(Fwctl.system().modules());
        for (PolicyRule rule : rules) {
            known.problem(rule).ifPresent(problem -> {
                throw new IllegalArgumentException("the rule " + rule + " can match nothing: " + problem);
            });
        }
        return new RulesPolicy(name, otherwise, List.of(rules));
    }

    /**
     * A policy that an administrator wrote: rules as {@link #of} has them, in JSON. {@code docs/policy.md} describes the
     * form, and the resource {@code dev-fwctl-core/access-policy.schema.json} is its schema.
     *
     * @param file the file, UTF-8, at most 1 MiB
     * @return the policy
     * @throws dev.fwctl.json.JsonFormatException if the file is not such a policy, or a rule of it can match nothing; nothing of it is
     *     in force then
     * @throws IOException if the file cannot be read
     */
    public static AccessPolicy load(Path file) throws IOException {
        Objects.requireNonNull(file, "file");
        return PolicyParser.load(file, KnownNames.of(Fwctl.system().modules()));
    }

    /**
     * What of a policy means nothing on a system: rules about vendor modules, drivers or commands that are not here, and
     * about devices that are not here now. None of it is wrong; a policy may be written for many machines.
     *
     * @param policy a policy; of one that is not made of rules, nothing is known
     * @param fwctl the system
     * @return a sentence for each, in the order of the rules
     */
    public static List<String> lint(AccessPolicy policy, Fwctl fwctl) {
        Objects.requireNonNull(policy, "policy");
        Objects.requireNonNull(fwctl, "fwctl");
        return new PolicyLint(KnownNames.of(fwctl.modules()), fwctl.nodes()).of(policy);
    }

    /**
     * Which rule decides about a command, and why.
     *
     * @param policy the policy
     * @param node the device
     * @param command the command
     * @param request its request
     * @param <Q> the request's type
     * @return the verdict, and what each rule made of the command
     */
    public static <Q> Explanation explain(AccessPolicy policy, FwctlNode node, Command<Q, ?> command, Q request) {
        Objects.requireNonNull(policy, "policy");
        Objects.requireNonNull(node, "node");
        Objects.requireNonNull(command, "command");
        Objects.requireNonNull(request, "request");
        return Explanation.of(policy, new CommandQuestion(RpcIntent.of(node, command, request)));
    }

    /**
     * Which rule decides about a change of a setting, and why.
     *
     * @param policy the policy
     * @param node the device
     * @param change the change
     * @return the verdict, and what each rule made of the change
     */
    public static Explanation explain(AccessPolicy policy, FwctlNode node, SettingChange change) {
        Objects.requireNonNull(policy, "policy");
        Objects.requireNonNull(node, "node");
        Objects.requireNonNull(change, "change");
        return Explanation.of(policy, new ChangeQuestion(node, change));
    }
}
