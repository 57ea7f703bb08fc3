// SPDX-License-Identifier: Apache-2.0
package dev.fwctl;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Collects what an observer will be told of one RPC. Exists only where there is an observer. */
final class Observation {
    private static final Logger LOG = LoggerFactory.getLogger(Observation.class);
    private static final ByteBuffer EMPTY = ByteBuffer.allocate(0).asReadOnlyBuffer();

    private final RpcObserver observer;
    private final AccessPolicy policy;
    private final Command<?, ?> command;
    private final Effects effects;
    private final @Nullable Object requestValue;
    private final Instant start = Instant.now();
    private @Nullable RpcCall call;
    private ByteBuffer request = EMPTY;
    private ByteBuffer reply = EMPTY;
    private @Nullable RpcSlot slot;
    private long sentAt;
    private long nanos;

    Observation(
            RpcObserver observer,
            AccessPolicy policy,
            Command<?, ?> command,
            Effects effects,
            @Nullable Object requestValue) {
        this.observer = observer;
        this.policy = policy;
        this.command = command;
        this.effects = effects;
        this.requestValue = requestValue;
    }

    void begin(FwctlNode node, RpcScope scope, RpcSlot usedSlot, int length) {
        call = new RpcCall(node, command.name(), command.opcode(), scope);
        slot = usedSlot;
        request = usedSlot.request().limit(length).asReadOnlyBuffer();
    }

    void starting() {
        if (call != null) {
            observer.starting(call);
        }
        sentAt = System.nanoTime();
    }

    void returned(int replyLength) {
        nanos = System.nanoTime() - sentAt;
        if (slot != null) {
            reply = slot.response().limit(replyLength).asReadOnlyBuffer();
        }
    }

    void done(@Nullable Object replyValue) {
        tell(Verdict.allow(), replyValue, null);
    }

    void failed(RuntimeException failure) {
        tell(failure instanceof PolicyRefusedException refused ? refused.verdict() : Verdict.allow(), null, failure);
    }

    private void tell(Verdict verdict, @Nullable Object replyValue, @Nullable RuntimeException failure) {
        if (call == null) {
            return; // the request could not even be encoded: there was no RPC
        }
        RpcEvent event = new RpcEvent(
                call,
                command.specification(),
                effects,
                policy.name(),
                verdict,
                start,
                Duration.ofNanos(nanos),
                request,
                reply,
                requestValue,
                replyValue,
                failure);
        try {
            observer.finished(event);
        } catch (RuntimeException e) {
            LOG.warn("an RpcObserver failed after {}; the RPC itself is not affected", call, e);
        }
    }
}
