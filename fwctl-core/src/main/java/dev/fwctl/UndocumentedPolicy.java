// SPDX-License-Identifier: Apache-2.0
package dev.fwctl;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Treats undocumented commands as if they were documented, up to a scope: another policy decides by what they do.
 */
final class UndocumentedPolicy implements AccessPolicy {
    private final AccessPolicy documented;
    private final RpcScope highest;

    /** Made once for each command, for nothing may be allocated on the RPC path. */
    private final Map<Command<?, ?>, Command<?, ?>> excused = new ConcurrentHashMap<>();

    UndocumentedPolicy(AccessPolicy documented, RpcScope highest) {
        this.documented = documented;
        this.highest = highest;
    }

    @Override
    public String name() {
        return documented.name() + "+undocumented(" + highest.uapiName() + ")";
    }

    @Override
    public List<AccessPolicy> parts() {
        return List.of(documented);
    }

    @Override
    public Verdict decide(FwctlNode node, Command<?, ?> command, Effects effects, RpcScope scope) {
        if (isPublic(command)) {
            return documented.decide(node, command, effects, scope);
        }
        return highest.covers(scope) ? documented.decide(node, excuse(command), effects, scope) : tooHigh(scope);
    }

    @Override
    public boolean looksAtAbout() {
        return documented.looksAtAbout();
    }

    @Override
    public Verdict decide(RpcIntent intent) {
        if (isPublic(intent.command())) {
            return documented.decide(intent);
        }
        return highest.covers(intent.scope())
                ? documented.decide(new RpcIntent(
                        intent.node(), excuse(intent.command()), intent.effects(), intent.scope(), intent.about()))
                : tooHigh(intent.scope());
    }

    private static boolean isPublic(Command<?, ?> command) {
        return Said.by(command, "specification()", command.specification()).isPublic();
    }

    private Verdict tooHigh(RpcScope scope) {
        return Verdict.refuse(
                "no public document describes it, and this policy allows that up to " + highest.uapiName(),
                "AccessPolicy.withUndocumented(RpcScope." + scope + ") allows it");
    }

    private Command<?, ?> excuse(Command<?, ?> command) {
        Command<?, ?> excuse = excused.get(command);
        if (excuse == null) {
            excuse = new ExcusedCommand<>(command);
            excused.put(command, excuse);
        }
        return excuse;
    }
}
