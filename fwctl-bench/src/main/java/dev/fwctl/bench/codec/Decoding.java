// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.bench.codec;

import com.sun.jna.Memory;
import dev.fwctl.bench.rival.Task;
import dev.fwctl.bench.sbe.TemperatureRegisterDecoder;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import org.agrona.concurrent.UnsafeBuffer;

/** Decoding one register in each way, as a task. */
public final class Decoding {
    /** MTMP as a device might send it. */
    static final byte[] SAMPLE = HexFormat.ofDelimiter(" ")
            .parseHex(
                    "00 03 00 41 02 d0 fe f8 c0 00 01 90 80 00 03 48 00 00 ff c0 00 00 00 00 61 73 69 63 30 00 00 00");

    private Decoding() {}

    /** The sample in direct memory; each task changes a byte of it per turn, so that nothing is read once and kept. */
    public static ByteBuffer sample() {
        ByteBuffer buffer = ByteBuffer.allocateDirect(Temperature.BYTES);
        return buffer.put(SAMPLE).clear();
    }

    public static Task byHand() {
        ByteBuffer buffer = sample().order(ByteOrder.BIG_ENDIAN);
        return times -> {
            long sum = 0;
            for (int i = 0; i < times; i++) {
                buffer.put(3, (byte) i);
                sum += Temperature.decodeByHand(buffer).sum();
            }
            return sum;
        };
    }

    public static Task bitFields() {
        ByteBuffer buffer = sample();
        return times -> {
            long sum = 0;
            for (int i = 0; i < times; i++) {
                buffer.put(3, (byte) i);
                sum += Temperature.decode(buffer).sum();
            }
            return sum;
        };
    }

    public static Task byName() {
        ByteBuffer buffer = sample();
        return times -> {
            long sum = 0;
            for (int i = 0; i < times; i++) {
                buffer.put(3, (byte) i);
                sum += Temperature.ByName.decode(buffer).sum();
            }
            return sum;
        };
    }

    public static Task sbe() {
        ByteBuffer memory = sample();
        UnsafeBuffer buffer = new UnsafeBuffer(memory);
        TemperatureRegisterDecoder decoder = new TemperatureRegisterDecoder();
        return times -> {
            long sum = 0;
            for (int i = 0; i < times; i++) {
                memory.put(3, (byte) i);
                sum += Temperature.decodeBySbe(decoder, buffer).sum();
            }
            return sum;
        };
    }

    public static Task structure() {
        Memory memory = memory();
        ByteBuffer buffer = memory.getByteBuffer(0, Temperature.BYTES);
        Temperature.AsStructure structure = new Temperature.AsStructure(memory);
        return times -> {
            long sum = 0;
            for (int i = 0; i < times; i++) {
                buffer.put(3, (byte) i);
                sum += structure.decode().sum();
            }
            return sum;
        };
    }

    /** The sample in memory of JNA's. */
    public static Memory memory() {
        Memory memory = new Memory(Temperature.BYTES);
        memory.write(0, SAMPLE, 0, SAMPLE.length);
        return memory;
    }
}
