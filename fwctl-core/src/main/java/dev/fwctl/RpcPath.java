// SPDX-License-Identifier: Apache-2.0
package dev.fwctl;

import dev.fwctl.internal.Handle;
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

    private final Syscalls syscalls;

    RpcPath(Syscalls syscalls) {
        this.syscalls = syscalls;
    }

    Syscalls syscalls() {
        return syscalls;
    }

    /** Returns how many bytes of the reply may be looked at, a negated errno, or {@link #CLOSED}. */
    int rpc(Handle handle, RpcSlot slot, RpcScope scope, int requestLength, int responseLength) {
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
