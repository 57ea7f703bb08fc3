// SPDX-License-Identifier: Apache-2.0
package dev.fwctl;

import java.util.Objects;

/**
 * The identity of an RPC: the device, the command and the scope, as exceptions and observers name it.
 *
 * @param node the device's node
 * @param command the command's name, for example {@code cxl.get-feature}
 * @param opcode the number by which the firmware knows it
 * @param scope the scope that the RPC declared
 */
public record RpcCall(FwctlNode node, String command, int opcode, RpcScope scope) {
    public RpcCall {
        Objects.requireNonNull(node, "node");
        Objects.requireNonNull(command, "command");
        Objects.requireNonNull(scope, "scope");
    }

    /** For example {@code cxl.set-feature (0x502) on fwctl0 at FWCTL_RPC_DEBUG_WRITE}. */
    @Override
    public String toString() {
        return command + " (0x" + Integer.toHexString(opcode) + ") on " + node.name() + " at " + scope.uapiName();
    }
}
