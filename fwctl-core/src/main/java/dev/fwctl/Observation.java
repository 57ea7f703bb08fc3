// SPDX-License-Identifier: Apache-2.0
package dev.fwctl;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Collects what an observer and the flight recorder will be told of one RPC. Exists only where there is either. */
final class Observation {
    private static final Logger LOG = LoggerFactory.getLogger(Observation.class);
    private static final ByteBuffer EMPTY = ByteBuffer.allocate(0).asReadOnlyBuffer();

    private final @Nullable RpcObserver observer;
    private final @Nullable JfrRpcEvent jfr;
    private final TaintWatch taintWatch;
    final AccessPolicy policy;
    final Command<?, ?> command;
    final Effects effects;
    final @Nullable Object requestValue;
    final Instant start = Instant.now();
    final RpcContext context = RpcContext.current();

    @Nullable
    RpcCall call;

    ByteBuffer request = EMPTY;
    ByteBuffer reply = EMPTY;
    int replyRoom;
    boolean sent;
    Duration duration = Duration.ZERO;

    @Nullable
    KernelTaint taint;

    private @Nullable RpcSlot slot;
    private TaintWatch.@Nullable Call tainting;
    private long sentAt;

    Observation(
            @Nullable RpcObserver observer,
            @Nullable JfrRpcEvent jfr,
            TaintWatch taintWatch,
            AccessPolicy policy,
            Command<?, ?> command,
            Effects effects,
            @Nullable Object requestValue) {
        this.observer = observer;
        this.jfr = jfr;
        this.taintWatch = taintWatch;
        this.policy = policy;
        this.command = command;
        this.effects = effects;
        this.requestValue = requestValue;
    }

    void begin(FwctlNode node, RpcSlot usedSlot) {
        call = new RpcCall(node, command.name(), command.opcode(), usedSlot.scope());
        slot = usedSlot;
        request = usedSlot.request().limit(usedSlot.requestLength()).asReadOnlyBuffer();
        replyRoom = usedSlot.responseLength();
    }

    void starting(RpcScope scope) {
        if (observer != null && call != null) {
            observer.starting(call);
            if (slot != null) {
                slot.clearResponse(replyRoom);
            }
        }
        if (scope.taints()) {
            tainting = taintWatch.begin();
        }
        sent = true;
        if (jfr != null) {
            jfr.begin();
        }
        sentAt = System.nanoTime();
    }

    void returned(int result) {
        duration = Duration.ofNanos(System.nanoTime() - sentAt);
        if (jfr != null) {
            jfr.end();
        }
        if (slot != null) {
            reply = slot.response().limit(Math.max(result, 0)).asReadOnlyBuffer();
        }
        if (tainting != null) {
            taint = tainting.end();
        }
    }

    /** The attachments with their content, which is the slot's memory; nothing holds an address. */
    List<RpcEvent.Attached> attached() {
        RpcSlot used = slot;
        if (used == null || !used.hasAttachments()) {
            return List.of();
        }
        List<Attachment> attachments = used.attached().attachments();
        List<RpcEvent.Attached> contents = new ArrayList<>(attachments.size());
        for (int index = 0; index < attachments.size(); index++) {
            contents.add(new RpcEvent.Attached(
                    attachments.get(index),
                    used.attachment(index).asReadOnlyBuffer().order(ByteOrder.LITTLE_ENDIAN)));
        }
        return contents;
    }

    void done(@Nullable Object replyValue) {
        tell(Verdict.allow(), replyValue, null);
    }

    /** Throws nothing: the caller is about to throw the failure itself. */
    void failed(Throwable failure) {
        try {
            tell(
                    failure instanceof PolicyRefusedException refused ? refused.verdict() : Verdict.allow(),
                    null,
                    failure);
        } catch (Error e) {
            failure.addSuppressed(e);
        }
    }

    private void tell(Verdict verdict, @Nullable Object replyValue, @Nullable Throwable failure) {
        if (call == null) {
            return; // the request could not even be encoded: there was no RPC
        }
        RpcEvent event = new RpcEvent(this, call, verdict, replyValue, failure);
        if (jfr != null) {
            jfr.record(event);
        }
        if (observer == null) {
            return;
        }
        try {
            observer.finished(event);
        } catch (RuntimeException e) {
            LOG.warn("an RpcObserver failed after {}; the RPC itself is not affected", call, e);
        } catch (Error e) {
            LOG.error("an RpcObserver failed after {}, which ended as {}", call, event.outcome(), e);
            throw e;
        }
    }
}
