// SPDX-License-Identifier: Apache-2.0
package dev.fwctl;

import dev.fwctl.internal.Handle;
import dev.fwctl.internal.JfrRpcEvent;
import dev.fwctl.internal.Uapi;
import dev.fwctl.spi.Syscalls;
import java.lang.ref.Reference;

/**
 * The few lines between a filled slot and the kernel. Nothing here allocates, and nothing here is asked whether the RPC
 * should be sent.
 */
final class RpcPath {
    /** What {@link #rpc} and {@link #info} return, besides a length or a negated errno, for a closed handle. */
    static final int CLOSED = Integer.MIN_VALUE;

    private static final boolean JFR = ModuleLayer.boot().findModule("jdk.jfr").isPresent();

    private final Syscalls syscalls;

    RpcPath(Syscalls syscalls) {
        this.syscalls = syscalls;
    }

    Syscalls syscalls() {
        return syscalls;
    }

    /** Returns how many bytes of the reply may be looked at, a negated errno, or {@link #CLOSED}. */
    int rpc(
            Handle handle,
            RpcSlot slot,
            FwctlNode node,
            Command<?, ?> command,
            RpcScope scope,
            int requestLength,
            int responseLength) {
        if (JFR) {
            JfrRpcEvent event = new JfrRpcEvent();
            if (event.isEnabled()) {
                return recorded(event, handle, slot, node, command, scope, requestLength, responseLength);
            }
        }
        return send(handle, slot, scope, requestLength, responseLength);
    }

    private int send(Handle handle, RpcSlot slot, RpcScope scope, int requestLength, int responseLength) {
        long argument = slot.prepareRpc(scope, requestLength, responseLength);
        int fd = handle.acquire();
        if (fd < 0) {
            return CLOSED;
        }
        int result;
        try {
            result = syscalls.ioctl(fd, Uapi.FWCTL_RPC, argument);
        } finally {
            handle.release();
            Reference.reachabilityFence(slot);
        }
        if (result < 0) {
            return result;
        }
        // The kernel copies no more than there is room for, whatever it says.
        int returned = slot.returnedLength();
        return returned < 0 || returned > responseLength ? responseLength : returned;
    }

    private int recorded(
            JfrRpcEvent event,
            Handle handle,
            RpcSlot slot,
            FwctlNode node,
            Command<?, ?> command,
            RpcScope scope,
            int requestLength,
            int responseLength) {
        event.begin();
        int result = send(handle, slot, scope, requestLength, responseLength);
        event.end();
        if (event.shouldCommit()) {
            event.device = node.name();
            event.command = command.name();
            event.opcode = command.opcode();
            event.scope = scope.uapiName();
            event.requestSize = requestLength;
            event.replySize = Math.max(result, 0);
            event.errno = result < 0 && result != CLOSED ? -result : 0;
            event.commit();
        }
        return result;
    }

    /** Returns 0, a negated errno, or {@link #CLOSED}; the slot then holds what the kernel wrote. */
    int info(Handle handle, RpcSlot slot, int dataLength) {
        long argument = slot.prepareInfo(dataLength);
        try {
            int fd = handle.acquire();
            if (fd < 0) {
                return CLOSED;
            }
            try {
                return syscalls.ioctl(fd, Uapi.FWCTL_INFO, argument);
            } finally {
                handle.release();
            }
        } finally {
            slot.writeAddresses();
            Reference.reachabilityFence(slot);
        }
    }
}
