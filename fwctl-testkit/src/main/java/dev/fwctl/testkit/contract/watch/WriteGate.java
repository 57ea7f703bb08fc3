// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.testkit.contract.watch;

import dev.fwctl.AccessPolicy;
import dev.fwctl.Command;
import dev.fwctl.Effects;
import dev.fwctl.Fwctl;
import dev.fwctl.FwctlNode;
import dev.fwctl.RpcCall;
import dev.fwctl.RpcEvent;
import dev.fwctl.RpcObserver;
import dev.fwctl.RpcScope;
import dev.fwctl.Verdict;
import java.util.ArrayList;
import java.util.List;

/** Sees every write of one thread go out, and stops the n-th before the kernel is asked. */
public final class WriteGate implements AccessPolicy, RpcObserver {
    private final AccessPolicy policy = AccessPolicy.debug();
    private final int stopped;
    private final List<RpcScope> scopes = new ArrayList<>();
    private boolean readOnly = true;

    private WriteGate(int stopped) {
        this.stopped = stopped;
    }

    /** Stops none. */
    public static WriteGate open() {
        return new WriteGate(0);
    }

    /** Stops the n-th write, 1 for the first. */
    public static WriteGate stopping(int number) {
        return new WriteGate(number);
    }

    /** The system with this gate before its devices: what it opens allows what the debug policy does. */
    public Fwctl around(Fwctl system) {
        return system.withPolicy(this).withObserver(this);
    }

    /** The scopes of the writes that went out, or were about to. */
    public List<RpcScope> scopes() {
        return scopes;
    }

    @Override
    public String name() {
        return "the contract's";
    }

    @Override
    public Verdict decide(FwctlNode node, Command<?, ?> command, Effects effects, RpcScope scope) {
        readOnly = effects.isReadOnly();
        return policy.decide(node, command, effects, scope);
    }

    @Override
    public void starting(RpcCall call) {
        if (!readOnly) {
            scopes.add(call.scope());
            if (scopes.size() == stopped) {
                throw new IllegalStateException("stopped by the contract");
            }
        }
    }

    @Override
    public void finished(RpcEvent event) {
        readOnly = true;
    }
}
