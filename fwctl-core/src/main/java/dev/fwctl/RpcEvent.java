// SPDX-License-Identifier: Apache-2.0
package dev.fwctl;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The record of one RPC, for an {@link RpcObserver}. */
public final class RpcEvent {
    /** How an RPC ended. */
    public enum Outcome {
        /** The firmware did it. A raw RPC counts as done if the kernel passed it on. */
        DONE("done"),
        /** The policy refused it; nothing was sent. */
        REFUSED_BY_POLICY("refused by policy"),
        /** The firmware was not reached: the kernel or its driver refused it, or it was not sent. */
        NOT_REACHED("not reached"),
        /** The firmware refused it. */
        REFUSED_BY_FIRMWARE("refused by firmware"),
        /** Nobody can tell whether the firmware acted, or its answer could not be understood. */
        UNKNOWN("unknown");

        private final String text;

        Outcome(String text) {
            this.text = text;
        }

        /** The outcome in words, lower case. */
        @Override
        public String toString() {
            return text;
        }
    }

    /**
     * An attachment with its content.
     *
     * @param attachment where the request points at it, and which way it goes
     * @param content a read-only view, from index 0 to its length, little-endian
     */
    public record Attached(Attachment attachment, ByteBuffer content) {
        public Attached {
            Objects.requireNonNull(attachment, "attachment");
            Objects.requireNonNull(content, "content");
        }
    }

    private final Observation seen;
    private final RpcCall call;
    private final Verdict verdict;
    private final @Nullable Object replyValue;
    private final @Nullable Throwable failure;

    RpcEvent(
            Observation seen, RpcCall call, Verdict verdict, @Nullable Object replyValue, @Nullable Throwable failure) {
        this.seen = seen;
        this.call = call;
        this.verdict = verdict;
        this.replyValue = replyValue;
        this.failure = failure;
    }

    /**
     * Which RPC.
     *
     * @return device, command and scope
     */
    public RpcCall call() {
        return call;
    }

    /**
     * Where the command is documented.
     *
     * @return {@link SpecReference#UNDOCUMENTED} for raw RPCs
     */
    public SpecReference specification() {
        return seen.command.specification();
    }

    /**
     * What the request may do.
     *
     * @return {@link Effects#unknown()} for raw RPCs
     */
    public Effects effects() {
        return seen.effects;
    }

    /**
     * The policy that was asked.
     *
     * @return its name
     */
    public String policy() {
        return seen.policy.name();
    }

    /**
     * What the policy decided.
     *
     * @return the verdict
     */
    public Verdict verdict() {
        return verdict;
    }

    /**
     * When the RPC began.
     *
     * @return the wall-clock time
     */
    public Instant start() {
        return seen.start;
    }

    /**
     * Whether the kernel was asked.
     *
     * @return false if the policy or an observer kept the RPC from being sent
     */
    public boolean sent() {
        return seen.sent;
    }

    /**
     * How long the system call took, on the monotonic clock.
     *
     * @return zero if nothing was sent
     */
    public Duration duration() {
        return seen.duration;
    }

    /**
     * How it ended.
     *
     * @return the outcome
     */
    public Outcome outcome() {
        if (!verdict.allowed()) {
            return Outcome.REFUSED_BY_POLICY;
        }
        if (failure == null) {
            return Outcome.DONE;
        }
        if (!seen.sent) {
            return Outcome.NOT_REACHED;
        }
        if (failure instanceof NotReachedException refused) {
            // Without an errno the device has answered, and its decoder says what the answer means.
            return refused.errno().isPresent() ? Outcome.NOT_REACHED : Outcome.REFUSED_BY_FIRMWARE;
        }
        return failure instanceof FirmwareException ? Outcome.REFUSED_BY_FIRMWARE : Outcome.UNKNOWN;
    }

    /**
     * The encoded request, whether or not it was sent.
     *
     * @return read-only, valid only during {@link RpcObserver#finished}
     */
    public ByteBuffer request() {
        return seen.request.duplicate();
    }

    /**
     * The bytes that came back, as many as the kernel reported; those past the firmware's own reply are undefined, but
     * never left from an earlier RPC.
     *
     * @return read-only, valid only during {@link RpcObserver#finished}; empty if nothing came back
     */
    public ByteBuffer reply() {
        return seen.reply.duplicate();
    }

    /**
     * The memory that the request points at. Its addresses are nowhere in the event: the request has 0 in their places.
     *
     * @return in the request's order, valid only during the call of the observer; what the driver did not write is 0
     */
    public List<Attached> attachments() {
        return seen.attached();
    }

    /**
     * How many bytes of reply were asked for.
     *
     * @return {@code out_len} as it was sent
     */
    public int replyRoom() {
        return seen.replyRoom;
    }

    /**
     * What the request says, as {@link Command#describe} gives it.
     *
     * @return by name, in order; secrets are wrapped in {@link dev.fwctl.layout.Sensitive}. Empty for raw RPCs
     */
    public Map<String, Object> requestDescription() {
        return seen.requestValue == null ? Map.of() : command().describe(seen.requestValue);
    }

    /**
     * What the decoded reply says, as {@link Command#describeReply} gives it.
     *
     * @return by name, in order; secrets are wrapped in {@link dev.fwctl.layout.Sensitive}. Empty if there is none
     */
    public Map<String, Object> replyDescription() {
        return seen.requestValue == null || replyValue == null
                ? Map.of()
                : command().describeReply(seen.requestValue, replyValue);
    }

    /**
     * What the request is about, as {@link Command#about} gives it.
     *
     * @return from the general to the special; empty for raw RPCs
     */
    public List<String> about() {
        return seen.requestValue == null ? List.of() : command().about(seen.requestValue);
    }

    /**
     * What the RPC was sent for, as the program said.
     *
     * @return actor, ticket and transaction, each of which may be empty
     */
    public RpcContext context() {
        return seen.context;
    }

    /**
     * Whether the reply may hold a secret, whatever could be decoded of it.
     *
     * @return as {@link Command#sensitiveReply} says; false for raw RPCs, of which nothing is known
     */
    public boolean sensitiveReply() {
        return seen.requestValue != null && command().sensitiveReply(seen.requestValue);
    }

    /**
     * The kernel's taint number before and after.
     *
     * @return empty unless the RPC was sent at a scope that {@linkplain RpcScope#taints() taints}, and where the number
     *     cannot be read
     */
    public Optional<KernelTaint> taint() {
        return Optional.ofNullable(seen.taint);
    }

    /** The values came through {@link FwctlDevice#call}, which holds them to the command's types. */
    @SuppressWarnings("unchecked")
    private Command<Object, Object> command() {
        return (Command<Object, Object>) seen.command;
    }

    /**
     * The request before it was encoded.
     *
     * @return empty for raw RPCs
     */
    public Optional<Object> requestValue() {
        return Optional.ofNullable(seen.requestValue);
    }

    /**
     * The decoded reply.
     *
     * @return empty for raw RPCs, failures, and commands without a result
     */
    public Optional<Object> replyValue() {
        return Optional.ofNullable(replyValue);
    }

    /**
     * What the caller was thrown, an {@link Error} too.
     *
     * @return empty if the RPC was {@link Outcome#DONE}
     */
    public Optional<Throwable> failure() {
        return Optional.ofNullable(failure);
    }

    /**
     * The kernel's answer, if it refused.
     *
     * @return empty otherwise
     */
    public Optional<Errno> errno() {
        return failure instanceof FwctlException refused ? refused.errno() : Optional.empty();
    }
}
