// SPDX-License-Identifier: Apache-2.0
package dev.fwctl;

/** Refuses everything. */
final class NothingPolicy implements AccessPolicy {
    static final AccessPolicy NOTHING = new NothingPolicy();

    private static final Verdict REFUSED = Verdict.refuse(
            "it allows nothing", "AccessPolicy.readOnly() allows documented commands that change nothing");

    private NothingPolicy() {}

    @Override
    public String name() {
        return "nothing";
    }

    @Override
    public Verdict decide(FwctlNode node, Command<?, ?> command, Effects effects, RpcScope scope) {
        return REFUSED;
    }
}
