// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.testkit.fault;

import dev.fwctl.Errno;
import dev.fwctl.RpcScope;
import dev.fwctl.testkit.kernel.Answer;
import dev.fwctl.testkit.kernel.Gate;
import dev.fwctl.testkit.kernel.PluggedDevice;
import java.time.Duration;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Something that goes wrong in one RPC, between the kernel's core and its driver. Order them from a {@link FaultyDriver}.
 */
@FunctionalInterface
public interface Fault {
    /**
     * The RPC that is to go wrong.
     *
     * @param scope the scope it declared
     * @param request its request
     * @param outLength how many bytes of reply it has room for
     * @param random repeatable: depends on the seed and on the RPC's number alone
     * @param proceed asks the driver
     */
    record Rpc(RpcScope scope, byte[] request, int outLength, SplittableRandom random, Supplier<Answer> proceed) {}

    /**
     * Answers the RPC, with or without the driver's help.
     *
     * @param rpc the RPC
     * @return what the kernel's core gets to see
     */
    Answer apply(Rpc rpc);

    /**
     * Refuses; the driver is not asked.
     *
     * @param errno the errno
     * @return the fault
     */
    static Fault errno(Errno errno) {
        return rpc -> Answer.refuse(errno);
    }

    /**
     * Answers with bytes of the test's own, for example a status; the driver is not asked.
     *
     * @param bytes the reply
     * @return the fault
     */
    static Fault reply(byte[] bytes) {
        byte[] copy = bytes.clone();
        return rpc -> Answer.of(copy.clone());
    }

    /**
     * Takes its time.
     *
     * @param delay how long
     * @return the fault
     */
    static Fault delay(Duration delay) {
        return rpc -> {
            sleep(delay);
            return rpc.proceed().get();
        };
    }

    private static void sleep(Duration delay) {
        long end = System.nanoTime() + delay.toNanos();
        boolean interrupted = false;
        for (long left = delay.toNanos(); left > 0; left = end - System.nanoTime()) {
            try {
                Thread.sleep(left / 1_000_000, (int) (left % 1_000_000));
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Blocks until the test opens a gate.
     *
     * @param gate the gate
     * @return the fault
     */
    static Fault block(Gate gate) {
        return rpc -> {
            gate.pass();
            return rpc.proceed().get();
        };
    }

    /**
     * Unplugs a device while the RPC is in flight. The RPC itself goes on, and the unplugging ends after it, as in the
     * kernel.
     *
     * @param device gives the device, which need not exist yet when the fault is ordered
     * @return the fault
     */
    static Fault unplug(Supplier<PluggedDevice> device) {
        return rpc -> {
            PluggedDevice leaving = device.get();
            Thread thread = new Thread(leaving::unplug, "unplug-" + leaving.name());
            thread.setDaemon(true);
            thread.start();
            leaving.awaitNodeRemoved();
            return rpc.proceed().get();
        };
    }

    /**
     * Cuts the reply off.
     *
     * @param bytes how many bytes of it remain, and are reported
     * @return the fault
     */
    static Fault truncate(int bytes) {
        return rpc -> changed(rpc, reply -> Answer.of(Arrays.copyOf(reply, Math.min(bytes, reply.length))));
    }

    /**
     * Adds to the reply more than there is room for, with bytes that are not zero.
     *
     * @param bytes how many bytes to add
     * @return the fault
     */
    static Fault oversize(int bytes) {
        return rpc -> changed(rpc, reply -> {
            byte[] longer = Arrays.copyOf(reply, reply.length + bytes);
            Arrays.fill(longer, reply.length, longer.length, (byte) 0xee);
            return Answer.of(longer);
        });
    }

    /**
     * Leaves the reply's bytes alone and lies about their number. If the number is higher, what lies behind them is not
     * zero.
     *
     * @param outLength what to report, an unsigned 32-bit number
     * @return the fault
     */
    static Fault lie(int outLength) {
        return rpc -> changed(rpc, reply -> Answer.of(reply, outLength));
    }

    /**
     * Reports that the whole room was filled, as mlx5 does; what lies behind the reply is not zero.
     *
     * @return the fault
     */
    static Fault stale() {
        return rpc -> changed(rpc, reply -> Answer.of(reply, rpc.outLength()));
    }

    /**
     * Random bytes for a reply, as many as there is room for.
     *
     * @return the fault
     */
    static Fault random() {
        return rpc -> Answer.of(HostileBytes.random(rpc.outLength(), rpc.random()));
    }

    /**
     * A reply made hostile, see {@link HostileBytes}.
     *
     * @return the fault
     */
    static Fault hostile() {
        return rpc -> changed(rpc, reply -> Answer.of(HostileBytes.next(reply, rpc.random())));
    }

    /**
     * This fault, and another one around the driver inside of it.
     *
     * @param inner the fault that is nearer to the driver
     * @return both
     */
    default Fault and(Fault inner) {
        return rpc -> apply(new Rpc(rpc.scope(), rpc.request(), rpc.outLength(), rpc.random(), () -> inner.apply(rpc)));
    }

    private static Answer changed(Rpc rpc, Function<byte[], Answer> change) {
        Answer answer = rpc.proceed().get();
        if (answer.errno() != 0) {
            return answer;
        }
        long told = Math.min(Integer.toUnsignedLong(answer.outLength()), answer.bytes().length);
        return change.apply(Arrays.copyOf(answer.bytes(), (int) told));
    }
}
