// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.bench.jmh;

import dev.fwctl.bench.codec.Decoding;
import dev.fwctl.bench.codec.Temperature;
import dev.fwctl.bench.sbe.TemperatureRegisterDecoder;
import dev.fwctl.bench.sbe.TemperatureRegisterEncoder;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.UnsafeBuffer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One register to a record and back, in each way: see {@link Temperature}. In several processes: what the JIT knew when it
 * compiled a few nanoseconds' work lasts for a process's life.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 3, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Fork(value = 5, jvmArgsAppend = "--add-opens=java.base/jdk.internal.misc=ALL-UNNAMED")
public class CodecBenchmark {
    private final ByteBuffer buffer = Decoding.sample();
    private final ByteBuffer bigEndian = Decoding.sample().order(ByteOrder.BIG_ENDIAN);
    private final UnsafeBuffer unsafe = new UnsafeBuffer(Decoding.sample());
    private final TemperatureRegisterDecoder decoder = new TemperatureRegisterDecoder();
    private final TemperatureRegisterEncoder encoder = new TemperatureRegisterEncoder();
    private final Temperature value = Temperature.decode(buffer);
    private final Temperature.AsStructure structure = new Temperature.AsStructure(Decoding.memory());

    /** By static BitFields. */
    @Benchmark
    public long decodeBitFields() {
        return Temperature.decode(buffer).sum();
    }

    /** By a catalog's fields, resolved once. */
    @Benchmark
    public long decodeByName() {
        return Temperature.ByName.decode(buffer).sum();
    }

    /** By a catalog, into a map of all fields. */
    @Benchmark
    public Object decodeToMap() {
        return Temperature.ByName.decodeAll(buffer);
    }

    /** By hand. */
    @Benchmark
    public long decodeByHand() {
        return Temperature.decodeByHand(bigEndian).sum();
    }

    /** By SBE's generated flyweight. */
    @Benchmark
    public long decodeSbe() {
        return Temperature.decodeBySbe(decoder, unsafe).sum();
    }

    /** By JNA's Structure. */
    @Benchmark
    public long decodeJnaStructure() {
        return structure.decode().sum();
    }

    /** By static BitFields. */
    @Benchmark
    public ByteBuffer encodeBitFields() {
        value.encode(buffer);
        return buffer;
    }

    /** By a catalog's fields, resolved once. */
    @Benchmark
    public ByteBuffer encodeByName() {
        Temperature.ByName.encode(value, buffer);
        return buffer;
    }

    /** By hand. */
    @Benchmark
    public ByteBuffer encodeByHand() {
        value.encodeByHand(bigEndian);
        return bigEndian;
    }

    /** By SBE's generated flyweight. */
    @Benchmark
    public UnsafeBuffer encodeSbe() {
        value.encodeBySbe(encoder, decoder, unsafe);
        return unsafe;
    }

    /** By JNA's Structure. */
    @Benchmark
    public Object encodeJnaStructure() {
        structure.encode(value);
        return structure;
    }
}
