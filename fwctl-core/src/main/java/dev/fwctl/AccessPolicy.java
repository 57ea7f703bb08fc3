// SPDX-License-Identifier: Apache-2.0
package dev.fwctl;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A rule of which commands a program lets itself send: a seat belt that is asked before the kernel is. The kernel stays
 * the gatekeeper; a policy can only refuse more.
 *
 * <p>A policy belongs to an open device and is chosen when it is opened. An implementation is immutable, safe for use
 * by any number of threads, and on the RPC path: it allocates nothing when it allows.
 */
public interface AccessPolicy {
    /**
     * The name that messages and the audit log use.
     *
     * @return for example {@code readOnly}
     */
    String name();

    /**
     * Decides about one command.
     *
     * @param node the device
     * @param command the command; a {@linkplain FwctlDevice#rpc raw RPC} shows as an undocumented command
     *     {@code raw-rpc}
     * @param effects what this very request may do
     * @param scope the scope that would be declared to the kernel
     * @return {@link Verdict#allow()}, or a refusal with its reason
     */
    Verdict decide(FwctlNode node, Command<?, ?> command, Effects effects, RpcScope scope);

    /**
     * Documented commands that change nothing, at scopes that never taint the kernel. The default.
     *
     * @return the policy
     */
    static AccessPolicy readOnly() {
        return StandardPolicy.READ_ONLY;
    }

    /**
     * What {@link #readOnly()} allows, and documented commands whose only published effects are changes of
     * configuration, policy or log, at scopes up to {@link RpcScope#DEBUG_WRITE}. Not: changes of data or of the
     * security state, background operations, commands of unknown effect.
     *
     * @return the policy
     */
    static AccessPolicy configure() {
        return StandardPolicy.CONFIGURE;
    }

    /**
     * Every documented command at every scope, of unknown effect included.
     *
     * @return the policy
     */
    static AccessPolicy debug() {
        return StandardPolicy.DEBUG;
    }

    /**
     * Nothing at all: where rules begin that name all they allow.
     *
     * @return the policy
     */
    static AccessPolicy nothing() {
        return NothingPolicy.NOTHING;
    }

    /**
     * A policy of rules. A command that a rule refuses is refused, whatever the others say; else it is allowed if a rule
     * allows it; else another policy decides. The order of the rules does not matter.
     *
     * @param name the name that messages and the audit log use
     * @param otherwise decides where no rule matches
     * @param rules the rules
     * @return the policy
     */
    static AccessPolicy of(String name, AccessPolicy otherwise, PolicyRule... rules) {
        return new RulesPolicy(name, otherwise, List.of(rules));
    }

    /**
     * A policy that an administrator wrote: rules as {@link #of} has them, in JSON. {@code docs/policy.md} describes the
     * form, and the resource {@code dev-fwctl-core/access-policy.schema.json} is its schema.
     *
     * @param file the file, UTF-8, at most 1 MiB
     * @return the policy
     * @throws PolicyFormatException if the file is not such a policy; nothing of it is in force then
     * @throws IOException if the file cannot be read
     */
    static AccessPolicy load(Path file) throws IOException {
        return PolicyParser.load(file);
    }

    /**
     * What both this policy and another allow: never more than the stricter of the two.
     *
     * @param other the other policy
     * @return a policy that asks this one first
     */
    default AccessPolicy and(AccessPolicy other) {
        return new BothPolicy(this, other);
    }

    /**
     * This policy, which also lets undocumented commands and raw RPCs through if their scope is covered by one that is
     * named here.
     *
     * @param highest the highest scope at which an undocumented command may be sent
     * @return a policy that decides as this one does about documented commands, and never allows what a
     *     {@linkplain PolicyRule#refuse rule} of it refuses
     */
    default AccessPolicy withUndocumented(RpcScope highest) {
        return new UndocumentedPolicy(this, highest);
    }
}
