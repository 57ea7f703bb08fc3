// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fwctl.BusyException;
import dev.fwctl.Errno;
import dev.fwctl.FirmwareException;
import dev.fwctl.FwctlDevice;
import dev.fwctl.OutcomeUnknownException;
import dev.fwctl.Retry;
import dev.fwctl.RpcCall;
import dev.fwctl.RpcEvent;
import dev.fwctl.RpcScope;
import dev.fwctl.testkit.fault.Fault;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Calls that their callers do not wait for, and retries. */
class CoreAsyncTest {
    private static final Duration LONG = Duration.ofMinutes(1);

    private final EchoBench bench = new EchoBench();

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void theAnswerComesWhenItComes() throws Exception {
        try (FwctlDevice device = bench.open()) {
            CompletableFuture<byte[]> answer = device.callAsync(TestCommand.READ, new byte[] {5}, Runnable::run, LONG);
            assertArrayEquals(new byte[] {5}, answer.get());
        }
    }

    @Test
    void afterTheDeadlineTheOutcomeIsUnknownAndTheCallGoesOn() throws Exception {
        CountDownLatch inTheDriver = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        bench.driver.every(1, rpc -> {
            inTheDriver.countDown();
            try {
                release.await();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            return rpc.proceed().get();
        });
        LinkedBlockingQueue<RpcEvent.Outcome> recorded = new LinkedBlockingQueue<>();
        try (FwctlDevice device =
                bench.fwctl.withObserver(event -> recorded.add(event.outcome())).open("fwctl0")) {
            CompletableFuture<byte[]> answer = device.callAsync(
                    TestCommand.WRITE,
                    new byte[1],
                    task -> {
                        Thread thread = new Thread(task, "caller");
                        thread.setDaemon(true);
                        thread.start();
                        try {
                            inTheDriver.await();
                        } catch (InterruptedException e) {
                            throw new AssertionError(e);
                        }
                    },
                    Duration.ofMillis(1));
            ExecutionException e = assertThrows(ExecutionException.class, () -> answer.get(1, TimeUnit.MINUTES));
            assertInstanceOf(OutcomeUnknownException.class, e.getCause());
            assertTrue(recorded.isEmpty(), "it has not ended");
            release.countDown();
            assertEquals(RpcEvent.Outcome.DONE, recorded.poll(1, TimeUnit.MINUTES), "its end is recorded");
        }
    }

    @Test
    void whatHasNotBegunByTheDeadlineIsNeverSent() throws Exception {
        Queue<Runnable> waiting = new ArrayDeque<>();
        try (FwctlDevice device = bench.open()) {
            CompletableFuture<byte[]> answer =
                    device.callAsync(TestCommand.WRITE, new byte[1], waiting::add, Duration.ofMillis(1));
            ExecutionException e = assertThrows(ExecutionException.class, () -> answer.get(1, TimeUnit.MINUTES));
            assertInstanceOf(BusyException.class, e.getCause());
            waiting.remove().run();
            CompletableFuture<byte[]> cancelled = device.callAsync(TestCommand.WRITE, new byte[1], waiting::add, LONG);
            assertTrue(cancelled.cancel(false));
            waiting.remove().run();
        }
        assertEquals(0, bench.kernel.ioctlCount());
    }

    @Test
    void aRetryIsForWhatDidNotReachTheFirmware() {
        bench.driver.onCall(1, Fault.errno(Errno.EBUSY));
        bench.driver.onCall(2, Fault.errno(Errno.EAGAIN));
        bench.driver.onCall(4, Fault.errno(Errno.ETIMEDOUT));
        for (int call = 5; call <= 7; call++) {
            bench.driver.onCall(call, Fault.errno(Errno.EBUSY));
        }
        try (FwctlDevice device = bench.open()) {
            Retry retry = new Retry(3, Duration.ZERO);
            assertArrayEquals(new byte[] {7}, retry.call(() -> device.call(TestCommand.READ, new byte[] {7})));
            long before = bench.kernel.ioctlCount();
            assertThrows(
                    OutcomeUnknownException.class, () -> retry.call(() -> device.call(TestCommand.WRITE, new byte[1])));
            assertEquals(before + 1, bench.kernel.ioctlCount(), "asked once");
            assertThrows(BusyException.class, () -> retry.call(() -> device.call(TestCommand.WRITE, new byte[1])));
            assertEquals(before + 4, bench.kernel.ioctlCount(), "asked three times");
        }
        assertThrows(IllegalArgumentException.class, () -> new Retry(0, Duration.ZERO));
    }

    @Test
    void aFirmwareThatIsBusyIsAskedAgainAndKeepsItsStatus() {
        try (FwctlDevice device = bench.open()) {
            RpcCall call = new RpcCall(device.node(), "toy.write", 1, RpcScope.CONFIGURATION);
            AtomicInteger asked = new AtomicInteger();
            Retry retry = new Retry(3, Duration.ZERO);
            assertEquals("taken", retry.call(() -> {
                if (asked.incrementAndGet() < 3) {
                    throw new ToyRefusal(call, ToyRefusal.BUSY);
                }
                return "taken";
            }));
            FirmwareException busy = assertThrows(
                    FirmwareException.class,
                    () -> retry.call(() -> {
                        asked.incrementAndGet();
                        throw new ToyRefusal(call, ToyRefusal.BUSY);
                    }));
            assertEquals(ToyRefusal.BUSY, busy.status());
            assertEquals(6, asked.get(), "three times each");
            assertThrows(
                    FirmwareException.class,
                    () -> retry.call(() -> {
                        asked.incrementAndGet();
                        throw new ToyRefusal(call, 1);
                    }));
            assertEquals(7, asked.get(), "a refusal is not asked again");
        }
    }

    /** What a module makes of its firmware's status. */
    private static final class ToyRefusal extends FirmwareException {
        private static final long serialVersionUID = 1;
        private static final long BUSY = 9;

        ToyRefusal(RpcCall call, long status) {
            super(call, status, "status " + status, "");
        }

        @Override
        public boolean isBusy() {
            return status() == BUSY;
        }
    }

    @Test
    void whatMakesNoSenseIsNamed() {
        try (FwctlDevice device = bench.open()) {
            for (Duration deadline :
                    new Duration[] {Duration.ZERO, Duration.ofSeconds(-1), Duration.ofDays(1_000_000)}) {
                IllegalArgumentException e = assertThrows(
                        IllegalArgumentException.class,
                        () -> device.callAsync(TestCommand.READ, new byte[1], Runnable::run, deadline));
                assertTrue(e.getMessage().contains("deadline"), e.getMessage());
            }
            NullPointerException none = assertThrows(
                    NullPointerException.class, () -> device.callAsync(TestCommand.READ, new byte[1], null, LONG));
            assertEquals("executor", none.getMessage());
            assertEquals(
                    "wanted",
                    assertThrows(NullPointerException.class, () -> bench.fwctl.node(null))
                            .getMessage());
            assertThrows(IllegalArgumentException.class, () -> device.info(-1));
            assertThrows(IllegalArgumentException.class, () -> device.newSlot(-1, 4));
            assertThrows(
                    IndexOutOfBoundsException.class,
                    () -> device.rpc(device.newSlot(4, 4), dev.fwctl.RpcScope.CONFIGURATION, -1, 4));
        }
    }
}
