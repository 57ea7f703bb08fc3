// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.bench.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.jna.Memory;
import dev.fwctl.bench.sbe.TemperatureRegisterDecoder;
import dev.fwctl.bench.sbe.TemperatureRegisterEncoder;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
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

    @Test
    void eachWayToEncodeWritesTheSame() {
        Temperature other = new Temperature(0xabc, 300, false, true, -8, 1, 900, -100, 0x1122334455667788L);
        byte[] expected = {
            0,
            0,
            0x0a,
            (byte) 0xbc,
            0,
            0,
            0x01,
            0x2c,
            0x40,
            0,
            (byte) 0xff,
            (byte) 0xf8,
            0x40,
            0,
            0x03,
            (byte) 0x84,
            0,
            0,
            (byte) 0xff,
            (byte) 0x9c,
            0,
            0,
            0,
            0,
            0x11,
            0x22,
            0x33,
            0x44,
            0x55,
            0x66,
            0x77,
            (byte) 0x88
        };
        ByteBuffer buffer = ByteBuffer.allocateDirect(Temperature.BYTES);
        other.encode(buffer);
        assertArrayEquals(expected, bytes(buffer));

        buffer = ByteBuffer.allocateDirect(Temperature.BYTES);
        Temperature.ByName.encode(other, buffer);
        assertArrayEquals(expected, bytes(buffer));

        buffer = ByteBuffer.allocateDirect(Temperature.BYTES);
        other.encodeByHand(buffer.order(ByteOrder.BIG_ENDIAN));
        assertArrayEquals(expected, bytes(buffer));

        buffer = ByteBuffer.allocateDirect(Temperature.BYTES);
        other.encodeBySbe(new TemperatureRegisterEncoder(), new UnsafeBuffer(buffer));
        assertArrayEquals(expected, bytes(buffer));

        Memory memory = new Memory(Temperature.BYTES);
        memory.clear();
        new Temperature.AsStructure(memory).encode(other);
        assertArrayEquals(expected, memory.getByteArray(0, Temperature.BYTES));
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[Temperature.BYTES];
        buffer.get(0, bytes);
        return bytes;
    }
}
