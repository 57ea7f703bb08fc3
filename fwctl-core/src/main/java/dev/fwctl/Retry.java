// SPDX-License-Identifier: Apache-2.0
package dev.fwctl;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * Asks again where that is harmless and may help: after a {@link BusyException}, which says that the firmware was not
 * reached, and after a {@link FirmwareException} that {@linkplain FirmwareException#isBusy says} that the firmware was busy
 * and did nothing. Never after an {@link OutcomeUnknownException}.
 *
 * @param attempts how often to ask at most, from 1
 * @param pause how long to wait before each further attempt, not negative
 */
public record Retry(int attempts, Duration pause) {
    /**
     * Checks.
     *
     * @param attempts how often to ask at most
     * @param pause how long to wait before each further attempt
     */
    public Retry {
        Objects.requireNonNull(pause, "pause");
        if (attempts < 1 || pause.isNegative()) {
            throw new IllegalArgumentException(
                    "a retry has at least 1 attempt and a pause of 0 or more, not " + attempts + " and " + pause);
        }
    }

    /**
     * Calls until it is not busy, or the attempts are used up. An interrupt of the thread ends the pauses, and the flag
     * stays set.
     *
     * @param call for example {@code () -> device.call(command, request)}
     * @param <R> what it returns
     * @return what the call returned
     * @throws BusyException that of the last attempt
     * @throws FirmwareException that of the last attempt, if the firmware was busy; at once, if it refused
     */
    public <R> R call(Supplier<R> call) {
        requireNonNull(call, "call");
        for (int attempt = 1; ; attempt++) {
            try {
                return call.get();
            } catch (BusyException | FirmwareException e) {
                boolean refused = e instanceof FirmwareException answer && !answer.isBusy();
                if (refused || attempt >= attempts) {
                    throw e;
                }
                sleep();
            }
        }
    }

    private void sleep() {
        long end = System.nanoTime() + pause.toNanos();
        for (long left = pause.toNanos();
                left > 0 && !Thread.currentThread().isInterrupted();
                left = end - System.nanoTime()) {
            LockSupport.parkNanos(Math.min(left, TimeUnit.SECONDS.toNanos(1)));
        }
    }
}
