// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.bench.rival;

import dev.fwctl.AccessPolicy;
import dev.fwctl.Effect;
import dev.fwctl.RpcScope;
import dev.fwctl.policy.PolicyRule;

/** The policies of a measured device: the one query. */
public final class Policies {
    /** For raw RPCs, which cannot say that they are documented, at the one scope that changes nothing. */
    public static final AccessPolicy RAW = AccessPolicy.debug().withUndocumented(Target.SCOPE);

    /** For typed calls. */
    public static final AccessPolicy TYPED = AccessPolicy.readOnly();

    /** For typed calls, as an administrator would write it: all three rules are tried, and none matches. */
    public static final AccessPolicy RULES = dev.fwctl.policy.Policies.of(
            "storage-hosts",
            AccessPolicy.readOnly(),
            PolicyRule.allow("patrol scrub rates are ours to tune")
                    .commands("cxl.set-*")
                    .devices("pci-0000:35:00.0-*")
                    .effects(Effect.IMMEDIATE_CONFIGURATION_CHANGE),
            PolicyRule.refuse("links are the network team's")
                    .drivers("mlx5_core")
                    .effects(Effect.IMMEDIATE_CONFIGURATION_CHANGE),
            PolicyRule.refuse("nothing may taint these machines").scope(RpcScope.DEBUG_WRITE));

    private Policies() {}
}
