// SPDX-License-Identifier: Apache-2.0
package dev.fwctl;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What happened to one RPC, for an {@link RpcObserver}. */
public final class RpcEvent {
    /** How an RPC ended. */
    public enum Outcome {
        /** The firmware did it. A raw RPC counts as done if the kernel passed it on. */
        DONE,
        /** The policy refused it; nothing was sent. */
        REFUSED_BY_POLICY,
        /** The kernel or its driver refused it; see {@link RpcEvent#errno()}. */
        FAILED,
        /** The firmware refused it, or answered nonsense. */
        REFUSED_BY_FIRMWARE
    }

    private final RpcCall call;
    private final SpecReference specification;
    private final Effects effects;
    private final String policy;
    private final Verdict verdict;
    private final Instant start;
    private final Duration duration;
    private final ByteBuffer request;
    private final ByteBuffer reply;
    private final @Nullable Object requestValue;
    private final @Nullable Object replyValue;
    private final @Nullable RuntimeException failure;

    RpcEvent(
            RpcCall call,
            SpecReference specification,
            Effects effects,
            String policy,
            Verdict verdict,
            Instant start,
            Duration duration,
            ByteBuffer request,
            ByteBuffer reply,
            @Nullable Object requestValue,
            @Nullable Object replyValue,
            @Nullable RuntimeException failure) {
        this.call = call;
        this.specification = specification;
        this.effects = effects;
        this.policy = policy;
        this.verdict = verdict;
        this.start = start;
        this.duration = duration;
        this.request = request;
        this.reply = reply;
        this.requestValue = requestValue;
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
        return specification;
    }

    /**
     * What the request may do.
     *
     * @return {@link Effects#unknown()} for raw RPCs
     */
    public Effects effects() {
        return effects;
    }

    /**
     * The policy that was asked.
     *
     * @return its name
     */
    public String policy() {
        return policy;
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
        return start;
    }

    /**
     * How long the system call took, on the monotonic clock.
     *
     * @return zero if nothing was sent
     */
    public Duration duration() {
        return duration;
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
        return failure instanceof FirmwareException ? Outcome.REFUSED_BY_FIRMWARE : Outcome.FAILED;
    }

    /**
     * The bytes that were sent.
     *
     * @return read-only, valid only during {@link RpcObserver#finished}; empty if nothing was sent
     */
    public ByteBuffer request() {
        return request.duplicate();
    }

    /**
     * The bytes that came back, as many as the kernel reported; those past the firmware's own reply are undefined.
     *
     * @return read-only, valid only during {@link RpcObserver#finished}; empty if nothing came back
     */
    public ByteBuffer reply() {
        return reply.duplicate();
    }

    /**
     * The request before it was encoded.
     *
     * @return empty for raw RPCs
     */
    public Optional<Object> requestValue() {
        return Optional.ofNullable(requestValue);
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
     * What the caller was thrown.
     *
     * @return empty if the RPC was {@link Outcome#DONE}
     */
    public Optional<RuntimeException> failure() {
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
