// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.bench.codec;

import dev.fwctl.bench.rival.Task;
import dev.fwctl.bench.sbe.TemperatureRegisterEncoder;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.agrona.concurrent.UnsafeBuffer;

/** Encoding one register in each way, as a task. */
public final class Encoding {
    private Encoding() {}

    /** As many different values as shall keep the compiler from taking one for a constant. */
    private static Temperature[] values() {
        Temperature[] values = new Temperature[16];
        ByteBuffer sample = Decoding.sample();
        for (int i = 0; i < values.length; i++) {
            sample.put(3, (byte) i);
            values[i] = Temperature.decode(sample);
        }
        return values;
    }

    public static Task byHand() {
        Temperature[] values = values();
        ByteBuffer buffer = Decoding.sample().order(ByteOrder.BIG_ENDIAN);
        return times -> {
            long sum = 0;
            for (int i = 0; i < times; i++) {
                values[i & values.length - 1].encodeByHand(buffer);
                sum += buffer.get(3);
            }
            return sum;
        };
    }

    public static Task bitFields() {
        Temperature[] values = values();
        ByteBuffer buffer = Decoding.sample();
        return times -> {
            long sum = 0;
            for (int i = 0; i < times; i++) {
                values[i & values.length - 1].encode(buffer);
                sum += buffer.get(3);
            }
            return sum;
        };
    }

    public static Task byName() {
        Temperature[] values = values();
        ByteBuffer buffer = Decoding.sample();
        return times -> {
            long sum = 0;
            for (int i = 0; i < times; i++) {
                Temperature.ByName.encode(values[i & values.length - 1], buffer);
                sum += buffer.get(3);
            }
            return sum;
        };
    }

    public static Task sbe() {
        Temperature[] values = values();
        ByteBuffer memory = Decoding.sample();
        UnsafeBuffer buffer = new UnsafeBuffer(memory);
        TemperatureRegisterEncoder encoder = new TemperatureRegisterEncoder();
        return times -> {
            long sum = 0;
            for (int i = 0; i < times; i++) {
                values[i & values.length - 1].encodeBySbe(encoder, buffer);
                sum += memory.get(3);
            }
            return sum;
        };
    }

    public static Task structure() {
        Temperature[] values = values();
        var memory = Decoding.memory();
        Temperature.AsStructure structure = new Temperature.AsStructure(memory);
        ByteBuffer buffer = memory.getByteBuffer(0, Temperature.BYTES);
        return times -> {
            long sum = 0;
            for (int i = 0; i < times; i++) {
                structure.encode(values[i & values.length - 1]);
                sum += buffer.get(3);
            }
            return sum;
        };
    }
}
