// SPDX-License-Identifier: Apache-2.0
package dev.fwctl;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A call that its caller does not wait for. Nothing can stop a system call that is under way; so its caller is told after
 * a time that the outcome is unknown, and the call goes on to its end, with its policy, its observers and its record.
 */
final class AsyncCall<Q, R> implements Runnable {
    /** Its nanoseconds fit a long. */
    private static final Duration LONGEST = Duration.ofDays(36_500);

    private enum State {
        WAITING,
        BEGUN,
        GIVEN_UP
    }

    private final FwctlDevice device;
    private final Command<Q, R> command;
    private final Q request;
    private final RpcContext context = RpcContext.current();
    private final CompletableFuture<R> answer = new CompletableFuture<>();
    private final AtomicReference<State> state = new AtomicReference<>(State.WAITING);

    AsyncCall(FwctlDevice device, Command<Q, R> command, Q request) {
        this.device = device;
        this.command = command;
        this.request = request;
    }

    CompletableFuture<R> start(Executor executor, Duration deadline) {
        if (deadline.isNegative() || deadline.isZero() || deadline.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "a deadline is more than 0 and at most " + LONGEST.toDays() + " days, not " + deadline);
        }
        executor.execute(this);
        CompletableFuture.delayedExecutor(deadline.toNanos(), TimeUnit.NANOSECONDS, Runnable::run)
                .execute(() -> late(deadline));
        return answer;
    }

    @Override
    public void run() {
        if (answer.isDone() || !state.compareAndSet(State.WAITING, State.BEGUN)) {
            return; // cancelled, or too late: nothing is sent
        }
        try {
            answer.complete(context.holding(() -> device.call(command, request)));
        } catch (RuntimeException | Error e) {
            answer.completeExceptionally(e);
            if (e instanceof Error error) {
                throw error;
            }
        }
    }

    private void late(Duration deadline) {
        if (answer.isDone()) {
            return;
        }
        boolean begun = !state.compareAndSet(State.WAITING, State.GIVEN_UP);
        RpcCall call = new RpcCall(device.node(), command.name(), command.opcode(), command.leastScope(request));
        String after = " within " + deadline.toMillis() + " ms";
        answer.completeExceptionally(
                begun
                        ? new OutcomeUnknownException(failure(
                                call,
                                "it was not answered" + after + " and goes on; its end is still recorded",
                                "Read back what the command was to change before sending it again"))
                        : new BusyException(failure(
                                call,
                                "the executor did not begin it" + after + ", and it will not be sent",
                                "Give the executor more threads, or the call more time")));
    }

    private static Failure failure(RpcCall call, String reason, String hint) {
        return new Failure(call.toString(), call.node(), call, null, reason, hint, null);
    }
}
