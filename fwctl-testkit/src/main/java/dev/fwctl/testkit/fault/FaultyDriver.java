// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.testkit.fault;

import dev.fwctl.RpcScope;
import dev.fwctl.testkit.kernel.Answer;
import dev.fwctl.testkit.kernel.Binding;
import dev.fwctl.testkit.kernel.SimulatedDriver;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/**
 * A driver with faults to order around another driver. RPCs are numbered from 1, over all files open on it; the first
 * order that fits a number is carried out. The same seed and the same numbers give the same faults.
 *
 * <pre>{@code
 * FaultyDriver driver = FaultyDriver.around(CxlDriver.of(firmware), 42)
 *         .onCall(3, Fault.errno(Errno.EAGAIN))
 *         .fromCall(10, Fault.hostile());
 * }</pre>
 *
 * <p>Safe for use by any number of threads; orders may come at any time.
 */
public final class FaultyDriver implements SimulatedDriver {
    private record Order(LongPredicate when, Fault fault) {}

    private final SimulatedDriver driver;
    private final long seed;
    private final AtomicLong calls = new AtomicLong();
    private final List<Order> orders = new CopyOnWriteArrayList<>();

    private FaultyDriver(SimulatedDriver driver, long seed) {
        this.driver = driver;
        this.seed = seed;
    }

    /**
     * A driver without faults so far.
     *
     * @param driver what does the work
     * @param seed decides whatever is random
     * @return the driver
     */
    public static FaultyDriver around(SimulatedDriver driver, long seed) {
        return new FaultyDriver(driver, seed);
    }

    /**
     * Orders a fault for one RPC.
     *
     * @param number which RPC, 1 for the device's first
     * @param fault the fault
     * @return this driver
     */
    public FaultyDriver onCall(long number, Fault fault) {
        orders.add(new Order(call -> call == number, fault));
        return this;
    }

    /**
     * Orders a fault for the next RPC.
     *
     * @param fault the fault
     * @return this driver
     */
    public FaultyDriver onNextCall(Fault fault) {
        return onCall(calls.get() + 1, fault);
    }

    /**
     * Orders a fault for an RPC and all that follow.
     *
     * @param number the first RPC that it hits
     * @param fault the fault
     * @return this driver
     */
    public FaultyDriver fromCall(long number, Fault fault) {
        orders.add(new Order(call -> call >= number, fault));
        return this;
    }

    /**
     * Orders a fault for every n-th RPC.
     *
     * @param n 1 for each
     * @param fault the fault
     * @return this driver
     */
    public FaultyDriver every(long n, Fault fault) {
        orders.add(new Order(call -> call % n == 0, fault));
        return this;
    }

    /**
     * Cancels all orders.
     *
     * @return this driver
     */
    public FaultyDriver clear() {
        orders.clear();
        return this;
    }

    /**
     * How many RPCs have reached this driver: those that the kernel's core let through.
     *
     * @return a number that only grows
     */
    public long calls() {
        return calls.get();
    }

    @Override
    public String name() {
        return driver.name();
    }

    @Override
    public int deviceType() {
        return driver.deviceType();
    }

    @Override
    public void bind(Binding binding) {
        driver.bind(binding);
    }

    @Override
    public Context open() {
        Context context = driver.open();
        return new Context() {
            @Override
            public byte @Nullable [] info() {
                return context.info();
            }

            @Override
            public Answer rpc(RpcScope scope, byte[] request, int outLength) {
                long number = calls.incrementAndGet();
                for (Order order : orders) {
                    if (order.when.test(number)) {
                        return order.fault.apply(new Fault.Rpc(
                                scope,
                                request,
                                outLength,
                                new SplittableRandom(seed * 0x9E3779B97F4A7C15L + number),
                                () -> context.rpc(scope, request, outLength)));
                    }
                }
                return context.rpc(scope, request, outLength);
            }

            @Override
            public void close() {
                context.close();
            }
        };
    }
}
