// SPDX-License-Identifier: Apache-2.0
package dev.fwctl;

/**
 * Which commands a program lets itself send: a seat belt that is asked before the kernel is. The kernel stays the
 * gatekeeper; a policy can only refuse more.
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
     * This policy, which also lets undocumented commands and raw RPCs through if their scope is covered by one that is
     * named here.
     *
     * @param highest the highest scope at which an undocumented command may be sent
     * @return a policy that decides as this one does about documented commands
     */
    default AccessPolicy withUndocumented(RpcScope highest) {
        return new UndocumentedPolicy(this, highest);
    }
}
