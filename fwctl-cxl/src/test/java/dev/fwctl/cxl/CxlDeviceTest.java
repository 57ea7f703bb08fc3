// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.cxl;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fwctl.AccessPolicy;
import dev.fwctl.MalformedReplyException;
import dev.fwctl.RpcScope;
import dev.fwctl.UnsupportedByDeviceException;
import dev.fwctl.cxl.feature.Entries;
import dev.fwctl.cxl.feature.Feature;
import dev.fwctl.cxl.feature.FeatureCodec;
import dev.fwctl.cxl.feature.FeatureCodecs;
import dev.fwctl.cxl.feature.Obstacle;
import dev.fwctl.cxl.feature.PatrolScrub;
import dev.fwctl.cxl.feature.PreflightException;
import dev.fwctl.cxl.feature.SetOptions;
import dev.fwctl.cxl.feature.StandardFeature;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CxlDeviceTest {
    private final CannedDriver kernel = new CannedDriver();

    @AfterEach
    void close() {
        kernel.close();
    }

    private CxlDevice open() {
        return CxlDevice.of(kernel.open(AccessPolicy.debug()));
    }

    private void answerPage(int first, int count, int total) {
        byte[] page = Entries.page(first, count, total);
        kernel.answer(page, page.length + 8);
    }

    /** A vendor's Feature: one little-endian number of 32 bits. */
    record Answer(int number) {
        static final FeatureCodec<Answer> CODEC = new FeatureCodec<>() {
            @Override
            public UUID uuid() {
                return new UUID(0, 1);
            }

            @Override
            public String name() {
                return "vendor-answer";
            }

            @Override
            public Class<Answer> type() {
                return Answer.class;
            }

            @Override
            public int minimumSize() {
                return 4;
            }

            @Override
            public Answer decode(Feature feature, ByteBuffer data) {
                int number = data.getInt(0);
                if (number == 13) {
                    throw new IllegalArgumentException("13 means nothing");
                }
                return new Answer(number);
            }

            @Override
            public byte[] encode(Feature feature, Answer value) {
                return HexFormat.of().parseHex(HexFormat.of().toHexDigits(Integer.reverseBytes(value.number())));
            }
        };
    }

    @Test
    void theListComesInPagesAndOnlyOnce() {
        answerPage(0, 64, 130);
        answerPage(64, 1, 130); // the kernel may give fewer than asked for
        answerPage(65, 64, 130);
        answerPage(129, 1, 130);
        CxlDevice device = open();
        assertEquals(130, device.features().size());
        for (int i = 0; i < 130; i++) {
            assertEquals(new UUID(0, i), device.features().get(i).uuid());
        }
        assertEquals(4, kernel.rpcs.size());
        assertEquals(129, device.feature(new UUID(0, 129)).orElseThrow().id());
        assertTrue(device.feature("00000000-0000-0000-0000-000000000081").isPresent());
        assertTrue(device.feature("patrol-scrub").isEmpty());
        kernel.assertNothingLeft();
    }

    @Test
    void aListThatChangesIsNotBelieved() {
        answerPage(0, 64, 100);
        answerPage(64, 30, 101);
        CxlDevice device = open();
        assertThrows(MalformedReplyException.class, device::features);
    }

    @Test
    void aListThatNeverEndsEnds() {
        answerPage(0, 64, 100);
        answerPage(64, 0, 100);
        CxlDevice device = open();
        assertThrows(MalformedReplyException.class, device::features);
    }

    @Test
    void aShortReadGoesOnWhereItStopped() {
        kernel.answer("03000000 00000000 010203").answer("01000000 00000000 04");
        byte[] value = open().read(Entries.feature(0x0201));
        assertArrayEquals(new byte[] {1, 2, 3, 4}, value);
        assertEquals(2, kernel.rpcs.size());
        assertTrue(kernel.lastRequest().endsWith("0300" + "0100" + "00"), kernel.lastRequest());
    }

    @Test
    void aFeatureWithoutBytesNeedsNoRpc() {
        Feature empty = Entries.empty(0x0201);
        assertEquals(0, open().read(empty).length);
        assertEquals(0, kernel.rpcs.size());
    }

    @Test
    void writingUsesTheLeastScope() {
        kernel.answer("00000000 00000000").answer("00000000 00000000").answer("00000000 00000000");
        CxlDevice device = open();
        device.write(Entries.feature(0x0201), new byte[4]);
        assertEquals(RpcScope.DEBUG_WRITE.value(), kernel.rpcs.get(0).scope());
        device.write(Entries.feature(0x0203), new byte[4]);
        assertEquals(RpcScope.DEBUG_WRITE_FULL.value(), kernel.rpcs.get(1).scope());
        device.write(
                Entries.feature(0x0201),
                new byte[] {5},
                SetOptions.usual()
                        .withOffset(3)
                        .withVersion(9)
                        .withScope(RpcScope.DEBUG_WRITE_FULL)
                        .despite(Obstacle.Kind.OFFSET_MAY_BE_IGNORED));
        assertEquals(RpcScope.DEBUG_WRITE_FULL.value(), kernel.rpcs.get(2).scope());
        assertTrue(
                kernel.lastRequest().endsWith("08000000" + "0300" + "09" + "000000000000000000" + "05"),
                kernel.lastRequest());
    }

    @Test
    void whatWouldBeRefusedIsNotSent() {
        CxlDevice device = open();
        Feature scrub = Entries.feature(StandardFeature.PATROL_SCRUB.uuid(), 0, 0, 0x0002);
        PreflightException e = assertThrows(PreflightException.class, () -> device.write(scrub, new byte[2]));
        assertEquals(Obstacle.Kind.RESERVED_BY_KERNEL, e.obstacles().get(0).kind());
        assertTrue(e.getMessage().contains("Device Patrol Scrub Control"), e.getMessage());
        assertTrue(e.errno().isEmpty());
        assertTrue(e.node().orElseThrow().answersTo("mem0"));

        Feature odd = Entries.feature(Entries.VENDOR, 0, 2, 0x0042);
        e = assertThrows(
                PreflightException.class,
                () -> device.write(odd, new byte[4], SetOptions.usual().withScope(RpcScope.DEBUG_WRITE)));
        assertEquals(4, e.obstacles().size(), e.getMessage());
        assertEquals(0, kernel.rpcs.size());
    }

    @Test
    void aVendorsCodecReadsAndWrites() {
        answerPage(0, 2, 2);
        kernel.answer("04000000 00000000 2a000000").answer("00000000 00000000");
        CxlDevice device = CxlDevice.of(
                kernel.open(AccessPolicy.debug()), FeatureCodecs.standard().with(Answer.CODEC));
        assertEquals(new Answer(42), device.read(Answer.CODEC));
        device.write(Answer.CODEC, new Answer(0x01020304));
        assertTrue(kernel.lastRequest().endsWith("04030201"), kernel.lastRequest());
        Feature feature = device.feature("vendor-answer").orElseThrow();
        assertEquals(
                new Answer(7), device.decode(feature, new byte[] {7, 0, 0, 0}).orElseThrow());
        assertTrue(device.decode(device.features().get(0), new byte[4]).isEmpty());
        assertThrows(MalformedReplyException.class, () -> device.decode(feature, new byte[3]));
        MalformedReplyException e =
                assertThrows(MalformedReplyException.class, () -> device.decode(feature, new byte[] {13, 0, 0, 0}));
        assertTrue(e.getMessage().contains("13 means nothing"), e.getMessage());
        assertThrows(UnsupportedByDeviceException.class, () -> device.read(PatrolScrub.CODEC));
    }
}
