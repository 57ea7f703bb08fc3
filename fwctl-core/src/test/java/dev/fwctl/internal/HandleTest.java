// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fwctl.seam.Syscalls;
import java.lang.ref.WeakReference;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class HandleTest {
    private static final int FD = 7;

    /** Counts closes; nothing else is ever asked of it. */
    private static final class CountingSyscalls implements Syscalls {
        final AtomicInteger closes = new AtomicInteger();

        @Override
        public String name() {
            return "counting";
        }

        @Override
        public int open(String path, int flags) {
            throw new AssertionError("a handle opens nothing");
        }

        @Override
        public int close(int fd) {
            assertEquals(FD, fd);
            closes.incrementAndGet();
            return 0;
        }

        @Override
        public int ioctl(int fd, long request, long argument) {
            throw new AssertionError("a handle makes no ioctl");
        }

        @Override
        public long fstat(int fd) {
            throw new AssertionError("a handle asks nothing");
        }

        @Override
        public long address(ByteBuffer buffer) {
            throw new AssertionError("a handle has no memory");
        }
    }

    private final CountingSyscalls syscalls = new CountingSyscalls();
    private final Handle handle = new Handle(syscalls, FD, "/dev/fwctl/fwctl0");

    @Test
    void closesAtOnceWhenNothingIsInFlight() {
        handle.newLane();
        assertTrue(handle.close());
        assertEquals(1, syscalls.closes.get());
        assertTrue(handle.isClosed());
    }

    @Test
    void closingTwiceClosesOnce() {
        assertTrue(handle.close());
        assertFalse(handle.close());
        assertEquals(1, syscalls.closes.get());
    }

    @Test
    void theLastCallOutCloses() {
        Lane one = handle.newLane();
        Lane two = handle.newLane();
        handle.newLane();
        assertTrue(one.enter() && two.enter());
        handle.close();
        assertEquals(0, syscalls.closes.get());
        two.leave();
        assertEquals(0, syscalls.closes.get());
        assertEquals(FD, one.descriptor());
        one.leave();
        assertEquals(1, syscalls.closes.get());
    }

    @Test
    void aLaneTakesOneCallAtATime() {
        Lane lane = handle.newLane();
        assertFalse(lane.isInUse());
        assertTrue(lane.enter());
        assertTrue(lane.isInUse());
        assertFalse(lane.enter());
        lane.leave();
        assertTrue(lane.enter());
        assertTrue(handle.newLane().enter(), "another lane is free");
    }

    @Test
    void noCallBeginsAfterClose() {
        Lane busy = handle.newLane();
        Lane idle = handle.newLane();
        busy.enter();
        handle.close();
        assertTrue(busy.isClosed() && idle.isClosed());
        assertTrue(busy.isInUse());
        assertFalse(idle.enter());
        assertFalse(handle.newLane().enter());
        busy.leave();
        assertFalse(busy.isInUse());
        assertFalse(busy.enter());
        assertEquals(1, syscalls.closes.get());
    }

    @Test
    void theBackstopClosesWhatWasForgotten() {
        handle.run();
        assertEquals(1, syscalls.closes.get());
        handle.run();
        assertEquals(1, syscalls.closes.get());
    }

    @Test
    void aLaneThatNobodyHasIsForgotten() throws InterruptedException {
        WeakReference<Lane> forgotten = new WeakReference<>(handle.newLane());
        for (int i = 0; i < 100 && forgotten.get() != null; i++) {
            System.gc();
            Thread.sleep(10);
        }
        assertNull(forgotten.get());
        handle.close();
        assertEquals(1, syscalls.closes.get());
    }

    @RepeatedTest(20)
    void neverInUseAfterCloseAndNeverClosedInUse() throws InterruptedException {
        AtomicBoolean violated = new AtomicBoolean();
        CountDownLatch start = new CountDownLatch(1);
        List<Thread> threads = new ArrayList<>();
        Lane shared = handle.newLane();
        for (int i = 0; i < 6; i++) {
            // Two share a lane, two have their own, two take a new one for each call.
            Supplier<Lane> lanes = i < 2 ? () -> shared : i < 4 ? own(handle.newLane()) : handle::newLane;
            threads.add(new Thread(() -> {
                await(start);
                for (Lane lane = lanes.get(); !lane.isClosed(); lane = lanes.get()) {
                    if (lane.enter()) {
                        if (syscalls.closes.get() != 0) {
                            violated.set(true);
                        }
                        lane.leave();
                    }
                }
            }));
        }
        for (int i = 0; i < 2; i++) {
            threads.add(new Thread(() -> {
                await(start);
                Thread.yield();
                handle.close();
            }));
        }
        threads.forEach(Thread::start);
        start.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
        assertFalse(violated.get(), "the descriptor was closed while a call held it");
        assertEquals(1, syscalls.closes.get());
    }

    private static Supplier<Lane> own(Lane lane) {
        return () -> lane;
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
