// SPDX-License-Identifier: Apache-2.0
package dev.fwctl;

import java.util.List;

/**
 * The policies that {@link AccessPolicy} offers by name. Each one allows what the ones before it do.
 *
 * @param name the policy's name
 * @param highest the highest scope that it allows
 * @param forbidden the Command Effects bits that it refuses
 * @param unknownEffects whether it lets commands of unknown effect through
 */
record StandardPolicy(String name, RpcScope highest, int forbidden, boolean unknownEffects) implements AccessPolicy {
    private static final int BEYOND_CONFIGURATION = Effect.IMMEDIATE_DATA_CHANGE.mask()
            | Effect.SECURITY_STATE_CHANGE.mask()
            | Effect.BACKGROUND_OPERATION.mask()
            | Effect.RESETS_DEVICE.mask()
            | Effect.CANNOT_BE_UNDONE.mask();
    private static final int AT_ONCE = BEYOND_CONFIGURATION
            | Effect.IMMEDIATE_CONFIGURATION_CHANGE.mask()
            | Effect.IMMEDIATE_POLICY_CHANGE.mask()
            | Effect.IMMEDIATE_LOG_CHANGE.mask();
    private static final int ANY_CHANGE = AT_ONCE
            | Effect.CONFIGURATION_CHANGE_AFTER_COLD_RESET.mask()
            | Effect.CONFIGURATION_CHANGE_AFTER_CONVENTIONAL_RESET.mask()
            | Effect.CONFIGURATION_CHANGE_AFTER_CXL_RESET.mask();

    static final StandardPolicy READ_ONLY = new StandardPolicy("readOnly", RpcScope.DEBUG_READ_ONLY, ANY_CHANGE, false);
    static final StandardPolicy CONFIGURE_AFTER_RESET =
            new StandardPolicy("configureAfterReset", RpcScope.DEBUG_READ_ONLY, AT_ONCE, false);
    static final StandardPolicy CONFIGURE =
            new StandardPolicy("configure", RpcScope.DEBUG_WRITE, BEYOND_CONFIGURATION, false);
    static final StandardPolicy DEBUG = new StandardPolicy("debug", RpcScope.DEBUG_WRITE_FULL, 0, true);

    @Override
    public Verdict decide(FwctlNode node, Command<?, ?> command, Effects effects, RpcScope scope) {
        boolean documented =
                Said.by(command, "specification()", command.specification()).isPublic();
        if (documented && allows(effects) && highest.covers(scope)) {
            return Verdict.allow();
        }
        StandardPolicy least = least(effects, scope);
        if (!documented) {
            return Verdict.refuse(
                    "no public document describes it" + (allows(effects) ? "" : ", and its effects are " + effects),
                    "AccessPolicy." + least.name + "().withUndocumented(RpcScope." + scope + ") allows it");
        }
        String reason = allows(effects)
                ? "it needs " + scope.uapiName() + ", and the policy ends at " + highest.uapiName()
                : "its effects are " + effects + ", which the policy does not allow";
        return Verdict.refuse(reason, "AccessPolicy." + least.name + "() allows it");
    }

    /** The least of the usual policies that allows this: most who may change something may change it now. */
    private static StandardPolicy least(Effects effects, RpcScope scope) {
        for (StandardPolicy policy : List.of(READ_ONLY, CONFIGURE)) {
            if (policy.allows(effects) && policy.highest.covers(scope)) {
                return policy;
            }
        }
        return DEBUG;
    }

    private boolean allows(Effects effects) {
        return effects.isUnknown() ? unknownEffects : (effects.changes() & forbidden) == 0;
    }
}
