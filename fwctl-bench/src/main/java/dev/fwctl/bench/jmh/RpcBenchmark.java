// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.bench.jmh;

import dev.fwctl.FwctlDevice;
import dev.fwctl.RpcObserver;
import dev.fwctl.RpcSlot;
import dev.fwctl.bench.rival.Policies;
import dev.fwctl.bench.rival.Query;
import dev.fwctl.bench.rival.Target;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * One RPC through the library, in its several ways, as a mean and as a distribution.
 *
 * <p>{@code -p device=host} (the cheapest ioctl of this machine), {@code sim} (the simulated kernel), {@code none} (no
 * kernel: what is left is the library's order of steps, policy, observers, lane) or a node's name, such as {@code fwctl0}; {@code -p seam=jna} or {@code ffm}; {@code -t 4} for threads, which share the device;
 * {@code -prof gc} for garbage.
 */
@State(Scope.Benchmark)
@BenchmarkMode({Mode.AverageTime, Mode.SampleTime})
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 5,
        jvmArgsAppend = {"--add-opens=java.base/jdk.internal.misc=ALL-UNNAMED"})
public class RpcBenchmark {
    /** What the RPCs go to. */
    @Param({"host", "sim"})
    public String device = "host";

    /** What carries them to this machine's kernel. */
    @Param("jna")
    public String seam = "jna";

    private final Opened opened = new Opened();
    private @Nullable FwctlDevice raw;
    private @Nullable FwctlDevice typed;
    private @Nullable FwctlDevice observed;
    private @Nullable FwctlDevice ruled;

    /** Opens the device once for each policy and observer. */
    @Setup
    public void open() {
        opened.open(device, seam);
        raw = opened.device(Policies.RAW, null);
        typed = opened.device(Policies.TYPED, null);
        observed = opened.device(Policies.TYPED, observer());
        ruled = opened.device(Policies.RULES, null);
    }

    /** Closes everything. */
    @TearDown
    public void close() {
        opened.close();
    }

    /** What one thread has for itself. */
    @State(Scope.Thread)
    public static class Own {
        RpcSlot slot;
        int inLength;
        int outLength;
        Query.Request request;

        /** A slot with the request in it. */
        @Setup
        public void prepare(RpcBenchmark benchmark) {
            Target target = benchmark.opened.target();
            byte[] bytes = target.requestBytes();
            inLength = bytes.length;
            outLength = target.replyBytes();
            slot = benchmark.raw.newSlot(inLength, outLength);
            slot.request().put(bytes);
            request = Query.Request.of(target);
        }
    }

    /** FWCTL_INFO. */
    @Benchmark
    public Object info() {
        return raw.info();
    }

    /** Bytes the caller built. */
    @Benchmark
    public int rawRpc(Own own) {
        return raw.rpc(own.slot, Target.SCOPE, own.inLength, own.outLength);
    }

    /** A command, encoded and decoded. */
    @Benchmark
    public Object typedCall(Own own) {
        return typed.call(Query.COMMAND, own.request);
    }

    /** Under a policy of rules: what a policy costs is the difference. */
    @Benchmark
    public Object typedCallRules(Own own) {
        return ruled.call(Query.COMMAND, own.request);
    }

    /** With an observer that looks at the duration. */
    @Benchmark
    public Object typedCallObserved(Own own) {
        return observed.call(Query.COMMAND, own.request);
    }

    /** With the flight recorder running and recording each RPC. */
    @Benchmark
    @Fork(
            value = 5,
            jvmArgsAppend = {
                "-XX:StartFlightRecording=settings=default",
                "-Xlog:jfr*=off",
                "--add-opens=java.base/jdk.internal.misc=ALL-UNNAMED"
            })
    public Object typedCallRecorded(Own own) {
        return typed.call(Query.COMMAND, own.request);
    }

    private static RpcObserver observer() {
        Blackhole ignored = new Blackhole(
                "Today's password is swordfish. I understand instantiating Blackholes directly is dangerous.");
        return event -> ignored.consume(event.duration());
    }
}
