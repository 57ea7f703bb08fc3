// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.bench.codec;

import com.sun.jna.Memory;
import dev.fwctl.bench.rival.Task;
import dev.fwctl.bench.sbe.TemperatureRegisterDecoder;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Decoding one register in each way, as a task.
 *
 * <p>Each task reads {@value #BUFFERS} buffers in turn, and changes a byte of each long before it reads it: nothing is read
 * once and kept, and no read finds a byte that is still on its way to memory. (A processor that reads a wide word over a
 * narrower one just written waits until the latter has arrived; that wait, and no decoding, is what one buffer measures.)
 */
public final class Decoding {
    /** MTMP as a device might send it. */
    static final byte[] SAMPLE = HexFormat.ofDelimiter(" ")
            .parseHex(
                    "00 03 00 41 02 d0 fe f8 c0 00 01 90 80 00 03 48 00 00 ff c0 00 00 00 00 61 73 69 63 30 00 00 00");

    /** A power of two. */
    static final int BUFFERS = 16;

    private static final int AHEAD = BUFFERS / 2;

    private Decoding() {}

    /** The sample in direct memory. */
    public static ByteBuffer sample() {
        ByteBuffer buffer = ByteBuffer.allocateDirect(Temperature.BYTES);
        return buffer.put(SAMPLE).clear();
    }

    static ByteBuffer[] samples() {
        ByteBuffer[] buffers = new ByteBuffer[BUFFERS];
        for (int i = 0; i < BUFFERS; i++) {
            buffers[i] = varied(sample(), i);
        }
        return buffers;
    }

    /** Its own index and flags: of a flag that is always set, the JIT makes code that expects nothing else. */
    private static ByteBuffer varied(ByteBuffer sample, int turn) {
        return sample.put(3, (byte) turn).put(8, (byte) (turn << 6));
    }

    static int next(int turn) {
        return turn & BUFFERS - 1;
    }

    private static int ahead(int turn) {
        return turn + AHEAD & BUFFERS - 1;
    }

    public static Task byHand() {
        ByteBuffer[] buffers = samples();
        for (int i = 0; i < BUFFERS; i++) {
            buffers[i] = buffers[i].order(ByteOrder.BIG_ENDIAN);
        }
        return times -> {
            long sum = 0;
            for (int i = 0; i < times; i++) {
                buffers[ahead(i)].put(3, (byte) i);
                sum += Temperature.decodeByHand(buffers[next(i)]).sum();
            }
            return sum;
        };
    }

    public static Task bitFields() {
        ByteBuffer[] buffers = samples();
        return times -> {
            long sum = 0;
            for (int i = 0; i < times; i++) {
                buffers[ahead(i)].put(3, (byte) i);
                sum += Temperature.decode(buffers[next(i)]).sum();
            }
            return sum;
        };
    }

    public static Task byName() {
        ByteBuffer[] buffers = samples();
        return times -> {
            long sum = 0;
            for (int i = 0; i < times; i++) {
                buffers[ahead(i)].put(3, (byte) i);
                sum += Temperature.ByName.decode(buffers[next(i)]).sum();
            }
            return sum;
        };
    }

    public static Task sbe() {
        ByteBuffer[] memory = samples();
        UnsafeBuffer[] buffers = new UnsafeBuffer[BUFFERS];
        for (int i = 0; i < BUFFERS; i++) {
            buffers[i] = new UnsafeBuffer(memory[i]);
        }
        TemperatureRegisterDecoder decoder = new TemperatureRegisterDecoder();
        return times -> {
            long sum = 0;
            for (int i = 0; i < times; i++) {
                memory[ahead(i)].put(3, (byte) i);
                sum += Temperature.decodeBySbe(decoder, buffers[next(i)]).sum();
            }
            return sum;
        };
    }

    public static Task structure() {
        ByteBuffer[] buffers = new ByteBuffer[BUFFERS];
        Temperature.AsStructure[] structures = new Temperature.AsStructure[BUFFERS];
        for (int i = 0; i < BUFFERS; i++) {
            Memory memory = memory();
            buffers[i] = varied(memory.getByteBuffer(0, Temperature.BYTES), i);
            structures[i] = new Temperature.AsStructure(memory);
        }
        return times -> {
            long sum = 0;
            for (int i = 0; i < times; i++) {
                buffers[ahead(i)].put(3, (byte) i);
                sum += structures[next(i)].decode().sum();
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
