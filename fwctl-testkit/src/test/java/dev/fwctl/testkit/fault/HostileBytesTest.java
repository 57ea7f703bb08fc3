// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.testkit.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The decoders here check all but one length, which lies behind numbers that have to be right. */
class HostileBytesTest {
    private static byte[] valid() {
        byte[] valid = new byte[120];
        for (int i = 0; i < valid.length; i++) {
            valid[i] = (byte) (i + 1);
        }
        return valid;
    }

    /** Whether a decoder that believes the length at a place would read beyond the reply. */
    private static boolean caught(byte[] reply, int at, int width, ByteOrder order) {
        byte[] valid = valid();
        for (int i = 0; i < at; i++) {
            if (reply.length < at + width || reply[i] != valid[i]) {
                return false;
            }
        }
        ByteBuffer buffer = ByteBuffer.wrap(reply).order(order);
        long length = width == 1
                ? buffer.get(at) & 0xff
                : width == 2 ? buffer.getShort(at) & 0xffff : Integer.toUnsignedLong(buffer.getInt(at));
        return length > reply.length;
    }

    @Test
    void theSweepFindsAnUncheckedLengthAtAnyPlace() {
        for (int width : new int[] {1, 2, 4}) {
            for (int at = 0; at + width <= 120; at += width) {
                for (ByteOrder order : new ByteOrder[] {ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN}) {
                    int place = at;
                    assertTrue(
                            HostileBytes.sweep(valid()).anyMatch(reply -> caught(reply, place, width, order)),
                            width + " bytes at " + at + ", " + order);
                }
            }
        }
    }

    @Test
    void theSweepChangesOnePlaceAlone() {
        byte[] valid = valid();
        assertEquals(
                0,
                HostileBytes.sweep(valid)
                        .filter(reply -> reply.length != valid.length
                                || IntStream.range(0, valid.length)
                                                .filter(i -> reply[i] != valid[i])
                                                .count()
                                        > 4)
                        .count());
        assertEquals(0, HostileBytes.sweep(new byte[0]).count());
    }

    /** The length of the issue: at byte 52. Chance finds it, too, if it is given more than a header's reach. */
    @Test
    void chanceReachesBehindAValidPrefix() {
        SplittableRandom random = new SplittableRandom(1);
        long found = Stream.generate(() -> HostileBytes.next(valid(), random))
                .limit(10_000)
                .filter(reply -> caught(reply, 52, 2, ByteOrder.LITTLE_ENDIAN))
                .count();
        assertTrue(found > 20, found + " of 10000");
    }
}
