// SPDX-License-Identifier: Apache-2.0
package dev.fwctl;

import dev.fwctl.internal.Uapi;
import dev.fwctl.spi.Syscalls;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;

/**
 * The few lines between a filled slot, whose lane was entered, and the kernel. Nothing here allocates, and nothing here is
 * asked whether the RPC should be sent.
 */
final class RpcPath {
    private final Syscalls syscalls;

    RpcPath(Syscalls syscalls) {
        this.syscalls = syscalls;
    }

    Syscalls syscalls() {
        return syscalls;
    }

    /** Returns how many bytes of the reply may be looked at, or a negated errno. */
    int rpc(RpcSlot slot, RpcScope scope, int requestLength, int responseLength) {
        ByteBuffer header = slot.header();
        header.putInt(Uapi.RPC_SCOPE, scope.value());
        header.putInt(Uapi.RPC_IN_LEN, requestLength);
        header.putInt(Uapi.RPC_OUT_LEN, responseLength);
        int result = syscalls.ioctl(slot.lane().descriptor(), Uapi.FWCTL_RPC, slot.address());
        Reference.reachabilityFence(slot);
        if (result < 0) {
            return result;
        }
        // Unsigned; and the kernel copies no more than there is room for, whatever it says.
        int returned = header.getInt(Uapi.RPC_OUT_LEN);
        return Integer.compareUnsigned(returned, responseLength) <= 0 ? returned : responseLength;
    }

    /** Returns 0 or a negated errno; the slot then holds what the kernel wrote. */
    int info(RpcSlot slot, int dataLength) {
        slot.prepareInfo(dataLength);
        try {
            return syscalls.ioctl(slot.lane().descriptor(), Uapi.FWCTL_INFO, slot.address());
        } finally {
            slot.writeConstants();
            Reference.reachabilityFence(slot);
        }
    }
}
