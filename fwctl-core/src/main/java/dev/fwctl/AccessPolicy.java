// SPDX-License-Identifier: Apache-2.0
package dev.fwctl;

import static java.util.Objects.requireNonNull;

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
     * Whether this policy looks at what a request is {@linkplain Command#about about}, which costs something to find out.
     *
     * @return always the same; if false, {@link #decide(RpcIntent)} is not called on the RPC path
     */
    default boolean looksAtAbout() {
        return false;
    }

    /**
     * Decides about one request, of which it is known what it is about.
     *
     * @param intent the request
     * @return {@link Verdict#allow()}, or a refusal with its reason
     */
    default Verdict decide(RpcIntent intent) {
        return decide(intent.node(), intent.command(), intent.effects(), intent.scope());
    }

    /**
     * Decides about one change of a setting that is planned. The command that would write it is decided about as well, by
     * {@link #decide(RpcIntent)}, which sees what a whole unit of settings may do and not which of them change. A policy
     * that is made of others asks them.
     *
     * @param node the device
     * @param change the change
     * @return {@link Verdict#allow()} unless the policy speaks of what changes can do
     */
    default Verdict decide(FwctlNode node, SettingChange change) {
        requireNonNull(node, "node");
        requireNonNull(change, "change");
        for (AccessPolicy part : parts()) {
            Verdict verdict = part.decide(node, change);
            if (!verdict.allowed()) {
                return verdict;
            }
        }
        return Verdict.allow();
    }

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
     * security state, background operations, what resets the device or cannot be undone, commands of unknown effect.
     *
     * @return the policy
     */
    static AccessPolicy configure() {
        return StandardPolicy.CONFIGURE;
    }

    /**
     * What {@link #readOnly()} allows, and documented commands whose only published effects are changes of configuration
     * that wait for a reset, at scopes that never taint the kernel: a change is staged, and takes place when somebody
     * resets the device.
     *
     * @return the policy
     */
    static AccessPolicy configureAfterReset() {
        return StandardPolicy.CONFIGURE_AFTER_RESET;
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
     * What both this policy and another allow: never more than the stricter of the two.
     *
     * @param other the other policy
     * @return a policy that asks this one first
     */
    default AccessPolicy and(AccessPolicy other) {
        return new BothPolicy(this, requireNonNull(other, "other"));
    }

    /**
     * The policies that this one is made of, for whoever looks into it.
     *
     * @return in the order in which they are asked; empty if it decides by itself
     */
    default List<AccessPolicy> parts() {
        return List.of();
    }

    /**
     * This policy, which no longer minds that a command has no public document. What the command does, it minds as before:
     * {@link #readOnly()} lets an undocumented command through only if it is known to change nothing. A raw RPC's effects
     * are what the device's vendor module reads from its bytes, and unknown if it cannot; a scope says nothing of them, for
     * some drivers take writes at the lowest.
     *
     * @param highest the highest scope at which an undocumented command may be sent, besides what this policy says of scopes
     * @return a policy that decides as this one does about documented commands
     */
    default AccessPolicy withUndocumented(RpcScope highest) {
        return new UndocumentedPolicy(this, requireNonNull(highest, "highest"));
    }
}
