// SPDX-License-Identifier: Apache-2.0
package dev.fwctl;

import dev.fwctl.seam.Syscalls;
import dev.fwctl.seam.Uapi;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
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
    private final boolean looksAtAbout;
    /** A bit for each scope at which raw requests need not be asked about: it is allowed, whatever they are. */
    private final int rawScopes;

    private volatile boolean taintAnnounced;

    RpcPath(FwctlNode node, AccessPolicy policy, Syscalls syscalls) {
        this.node = node;
        this.policy = policy;
        this.looksAtAbout = policy.looksAtAbout();
        this.syscalls = syscalls;
        this.rawScopes = rawScopes(node, policy);
    }

    /** Nothing is known of a raw request but its scope, so that a policy that always says the same is asked once for each. */
    private static int rawScopes(FwctlNode node, AccessPolicy policy) {
        int scopes = 0;
        for (RpcScope scope : isStandard(policy) ? RpcScope.values() : new RpcScope[0]) {
            if (policy.decide(node, RawRpc.COMMAND, Effects.unknown(), scope).allowed()) {
                scopes |= 1 << scope.value();
            }
        }
        return scopes;
    }

    private static boolean isStandard(AccessPolicy policy) {
        return policy instanceof StandardPolicy
                || policy instanceof UndocumentedPolicy
                        && policy.parts().stream().allMatch(RpcPath::isStandard);
    }

    /** As {@link #permit}, for a raw request. */
    void permitRaw(RpcSlot slot, RpcScope scope) {
        if ((rawScopes >> scope.value() & 1) == 0 || scope.taints() && !taintAnnounced) {
            permit(slot, scope, RawRpc.COMMAND, null, Effects.unknown());
        }
    }

    /** Asks the policy; about a raw request, once more with what can be read from its bytes. The scope is the slot's. */
    <Q> void permit(RpcSlot slot, RpcScope scope, Command<Q, ?> command, @Nullable Q request, Effects effects) {
        Verdict verdict = looksAtAbout
                ? policy.decide(RpcIntent.of(node, command, request, effects, scope))
                : policy.decide(node, command, effects, scope);
        if (!verdict.allowed()) {
            requireAllowedBytes(slot, command, verdict);
        }
        if (scope.taints() && !taintAnnounced) {
            announceTaint(command, scope);
        }
    }

    @SuppressWarnings("ReferenceEquality") // the one raw RPC there is
    private void requireAllowedBytes(RpcSlot slot, Command<?, ?> command, Verdict refused) {
        Verdict verdict = refused;
        if (command == RawRpc.COMMAND) {
            Effects known = rawEffects(slot);
            if (!known.isUnknown()) {
                verdict = policy.decide(node, command, known, slot.scope());
            }
        }
        if (!verdict.allowed()) {
            throw Failures.policy(new RpcCall(node, command.name(), command.opcode(), slot.scope()), policy, verdict);
        }
    }

    /**
     * What the modules that serve the device read from a raw request's bytes: whatever one of them knows of, it may do. One
     * that read a word with bits that nobody can interpret is heard as well: then nobody knows.
     */
    Effects rawEffects(RpcSlot slot) {
        return node.modules().stream()
                .map(module -> module.effects(readable(slot)))
                .filter(effects -> effects.source() != Effects.Source.UNKNOWN)
                .reduce(Effects::and)
                .orElse(Effects.unknown());
    }

    /** The memory that the driver will take for a request, as the modules that serve the device read it. */
    private List<Attachment> wanted(RpcSlot slot) {
        return node.modules().stream()
                .flatMap(module -> module.attachments(readable(slot)).stream())
                .toList();
    }

    private static ByteBuffer readable(RpcSlot slot) {
        return slot.request().limit(slot.requestLength()).asReadOnlyBuffer().order(ByteOrder.LITTLE_ENDIAN);
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
    int rpc(RpcSlot slot) {
        int result = slot.hasAttachments()
                ? linked(slot)
                : syscalls.ioctl(slot.lane().descriptor(), Uapi.FWCTL_RPC, slot.address());
        // The kernel copies no more than there is room for, whatever it says.
        return result < 0 ? result : slot.replyLength();
    }

    /** The system call with the addresses of the attachments in the request, and in nothing else, for as long as it lasts. */
    private int linked(RpcSlot slot) {
        AttachedMemory attached = slot.attached();
        attached.check(slot.request(), slot.requestLength());
        attached.requireRoom(node, wanted(slot));
        attached.link(slot.request());
        int result;
        try {
            result = syscalls.ioctl(slot.lane().descriptor(), Uapi.FWCTL_RPC, slot.address());
        } finally {
            attached.unlink(slot.request(), slot.response(), slot.responseLength());
        }
        attached.checkGuards();
        return result;
    }

    /** Throws what an errno means for a request. */
    <Q> int failed(RpcSlot slot, Command<Q, ?> command, @Nullable Q request, int errno) {
        throw Failures.rpc(node, command, request, slot.scope(), errno);
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
