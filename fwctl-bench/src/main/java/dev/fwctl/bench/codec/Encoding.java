// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.bench.codec;

import com.sun.jna.Memory;
import dev.fwctl.bench.rival.Task;
import dev.fwctl.bench.sbe.TemperatureRegisterDecoder;
import dev.fwctl.bench.sbe.TemperatureRegisterEncoder;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.stream.Stream;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Encoding one register in each way, as a task: as many values into as many buffers, in turn, and each way leaves the bits
 * alone that belong to no field. What was written is looked at long after; see {@link Decoding}.
 */
public final class Encoding {
    private Encoding() {}

    private static Temperature[] values() {
        return Stream.of(Decoding.samples()).map(Temperature::decode).toArray(Temperature[]::new);
    }

    public static Task byHand() {
        Temperature[] values = values();
        ByteBuffer[] buffers = Decoding.samples();
        for (int i = 0; i < buffers.length; i++) {
            buffers[i] = buffers[i].order(ByteOrder.BIG_ENDIAN);
        }
        return times -> {
            long sum = 0;
            for (int i = 0; i < times; i++) {
                values[Decoding.next(i)].encodeByHand(buffers[Decoding.next(i)]);
                sum += buffers[Decoding.next(i + 1)].get(3);
            }
            return sum;
        };
    }

    public static Task unchecked() {
        Temperature[] values = values();
        ByteBuffer[] buffers = Decoding.samples();
        for (int i = 0; i < buffers.length; i++) {
            buffers[i] = buffers[i].order(ByteOrder.BIG_ENDIAN);
        }
        return times -> {
            long sum = 0;
            for (int i = 0; i < times; i++) {
                values[Decoding.next(i)].encodeUnchecked(buffers[Decoding.next(i)]);
                sum += buffers[Decoding.next(i + 1)].get(3);
            }
            return sum;
        };
    }

    public static Task bitFields() {
        Temperature[] values = values();
        ByteBuffer[] buffers = Decoding.samples();
        return times -> {
            long sum = 0;
            for (int i = 0; i < times; i++) {
                values[Decoding.next(i)].encode(buffers[Decoding.next(i)]);
                sum += buffers[Decoding.next(i + 1)].get(3);
            }
            return sum;
        };
    }

    public static Task byName() {
        Temperature[] values = values();
        ByteBuffer[] buffers = Decoding.samples();
        return times -> {
            long sum = 0;
            for (int i = 0; i < times; i++) {
                Temperature.ByName.encode(values[Decoding.next(i)], buffers[Decoding.next(i)]);
                sum += buffers[Decoding.next(i + 1)].get(3);
            }
            return sum;
        };
    }

    public static Task sbe() {
        Temperature[] values = values();
        ByteBuffer[] memory = Decoding.samples();
        UnsafeBuffer[] buffers = new UnsafeBuffer[Decoding.BUFFERS];
        for (int i = 0; i < buffers.length; i++) {
            buffers[i] = new UnsafeBuffer(memory[i]);
        }
        TemperatureRegisterEncoder encoder = new TemperatureRegisterEncoder();
        TemperatureRegisterDecoder decoder = new TemperatureRegisterDecoder();
        return times -> {
            long sum = 0;
            for (int i = 0; i < times; i++) {
                values[Decoding.next(i)].encodeBySbe(encoder, decoder, buffers[Decoding.next(i)]);
                sum += memory[Decoding.next(i + 1)].get(3);
            }
            return sum;
        };
    }

    public static Task structure() {
        Temperature[] values = values();
        ByteBuffer[] buffers = new ByteBuffer[Decoding.BUFFERS];
        Temperature.AsStructure[] structures = new Temperature.AsStructure[Decoding.BUFFERS];
        for (int i = 0; i < buffers.length; i++) {
            Memory memory = Decoding.memory();
            buffers[i] = memory.getByteBuffer(0, Temperature.BYTES);
            structures[i] = new Temperature.AsStructure(memory);
        }
        return times -> {
            long sum = 0;
            for (int i = 0; i < times; i++) {
                structures[Decoding.next(i)].encode(values[Decoding.next(i)]);
                sum += buffers[Decoding.next(i + 1)].get(3);
            }
            return sum;
        };
    }
}
