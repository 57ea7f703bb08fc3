// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fwctl.AccessPolicy;
import dev.fwctl.Fwctl;
import dev.fwctl.FwctlDevice;
import dev.fwctl.FwctlException;
import dev.fwctl.FwctlNode;
import dev.fwctl.RpcScope;
import dev.fwctl.RpcSlot;
import dev.fwctl.testkit.kernel.Answer;
import dev.fwctl.testkit.kernel.Placement;
import dev.fwctl.testkit.kernel.PluggedDevice;
import dev.fwctl.testkit.kernel.SimulatedDriver;
import dev.fwctl.testkit.kernel.SimulatedKernel;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Two cards that are pulled out and put in again without a pause, in either order, so that each takes the other's node,
 * name and number; and threads that open the one they want, by its key or as it was listed, and send to it. No RPC may reach
 * the other card. As long as is wanted: {@code mvn -pl fwctl-testkit -am test -Dtest=ReplugSoakTest
 * -Ddev.fwctl.replug.soak=100000 -Dsurefire.failIfNoSpecifiedTests=false} for so many rounds; {@code dev.fwctl.seed} draws
 * them anew.
 */
class ReplugSoakTest {
    private static final int ROUNDS = Integer.getInteger("dev.fwctl.replug.soak", 200);
    private static final int THREADS = 2;
    private static final String WANTED = "0000:03:00.0";
    private static final String OTHER = "0000:04:00.0";

    private final AtomicLong reached = new AtomicLong();
    private final AtomicLong wrong = new AtomicLong();

    @Test
    void noRpcReachesAnotherCard() throws InterruptedException {
        long seed = Long.getLong("dev.fwctl.seed", 20261127);
        SplittableRandom random = new SplittableRandom(seed);
        AtomicBoolean over = new AtomicBoolean();
        AtomicInteger refused = new AtomicInteger();
        AtomicReference<Throwable> failure = new AtomicReference<>();
        try (SimulatedKernel kernel = SimulatedKernel.create()) {
            Fwctl fwctl = kernel.fwctl().withPolicy(AccessPolicy.debug().withUndocumented(RpcScope.DEBUG_WRITE_FULL));
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                boolean byKey = i % 2 == 0;
                threads.add(new Thread(() -> {
                    try {
                        while (!over.get()) {
                            send(fwctl, byKey, refused);
                        }
                    } catch (Throwable e) {
                        failure.set(e);
                    }
                }));
            }
            threads.forEach(Thread::start);
            for (int round = 0; round < ROUNDS; round++) {
                boolean wantedFirst = random.nextBoolean();
                PluggedDevice first = plug(kernel, wantedFirst);
                PluggedDevice second = plug(kernel, !wantedFirst);
                long before = reached.get() + refused.get();
                for (int spin = 0; spin < 1000 && reached.get() + refused.get() == before; spin++) {
                    Thread.onSpinWait();
                }
                first.unplug();
                second.unplug();
            }
            // Once in peace: whatever the threads met before, the wanted card can be reached.
            plug(kernel, true);
            long before = reached.get();
            long patience = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
            while (reached.get() == before && failure.get() == null && System.nanoTime() < patience) {
                Thread.onSpinWait();
            }
            over.set(true);
            for (Thread thread : threads) {
                thread.join();
            }
        }
        System.out.println(ROUNDS + " rounds, " + reached + " RPCs reached their card, " + refused
                + " openings or RPCs were refused, " + wrong + " reached the wrong card");
        assertEquals(null, failure.get(), () -> "seed " + seed);
        assertEquals(0, wrong.get(), () -> "seed " + seed);
        assertTrue(reached.get() > 0, () -> "seed " + seed);
    }

    private static void send(Fwctl fwctl, boolean byKey, AtomicInteger refused) {
        try (FwctlDevice device = byKey ? fwctl.open("pci-" + WANTED) : listed(fwctl, refused)) {
            if (device != null) {
                RpcSlot slot = device.newSlot(8, 8);
                for (int i = 0; i < 3; i++) {
                    device.rpc(slot, RpcScope.CONFIGURATION, 8, 8);
                }
            }
        } catch (FwctlException e) {
            refused.incrementAndGet(); // it went
        }
    }

    /** A snapshot from before, opened later: by then its node may be another card's. */
    private static @Nullable FwctlDevice listed(Fwctl fwctl, AtomicInteger refused) {
        for (FwctlNode node : fwctl.nodes()) {
            if (node.stableKey().equals("pci-" + WANTED)) {
                Thread.yield();
                return fwctl.open(node);
            }
        }
        refused.incrementAndGet();
        return null;
    }

    private PluggedDevice plug(SimulatedKernel kernel, boolean wanted) {
        AtomicLong count = wanted ? reached : wrong;
        return kernel.plug(
                Placement.pci(wanted ? WANTED : OTHER, 0x1234, 0x5678),
                SimulatedDriver.of("acme_fw", 5, (scope, request, outLength) -> {
                    count.incrementAndGet();
                    return Answer.of(request);
                }));
    }
}
