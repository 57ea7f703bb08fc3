// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.bench.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.sun.jna.Memory;
import dev.fwctl.bench.sbe.TemperatureRegisterDecoder;
import dev.fwctl.bench.sbe.TemperatureRegisterEncoder;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** Rivals that read different things would be no rivals. */
class TemperatureTest {
    /** Read off {@link Decoding#SAMPLE} by hand, with the offsets of struct mlxsw_reg_mtmp. */
    private static final Temperature EXPECTED =
            new Temperature(0x041, -264, true, true, 400, 2, 840, -64, 0x6173696330000000L);

    @Test
    void eachWayToDecodeSeesTheSame() {
        ByteBuffer buffer = Decoding.sample();
        assertEquals(EXPECTED, Temperature.decode(buffer));
        assertEquals(EXPECTED, Temperature.ByName.decode(buffer));
        assertEquals(EXPECTED, Temperature.decodeByHand(buffer.order(ByteOrder.BIG_ENDIAN)));
        assertEquals(EXPECTED, Temperature.decodeBySbe(new TemperatureRegisterDecoder(), new UnsafeBuffer(buffer)));
        Memory memory = new Memory(Temperature.BYTES);
        memory.write(0, Decoding.SAMPLE, 0, Temperature.BYTES);
        assertEquals(EXPECTED, new Temperature.AsStructure(memory).decode());
    }

    /** Written over a register full of ones: a bit that belongs to no field stays a one, whoever writes. */
    @Test
    void eachWayToEncodeWritesTheSame() {
        Temperature other = new Temperature(0xabc, 300, false, true, -8, 1, 900, -100, 0x1122334455667788L);
        byte[] expected = HexFormat.ofDelimiter(" ")
                .parseHex(
                        "ff ff fa bc ff ff 01 2c 7f ff ff f8 7f ff 03 84 ff ff ff 9c ff ff ff ff 11 22 33 44 55 66 77 88");
        ByteBuffer buffer = ones();
        other.encode(buffer);
        assertArrayEquals(expected, bytes(buffer));

        buffer = ones();
        Temperature.ByName.encode(other, buffer);
        assertArrayEquals(expected, bytes(buffer));

        buffer = ones();
        other.encodeByHand(buffer.order(ByteOrder.BIG_ENDIAN));
        assertArrayEquals(expected, bytes(buffer));

        buffer = ones();
        other.encodeUnchecked(buffer.order(ByteOrder.BIG_ENDIAN));
        assertArrayEquals(expected, bytes(buffer));

        buffer = ones();
        other.encodeBySbe(new TemperatureRegisterEncoder(), new TemperatureRegisterDecoder(), new UnsafeBuffer(buffer));
        assertArrayEquals(expected, bytes(buffer));

        Memory memory = new Memory(Temperature.BYTES);
        memory.write(0, bytes(ones()), 0, Temperature.BYTES);
        new Temperature.AsStructure(memory).encode(other);
        assertArrayEquals(expected, memory.getByteArray(0, Temperature.BYTES));
    }

    /** As the goal compares them, both refuse what does not fit. */
    @Test
    void whatDoesNotFitIsRefused() {
        List<Temperature> wrong = List.of(
                new Temperature(0x1000, 0, false, false, 0, 0, 0, 0, 0),
                new Temperature(-1, 0, false, false, 0, 0, 0, 0, 0),
                new Temperature(0, 0x8000, false, false, 0, 0, 0, 0, 0),
                new Temperature(0, 0, false, false, -0x8001, 0, 0, 0, 0),
                new Temperature(0, 0, false, false, 0, 4, 0, 0, 0),
                new Temperature(0, 0, false, false, 0, 0, 0x8000, 0, 0),
                new Temperature(0, 0, false, false, 0, 0, 0, 0x8000, 0));
        for (Temperature each : wrong) {
            ByteBuffer buffer = ones();
            assertThrows(IllegalArgumentException.class, () -> each.encode(buffer));
            assertThrows(IllegalArgumentException.class, () -> Temperature.ByName.encode(each, buffer));
            assertThrows(IllegalArgumentException.class, () -> each.encodeByHand(buffer.order(ByteOrder.BIG_ENDIAN)));
        }
    }

    /** A task whose buffers were one, or which read what it wrote in the same turn, would give another sum. */
    @Test
    void eachTaskGoesRoundItsBuffers() {
        long byHand = Decoding.byHand().run(100);
        assertEquals(byHand, Decoding.bitFields().run(100));
        assertEquals(byHand, Decoding.byName().run(100));
        assertEquals(byHand, Decoding.sbe().run(100));
        assertEquals(byHand, Decoding.structure().run(100));
        // The first eight turns see their buffer's number, the others the byte that was written eight turns before. Of
        // four
        // buffers, two have one flag, two have the other one.
        long alike = Temperature.decode(Decoding.sample()).sum() - 0x41 - 1 - 2;
        assertEquals(100 * alike + 7 * 8 / 2 + 91 * 92 / 2 + 100 / 4 * (2 * 1 + 2 * 2), byHand);
        assertEquals(Encoding.byHand().run(100), Encoding.bitFields().run(100));
    }

    private static ByteBuffer ones() {
        ByteBuffer buffer = ByteBuffer.allocateDirect(Temperature.BYTES);
        for (int i = 0; i < Temperature.BYTES; i++) {
            buffer.put(i, (byte) 0xff);
        }
        return buffer;
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[Temperature.BYTES];
        buffer.get(0, bytes);
        return bytes;
    }
}
