// SPDX-License-Identifier: Apache-2.0
package dev.fwctl;

import dev.fwctl.seam.Syscalls;
import dev.fwctl.seam.Uapi;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way of a filled slot past the policy to the kernel and back. Whoever calls has entered the slot's lane, and keeps the
 * slot reachable until it has left it.
 *
 * <p>Nothing here allocates where all goes well. The steps are methods of their own, and small, for the JIT's sake: it
 * makes one piece of them as long as none is large, and each return from a call after the system call costs tens of
 * nanoseconds where the kernel spoils the processor's return predictions.
 */
final class RpcPath {
    private static final Logger LOG = LoggerFactory.getLogger(FwctlDevice.class);

    private final FwctlNode node;
    private final AccessPolicy policy;
    private final Syscalls syscalls;
    private volatile boolean taintAnnounced;

    RpcPath(FwctlNode node, AccessPolicy policy, Syscalls syscalls) {
        this.node = node;
        this.policy = policy;
        this.syscalls = syscalls;
    }

    /** Asks the policy. */
    void permit(Command<?, ?> command, Effects effects, RpcScope scope) {
        Verdict verdict = policy.decide(node, command, effects, scope);
        if (!verdict.allowed()) {
            throw Failures.policy(new RpcCall(node, command.name(), command.opcode(), scope), policy, verdict);
        }
        if (scope.taints() && !taintAnnounced) {
            announceTaint(command, scope);
        }
    }

    private void announceTaint(Command<?, ?> command, RpcScope scope) {
        taintAnnounced = true;
        LOG.warn(
                "{} at {} on {} taints the kernel (TAINT_FWCTL, bit 19) until the next boot",
                command.name(),
                scope.uapiName(),
                node.name());
    }

    /** Sends what was permitted. Returns how many bytes of the reply may be looked at, or a negated errno. */
    int rpc(RpcSlot slot, RpcScope scope, int requestLength, int responseLength) {
        ByteBuffer header = slot.header();
        header.putInt(Uapi.RPC_SCOPE, scope.value());
        header.putInt(Uapi.RPC_IN_LEN, requestLength);
        header.putInt(Uapi.RPC_OUT_LEN, responseLength);
        int result = slot.hasAttachments()
                ? linked(slot, requestLength, responseLength)
                : syscalls.ioctl(slot.lane().descriptor(), Uapi.FWCTL_RPC, slot.address());
        if (result < 0) {
            return result;
        }
        // The kernel copies no more than there is room for, whatever it says.
        return (int) Math.min(Integer.toUnsignedLong(header.getInt(Uapi.RPC_OUT_LEN)), responseLength);
    }

    /** The system call with the addresses of the attachments in the request, and in nothing else, for as long as it lasts. */
    private int linked(RpcSlot slot, int requestLength, int responseLength) {
        AttachedMemory attached = slot.attached();
        attached.check(slot.request(), requestLength);
        attached.link(slot.request());
        int result;
        try {
            result = syscalls.ioctl(slot.lane().descriptor(), Uapi.FWCTL_RPC, slot.address());
        } finally {
            attached.unlink(slot.request(), slot.response(), responseLength);
        }
        attached.checkGuards();
        return result;
    }

    /** Asks the policy and sends, each step observed. Returns what {@link #rpc} does. */
    int observed(RpcSlot slot, RpcScope scope, int requestLength, int responseLength, Observation observation) {
        observation.begin(node, scope, slot, requestLength, responseLength);
        permit(observation.command, observation.effects, scope);
        observation.starting(scope);
        int result = rpc(slot, scope, requestLength, responseLength);
        observation.returned(result);
        return result;
    }

    /** The length that {@link #rpc} returned, if it was one. */
    <Q> int requireReached(int result, Command<Q, ?> command, @Nullable Q request, RpcScope scope) {
        if (result < 0) {
            throw Failures.rpc(node, command, request, scope, -result);
        }
        return result;
    }

    /** Asks FWCTL_INFO. Returns 0 or a negated errno; the slot then holds what the kernel wrote. */
    int info(RpcSlot slot, int dataLength) {
        slot.prepareInfo(dataLength);
        try {
            return syscalls.ioctl(slot.lane().descriptor(), Uapi.FWCTL_INFO, slot.address());
        } finally {
            slot.writeConstants();
        }
    }
}
