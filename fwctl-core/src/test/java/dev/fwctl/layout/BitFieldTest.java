// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.layout;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ReadOnlyBufferException;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Exact bytes, from published formats that have nothing to do with this code. */
class BitFieldTest {
    private static ByteBuffer bytes(String hex) {
        return ByteBuffer.wrap(HexFormat.of().parseHex(hex.replace(" ", "")));
    }

    private static String hex(ByteBuffer buffer) {
        byte[] all = new byte[buffer.capacity()];
        buffer.duplicate().clear().get(all);
        return HexFormat.of().formatHex(all);
    }

    /** RFC 791, section 3.1 (bits numbered from the MSB), and the example header of RFC 791, appendix A, example 1. */
    @Test
    void bigEndianStreamReadsAnIpv4Header() {
        // Ver=4 IHL=5 TOS=0 Total Length=21 | Identification=111 Flg=0 Offset=0 | Time=123 Protocol=1 checksum
        ByteBuffer header = bytes("45 00 0015 006f 0000 7b 01 0000");
        assertEquals(4, new BitField(0, 4, ByteOrder.BIG_ENDIAN, false).get(header, 0));
        assertEquals(5, new BitField(4, 4, ByteOrder.BIG_ENDIAN, false).get(header, 0));
        assertEquals(21, new BitField(16, 16, ByteOrder.BIG_ENDIAN, false).get(header, 0));
        assertEquals(111, new BitField(32, 16, ByteOrder.BIG_ENDIAN, false).get(header, 0));
        assertEquals(123, new BitField(64, 8, ByteOrder.BIG_ENDIAN, false).get(header, 0));
        // Example 2's fragment: more-fragments set, and a fragment offset of 13 bits behind three flags.
        ByteBuffer fragment = bytes("45 00 0118 006f 2020 7b 06 0000");
        assertEquals(1, new BitField(50, 1, ByteOrder.BIG_ENDIAN, false).get(fragment, 0));
        assertEquals(32, new BitField(51, 13, ByteOrder.BIG_ENDIAN, false).get(fragment, 0));
    }

    /** The same words in dword notation: RFC 791's first dword is Version 31..28, IHL 27..24, TOS 23..16, length 15..0. */
    @Test
    void dwordNotationCountsFromTheLsb() {
        ByteBuffer header = bytes("ffffffff 45 00 0015 006f 2020");
        assertEquals(4, BitField.be(0, 28, 4).get(header, 4));
        assertEquals(5, BitField.be(0, 24, 4).get(header, 4));
        assertEquals(21, BitField.be(0, 0, 16).get(header, 4));
        assertEquals(111, BitField.be(4, 16, 16).get(header, 4));
        assertEquals(1, BitField.be(4, 13, 1).get(header, 4));
        assertEquals(32, BitField.be(4, 0, 13).get(header, 4));
    }

    /** The FAT12 table packs 12-bit entries least significant bit first; F0 FF FF opens every 1.44 MB floppy's. */
    @Test
    void littleEndianStreamReadsFat12Entries() {
        ByteBuffer table = bytes("f0 ff ff 03 40 00 05 f0 ff");
        long[] entries = {0xff0, 0xfff, 0x003, 0x004, 0x005, 0xfff};
        for (int i = 0; i < entries.length; i++) {
            assertEquals(entries[i], new BitField(12 * i, 12, ByteOrder.LITTLE_ENDIAN, false).get(table, 0));
        }
        BitField.le(0, 36, 12).set(table, 0, 0xabc);
        assertEquals("f0ffff03c0ab05f0ff", hex(table));
    }

    /** MGIR: the base MAC's bits 47..32 in the low half of the dword at 0x10, bits 31..0 in the next. */
    @Test
    void fieldsCrossDwordsHighDwordFirst() {
        ByteBuffer buffer = bytes("dead 0c42 a1f0b3e4");
        assertEquals(0x0c42a1f0b3e4L, BitField.be(0, 0, 48).get(buffer, 0));
        BitField.be(0, 0, 48).set(buffer, 0, 0x1122_3344_5566L);
        assertEquals("dead112233445566", hex(buffer));
        assertEquals(0xdead112233445566L, BitField.be(0, 0, 64).get(buffer, 0));
    }

    /** struct fwctl_rpc of linux/fwctl.h on a little-endian machine: 32, 1, 64, 4096. */
    @Test
    void littleEndianWords() {
        ByteBuffer rpc = bytes("20000000 01000000 40000000 00100000 efcdab8967452301");
        assertEquals(32, BitField.le(0, 0, 32).get(rpc, 0));
        assertEquals(1, BitField.le(4, 0, 32).get(rpc, 0));
        assertEquals(4096, BitField.le(12, 0, 32).get(rpc, 0));
        assertEquals(0x0123456789abcdefL, BitField.le(16, 0, 64).get(rpc, 0));
    }

    /** MTMP reports 1/8 degrees Celsius in two's complement: -10 C is 0xffb0. */
    @Test
    void signedValuesAreExtended() {
        ByteBuffer temperature = bytes("0000 ffb0");
        BitField field = BitField.be(0, 0, 16).asSigned();
        assertEquals(-80, field.get(temperature, 0));
        field.set(temperature, 0, -32768);
        assertEquals("00008000", hex(temperature));
        assertEquals(Long.MIN_VALUE, BitField.be(0, 0, 64).asSigned().min());
        assertEquals(Long.MAX_VALUE, BitField.be(0, 0, 64).asSigned().max());
        assertEquals(-1, BitField.be(0, 7, 1).asSigned().min());
        assertEquals(0, BitField.be(0, 7, 1).asSigned().max());
    }

    @Test
    void theBuffersOwnOrderPositionAndLimitDoNotMatter() {
        ByteBuffer buffer =
                bytes("00 01020304 00").order(ByteOrder.LITTLE_ENDIAN).position(3);
        assertEquals(0x01020304, BitField.be(0, 0, 32).get(buffer, 1));
        BitField.be(0, 0, 32).set(buffer, 1, 0x0a0b0c0d);
        assertEquals("000a0b0c0d00", hex(buffer));
        assertEquals(3, buffer.position());
        assertEquals(ByteOrder.LITTLE_ENDIAN, buffer.order());
    }

    @Test
    void aValueThatDoesNotFitIsRefusedWithTheRangeAndNothingIsWritten() {
        ByteBuffer buffer = bytes("a5a5a5a5");
        BitField field = BitField.be(0, 8, 5);
        IllegalArgumentException tooLarge =
                assertThrows(IllegalArgumentException.class, () -> field.set(buffer, 0, 32));
        assertTrue(String.valueOf(tooLarge.getMessage()).contains("32")
                && String.valueOf(tooLarge.getMessage()).contains("0 to 31"));
        assertThrows(IllegalArgumentException.class, () -> field.set(buffer, 0, -1));
        IllegalArgumentException tooLow = assertThrows(
                IllegalArgumentException.class, () -> field.asSigned().set(buffer, 0, -17));
        assertTrue(String.valueOf(tooLow.getMessage()).contains("-16 to 15"));
        assertTrue(BitField.be(0, 0, 64).doesNotFit(0).contains("0 to 18446744073709551615"));
        assertEquals("a5a5a5a5", hex(buffer));
    }

    @Test
    void aFieldBeyondTheLimitIsRefusedAndNothingIsWritten() {
        ByteBuffer buffer = bytes("a5a5a5a5 a5a5a5a5").limit(7);
        BitField last = BitField.be(4, 0, 8);
        IndexOutOfBoundsException refused = assertThrows(IndexOutOfBoundsException.class, () -> last.get(buffer, 0));
        assertTrue(String.valueOf(refused.getMessage()).contains("limit is 7"), refused.getMessage());
        refused = assertThrows(IndexOutOfBoundsException.class, () -> last.isSet(buffer, 0));
        assertTrue(String.valueOf(refused.getMessage()).contains("limit is 7"), refused.getMessage());
        assertThrows(IndexOutOfBoundsException.class, () -> last.set(buffer, 0, 1));
        assertThrows(IndexOutOfBoundsException.class, () -> last.get(buffer, -8));
        assertThrows(IndexOutOfBoundsException.class, () -> last.get(buffer, Integer.MAX_VALUE));
        assertThrows(
                IndexOutOfBoundsException.class, () -> BitField.be(4, 0, 32).set(buffer, 0, 1));
        // The other three bytes of the same dword are within reach, and a field there touches nothing else.
        assertEquals(0xa5a5a5, BitField.be(4, 8, 24).get(buffer, 0));
        BitField.be(4, 8, 24).set(buffer, 0, 0x010203);
        assertEquals("a5a5a5a5010203a5", hex(buffer));
    }

    @Test
    void readOnlyBuffersAreNotWritten() {
        ByteBuffer buffer = bytes("00000000").asReadOnlyBuffer();
        assertThrows(ReadOnlyBufferException.class, () -> BitField.be(0, 0, 32).set(buffer, 0, 1));
        assertThrows(ReadOnlyBufferException.class, () -> BitField.be(0, 3, 1).set(buffer, 0, 1));
    }

    @Test
    void placesThatMakeNoSenseAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new BitField(0, 0, ByteOrder.BIG_ENDIAN, false));
        assertThrows(IllegalArgumentException.class, () -> new BitField(0, 65, ByteOrder.BIG_ENDIAN, false));
        assertThrows(IllegalArgumentException.class, () -> new BitField(-1, 1, ByteOrder.BIG_ENDIAN, false));
        assertThrows(IllegalArgumentException.class, () -> BitField.be(0, 31, 2));
        assertThrows(IllegalArgumentException.class, () -> BitField.be(0, -1, 2));
    }

    @Test
    void flagsAndShifts() {
        ByteBuffer buffer = ByteBuffer.allocate(8);
        BitField flag = BitField.be(0, 31, 1);
        assertFalse(flag.isSet(buffer, 0));
        flag.shifted(32).set(buffer, 0, 1);
        assertArrayEquals(new byte[] {0, 0, 0, 0, (byte) 0x80, 0, 0, 0}, buffer.array());
        assertTrue(flag.isSet(buffer, 4));
        assertEquals(1, flag.end());
        assertEquals(5, flag.shifted(32).end());
    }

    /** Sums that leave the numbers come back as other places. */
    @Test
    void placesThatNoIntCanCountAreRefused() {
        for (Executable wrong : List.<Executable>of(
                () -> BitField.be(0x10000000, Integer.MAX_VALUE, 1),
                () -> BitField.be(Integer.MAX_VALUE, 0, 1),
                () -> BitField.le(Integer.MIN_VALUE, 0, 1),
                () -> BitField.le(0, Integer.MAX_VALUE, 1),
                () -> BitField.le(1, 0, 1).shifted(Integer.MAX_VALUE))) {
            assertThrows(IllegalArgumentException.class, wrong);
        }
    }
}
