// SPDX-License-Identifier: Apache-2.0
package dev.fwctl;

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
            | Effect.BACKGROUND_OPERATION.mask();
    private static final int ANY_CHANGE = BEYOND_CONFIGURATION
            | Effect.CONFIGURATION_CHANGE_AFTER_COLD_RESET.mask()
            | Effect.IMMEDIATE_CONFIGURATION_CHANGE.mask()
            | Effect.IMMEDIATE_POLICY_CHANGE.mask()
            | Effect.IMMEDIATE_LOG_CHANGE.mask()
            | Effect.CONFIGURATION_CHANGE_AFTER_CONVENTIONAL_RESET.mask()
            | Effect.CONFIGURATION_CHANGE_AFTER_CXL_RESET.mask();

    static final StandardPolicy READ_ONLY = new StandardPolicy("readOnly", RpcScope.DEBUG_READ_ONLY, ANY_CHANGE, false);
    static final StandardPolicy CONFIGURE =
            new StandardPolicy("configure", RpcScope.DEBUG_WRITE, BEYOND_CONFIGURATION, false);
    static final StandardPolicy DEBUG = new StandardPolicy("debug", RpcScope.DEBUG_WRITE_FULL, 0, true);

    @Override
    public Verdict decide(FwctlNode node, Command<?, ?> command, Effects effects, RpcScope scope) {
        boolean documented = command.specification().isPublic();
        if (documented && allows(effects) && highest.covers(scope)) {
            return Verdict.allow();
        }
        if (!documented) {
            return Verdict.refuse(
                    "no public document describes it",
                    "AccessPolicy." + name + "().withUndocumented(RpcScope." + scope + ") allows it");
        }
        String reason = allows(effects)
                ? "it needs " + scope.uapiName() + ", and the policy ends at " + highest.uapiName()
                : "its effects are " + effects + ", which the policy does not allow";
        boolean configures = CONFIGURE.allows(effects) && CONFIGURE.highest.covers(scope);
        return Verdict.refuse(reason, "AccessPolicy." + (configures ? "configure" : "debug") + "() allows it");
    }

    private boolean allows(Effects effects) {
        return effects.isUnknown() ? unknownEffects : (effects.word() & forbidden) == 0;
    }
}
