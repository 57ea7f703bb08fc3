// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.bench.worker;

import dev.fwctl.Fwctl;
import dev.fwctl.FwctlDevice;
import dev.fwctl.RpcSlot;
import dev.fwctl.bench.rival.Policies;
import dev.fwctl.bench.rival.Target;

/** A whole program with the library: finds the node, opens it, sends one RPC, ends. */
public final class FirstRpc {
    private FirstRpc() {}

    /** {@code FirstRpc TARGET...}. */
    public static void main(String[] args) {
        Target target = Target.of(args, 0);
        try (FwctlDevice device = target.open(Fwctl.system().syscalls(), Policies.RAW, null)) {
            byte[] request = target.requestBytes();
            RpcSlot slot = device.newSlot(request.length, target.replyBytes());
            slot.request().put(request);
            System.out.println(device.rpc(slot, Target.SCOPE, request.length, target.replyBytes()));
        }
    }
}
