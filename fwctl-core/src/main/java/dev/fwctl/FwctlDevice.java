// SPDX-License-Identifier: Apache-2.0
package dev.fwctl;

import dev.fwctl.internal.Handle;
import dev.fwctl.seam.Syscalls;
import dev.fwctl.seam.Uapi;
import java.lang.ref.Cleaner;
import java.lang.ref.Reference;
import java.nio.BufferUnderflowException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * An open fwctl device.
 *
 * <p>Safe for use by any number of threads; RPCs on one device run in parallel as far as its driver lets them. An RPC
 * blocks its thread, uninterruptibly, for as long as the firmware takes; a virtual thread holds its carrier meanwhile.
 * {@link #close} may be called at any time by any thread: calls that begin later are refused with a
 * {@link DeviceClosedException}, and the last call in flight closes the file descriptor.
 *
 * <p>Source: {@code drivers/fwctl/main.c} and {@code include/uapi/fwctl/fwctl.h} of Linux 7.3.
 */
public final class FwctlDevice implements AutoCloseable {
    /** The longest request, and the longest reply, that the kernel takes: 2 MiB. */
    public static final int MAX_RPC_BYTES = Uapi.MAX_RPC_LEN;

    /** The most memory that the {@linkplain Attachment attachments} of one RPC take together, in bytes: 16 MiB. */
    public static final int MAX_ATTACHED_BYTES = 16 << 20;

    /** Longer than the structure of any driver known; asking for 0 bytes asks the driver nothing. */
    private static final int INFO_DATA_BYTES = 64;

    private static final Cleaner CLEANER = Cleaner.create();

    private final FwctlNode node;
    private final Fwctl system;
    private final AccessPolicy policy;
    private final @Nullable RpcObserver observer;
    private final Handle handle;
    private final Runnable release;
    private final RpcPath path;
    private final TaintWatch taintWatch;
    private final ServiceCheck services;
    private final SlotPool slots;
    private @Nullable DeviceType type; // the last that FWCTL_INFO told, with its module's name for it

    FwctlDevice(FwctlNode node, Fwctl system, Handle handle, Syscalls syscalls) {
        this(node, system, handle, syscalls, null);
    }

    /** What is seen of an owner keeps it reachable, and leaves the backstop to it. */
    private FwctlDevice(FwctlNode node, Fwctl system, Handle handle, Syscalls syscalls, @Nullable FwctlDevice owner) {
        this.node = node;
        this.system = system;
        this.policy = system.policy();
        this.observer = system.observer();
        this.handle = handle;
        this.path = new RpcPath(node, policy, syscalls);
        this.taintWatch = system.taintWatch();
        this.services = new ServiceCheck(system);
        this.slots = new SlotPool(syscalls, node, handle);
        this.release = owner == null ? CLEANER.register(this, handle)::clean : owner::close;
    }

    /**
     * The same open device, whose RPCs go through other system calls: for a module that reaches the hardware by another
     * interface of the kernel, and wants policies, observers and the audit log to see that as they see an RPC. Nothing is
     * opened: closing either of the two closes both.
     *
     * @param syscalls the system calls, which know the descriptors of this device's own
     * @return the device
     */
    public FwctlDevice through(Syscalls syscalls) {
        return new FwctlDevice(node, system.withSyscalls(syscalls), handle, syscalls, this);
    }

    /**
     * The node as it was when the device was opened.
     *
     * @return the node, whose names and vendor module are those that the modules of {@link #system()} give it
     */
    public FwctlNode node() {
        return node;
    }

    /**
     * The system that the device was opened on.
     *
     * @return with the policy, the observers and the vendor modules that were given then
     */
    public Fwctl system() {
        return system;
    }

    /**
     * Makes sure that a vendor module serves this device: for the front door of that module.
     *
     * @param module the module
     * @throws ForeignDeviceException if it does not serve the device
     * @throws IllegalArgumentException if it was built for another version of {@link VendorModule}
     */
    public void requireServedBy(VendorModule module) {
        services.require(Objects.requireNonNull(module, "module"), node);
    }

    /**
     * The policy that the device was opened with.
     *
     * @return the policy
     */
    public AccessPolicy policy() {
        return policy;
    }

    /**
     * Whether {@link #close} has been called.
     *
     * @return true if no call can begin any more
     */
    public boolean isClosed() {
        return handle.isClosed();
    }

    /**
     * Asks {@code FWCTL_INFO}, which changes nothing and needs no policy.
     *
     * @return the driver's RPC format and its own structure, zero-padded to 64 bytes
     * @throws NotReachedException if the kernel refuses
     */
    public DeviceInfo info() {
        return info(INFO_DATA_BYTES);
    }

    /**
     * Asks {@code FWCTL_INFO} for a driver's structure of a certain length. A length of 0 is legal and useless: the
     * kernel then does not ask the driver, and reports 0.
     *
     * @param dataLength how many bytes of the driver's structure to ask for, 0 to {@link #MAX_RPC_BYTES}
     * @return the driver's RPC format and its own structure, zero-padded to that length
     * @throws NotReachedException if the kernel refuses
     */
    public DeviceInfo info(int dataLength) {
        RpcSlot slot = slots.borrow(0, dataLength, 0);
        if (slot == null) {
            throw Failures.closed(node);
        }
        try {
            slot.makeRoom(0, dataLength);
            int result = path.info(slot, dataLength);
            if (result < 0) {
                throw Failures.info(node, -result);
            }
            byte[] data = new byte[dataLength];
            slot.response().get(0, data);
            return new DeviceInfo(typeOf(slot.infoDeviceType()), data, slot.infoDataLength());
        } finally {
            leave(slot);
        }
    }

    /** An open device does not change its type, so that modules are asked for its name once. */
    private DeviceType typeOf(int number) {
        DeviceType known = type; // racing threads find the same
        if (known == null || known.number() != number) {
            known = DeviceType.of(number, node.modules());
            type = known;
        }
        return known;
    }

    /**
     * Memory for raw RPCs on this device.
     *
     * @param requestCapacity bytes for a request, 0 to {@link #MAX_RPC_BYTES}
     * @param responseCapacity bytes for a reply, 0 to {@link #MAX_RPC_BYTES}
     * @return a new slot, to be used again and again
     */
    public RpcSlot newSlot(int requestCapacity, int responseCapacity) {
        return slots.newSlot(requestCapacity, responseCapacity);
    }

    /**
     * Sends bytes that the caller built, in a driver's own format. The policy sees an undocumented command of unknown
     * effect; a status that the firmware reports inside the reply is the caller's to look at. Allocates nothing.
     *
     * @param slot memory from {@link #newSlot} of this device, with the request at index 0 of {@link RpcSlot#request()}
     * @param scope the scope to declare
     * @param requestLength the request's length in bytes
     * @param responseLength how many bytes of reply to ask for
     * @return how many bytes of {@link RpcSlot#response()} may be looked at: what the kernel reported, and never more
     *     than {@code responseLength}. Some drivers report what was asked for, whatever the firmware wrote
     * @throws NotReachedException if the policy, the kernel or its driver refuses
     * @throws OutcomeUnknownException if nobody can tell whether the firmware acted
     */
    public int rpc(RpcSlot slot, RpcScope scope, int requestLength, int responseLength) {
        Objects.requireNonNull(slot, "slot");
        Objects.requireNonNull(scope, "scope");
        if (slot.lane().handle() != handle) {
            throw new IllegalArgumentException(
                    "the slot belongs to another open device; take one from newSlot of this " + node.name());
        }
        if (!slot.hasRoom(requestLength, responseLength)) {
            throw slot.tooSmall(requestLength, responseLength);
        }
        if (!slot.lane().enter()) {
            throw slot.lane().isClosed() ? Failures.closed(node) : RpcSlot.inUse();
        }
        try {
            slot.prepare(scope, requestLength, responseLength);
            Observation observation = isObserved() ? observation(RawRpc.COMMAND, path.rawEffects(slot), null) : null;
            if (observation != null) {
                return observed(slot, observation);
            }
            path.permitRaw(slot, scope);
            int result = path.rpc(slot);
            return result >= 0 ? result : path.failed(slot, RawRpc.COMMAND, null, -result);
        } finally {
            leave(slot);
        }
    }

    /**
     * Sends a command at the least scope that the kernel accepts for it.
     *
     * @param command the command
     * @param request its request
     * @param <Q> the request's type
     * @param <R> the reply's type
     * @return the decoded reply
     * @throws NotReachedException if the policy, the kernel or its driver refuses; the firmware was not reached
     * @throws FirmwareException if the firmware refuses
     * @throws OutcomeUnknownException if nobody can tell whether the firmware acted
     */
    public <Q, R> R call(Command<Q, R> command, Q request) {
        Objects.requireNonNull(command, "command");
        Objects.requireNonNull(request, "request");
        return call(command, request, Said.by(command, "leastScope(request)", command.leastScope(request)));
    }

    /**
     * Sends a command at a scope of the caller's choosing, for those who must label it otherwise than the SDK would.
     *
     * @param command the command
     * @param request its request
     * @param scope the scope to declare
     * @param <Q> the request's type
     * @param <R> the reply's type
     * @return the decoded reply
     * @throws NotReachedException if the policy, the kernel or its driver refuses; the firmware was not reached
     * @throws FirmwareException if the firmware refuses
     * @throws OutcomeUnknownException if nobody can tell whether the firmware acted
     */
    public <Q, R> R call(Command<Q, R> command, Q request, RpcScope scope) {
        if (isObserved()) {
            return observed(command, request, scope);
        }
        RpcSlot slot = ready(command, request, scope, true);
        try {
            int result = path.rpc(slot);
            int length = result >= 0 ? result : path.failed(slot, command, request, -result);
            return decode(command, request, slot.reply().of(length));
        } finally {
            leave(slot);
        }
    }

    /**
     * Does all that comes before the system call, in one method that the JIT makes no part of {@link #call}, being larger
     * than it likes (325 bytes of bytecode). What is left of that is then small enough to become part of its callers, so
     * that nothing returns behind the system call, where each return is dear, as {@link RpcPath} says.
     *
     * @param asksPolicy false for whoever asks it later
     * @return a slot whose lane was entered, with the request in it
     */
    private <Q> RpcSlot ready(Command<Q, ?> command, Q request, RpcScope scope, boolean asksPolicy) {
        Objects.requireNonNull(command, "command");
        Objects.requireNonNull(request, "request");
        Objects.requireNonNull(scope, "scope");
        int requestSize = command.requestSize(request);
        int responseSize = command.responseSize(request);
        List<Attachment> attachments = Said.by(command, "attachments(request)", command.attachments(request));
        RpcSlot slot =
                slots.borrow(requestSize, responseSize, attachments.isEmpty() ? 0 : AttachedMemory.bytes(attachments));
        if (slot == null) {
            throw Failures.closed(node);
        }
        boolean ready = false;
        try {
            slot.makeRoom(requestSize, responseSize);
            slot.clearRequest(requestSize);
            command.encode(request, slot.request().limit(requestSize));
            // Also where there are none: the slot may have those of the RPC before.
            if (slot.hasAttachments() || !attachments.isEmpty()) {
                slot.attachNow(attachments);
                for (int index = 0; index < attachments.size(); index++) {
                    if (attachments.get(index).toDevice()
                            && attachments.get(index).length() > 0) {
                        command.encodeAttachment(request, attachments.get(index), slot.attachment(index));
                    }
                }
            }
            if (slot.lane().isClosed()) {
                throw Failures.closed(node); // meanwhile, and nothing is sent after that
            }
            slot.prepare(scope, requestSize, responseSize);
            slot.reply().to(command, scope);
            if (asksPolicy) {
                Effects effects = Said.by(command, "effects(request)", command.effects(request));
                path.permit(slot, scope, command, request, effects);
            }
            ready = true;
            return slot;
        } finally {
            if (!ready) {
                leave(slot);
            }
        }
    }

    /**
     * Sends a command on a thread of the program's own, at the least scope that the kernel accepts for it. A call cannot be
     * stopped once its system call is under way: after the deadline the caller is told that the outcome is unknown, while
     * the call goes on, and observers hear of its end. A call that the executor has not begun by then is never sent.
     * Cancelling the answer has the same effect on a call that has not begun, and none on one that has.
     *
     * @param command the command
     * @param request its request
     * @param executor whose thread is blocked meanwhile; one that makes virtual threads will do
     * @param deadline how long the caller waits, from now
     * @param <Q> the request's type
     * @param <R> the reply's type
     * @return the answer; failed with what {@link #call} throws, or with an {@link OutcomeUnknownException} or a
     *     {@link BusyException} after the deadline. At the deadline it is completed by a thread of the JDK's, which must
     *     not be held up
     */
    public <Q, R> CompletableFuture<R> callAsync(
            Command<Q, R> command, Q request, Executor executor, Duration deadline) {
        Objects.requireNonNull(command, "command");
        Objects.requireNonNull(request, "request");
        Objects.requireNonNull(executor, "executor");
        Objects.requireNonNull(deadline, "deadline");
        return new AsyncCall<>(this, command, request).start(executor, deadline);
    }

    /**
     * What a policy would say to a command at its least scope. Nothing is sent, and nobody observes it: for a dry run.
     *
     * @param command the command
     * @param request its request
     * @param <Q> the request's type
     * @return the verdict of the policy that this device was opened with
     */
    public <Q> Verdict verdict(Command<Q, ?> command, Q request) {
        Objects.requireNonNull(command, "command");
        Objects.requireNonNull(request, "request");
        return policy.decide(RpcIntent.of(node, command, request));
    }

    /**
     * What a policy would say to a change of a setting, apart from the command that writes it. Nothing is sent.
     *
     * @param change the change
     * @return the verdict of the policy that this device was opened with
     */
    public Verdict verdict(SettingChange change) {
        return policy.decide(node, Objects.requireNonNull(change, "change"));
    }

    /** Until here, neither the slot's memory may go, which the kernel knows by its address alone, nor this device. */
    private void leave(RpcSlot slot) {
        try {
            slot.lane().leave();
        } finally {
            Reference.reachabilityFence(slot);
            Reference.reachabilityFence(this);
        }
    }

    /**
     * Whether somebody may be looking; asked first. The next method has an event's class in its body, which is not loaded
     * where nobody looks, and JDK 17 makes no one piece of what it cannot resolve.
     */
    private boolean isObserved() {
        return observer != null || FlightRecorder.isOn();
    }

    /** Null where nobody looks after all: no recording wants this event. */
    private @Nullable Observation observation(Command<?, ?> command, Effects effects, @Nullable Object request) {
        JfrRpcEvent jfr = FlightRecorder.event();
        return observer == null && jfr == null
                ? null
                : new Observation(observer, jfr, taintWatch, policy, command, effects, request);
    }

    private int observed(RpcSlot slot, Observation observation) {
        int length;
        try {
            length = send(slot, RawRpc.COMMAND, null, Effects.unknown(), observation);
        } catch (RuntimeException | Error e) {
            observation.failed(e);
            throw e;
        }
        observation.done(null);
        return length;
    }

    /** As {@link #call}, where somebody may be looking. */
    private <Q, R> R observed(Command<Q, R> command, Q request, RpcScope scope) {
        Objects.requireNonNull(command, "command");
        Objects.requireNonNull(request, "request");
        Effects effects = Said.by(command, "effects(request)", command.effects(request));
        Observation observation = observation(command, effects, request);
        RpcSlot slot = ready(command, request, scope, observation == null);
        try {
            if (observation != null) {
                return observed(slot, command, request, effects, observation);
            }
            int result = path.rpc(slot);
            int length = result >= 0 ? result : path.failed(slot, command, request, -result);
            return decode(command, request, slot.reply().of(length));
        } finally {
            leave(slot);
        }
    }

    private <Q, R> R observed(
            RpcSlot slot, Command<Q, R> command, Q request, Effects effects, Observation observation) {
        R reply;
        try {
            int length = send(slot, command, request, effects, observation);
            reply = decode(command, request, slot.reply().of(length));
        } catch (RuntimeException | Error e) {
            observation.failed(e);
            throw e;
        }
        observation.done(reply);
        return reply;
    }

    /** Policy, then kernel, and each step is told. Returns how many bytes of the reply may be looked at. */
    private <Q> int send(
            RpcSlot slot, Command<Q, ?> command, @Nullable Q request, Effects effects, Observation observation) {
        observation.begin(node, slot);
        path.permit(slot, slot.scope(), command, request, effects);
        observation.starting(slot.scope());
        int result = path.rpc(slot);
        observation.returned(result);
        return result >= 0 ? result : path.failed(slot, command, request, -result);
    }

    /** A decoder that reads past the reply has met a reply that is too short, and the caller hears just that. */
    private static <Q, R> R decode(Command<Q, R> command, Q request, Reply reply) {
        try {
            return command.decode(request, reply);
        } catch (IndexOutOfBoundsException | BufferUnderflowException e) {
            throw tooShort(reply, e);
        }
    }

    private static MalformedReplyException tooShort(Reply reply, RuntimeException cause) {
        MalformedReplyException malformed = reply.malformed("it is too short to decode");
        malformed.initCause(cause);
        return malformed;
    }

    /**
     * Closes the device. Idempotent; returns at once. Calls in flight go on, and the last one closes the file
     * descriptor.
     */
    @Override
    public void close() {
        handle.close();
        release.run();
    }

    @Override
    public String toString() {
        return "FwctlDevice[" + node + ", policy " + policy.name() + (isClosed() ? ", closed]" : "]");
    }
}
