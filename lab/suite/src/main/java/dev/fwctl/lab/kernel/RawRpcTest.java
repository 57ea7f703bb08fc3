// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.lab.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fwctl.Errno;
import dev.fwctl.Fwctl;
import dev.fwctl.FwctlDevice;
import dev.fwctl.RejectedException;
import dev.fwctl.RpcScope;
import dev.fwctl.RpcSlot;
import dev.fwctl.lab.guest.Mock;
import dev.fwctl.lab.guest.RawCxl;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The path from a slot to the driver and back, with requests encoded by hand. */
class RawRpcTest {
    private FwctlDevice device;

    @BeforeEach
    void open() {
        device = Fwctl.system().withPolicy(RawCxl.POLICY).open("mem1");
    }

    @AfterEach
    void close() {
        device.close();
    }

    @Test
    void listsAllFeaturesAsTheMockHasThem() {
        RawCxl.Answer answer = RawCxl.listFeatures(device, 0, 100, 8 + 8 + 100 * 48, RpcScope.CONFIGURATION);
        ByteBuffer payload = ByteBuffer.wrap(answer.payload()).order(ByteOrder.LITTLE_ENDIAN);
        assertEquals(100, payload.getShort(0));
        assertEquals(100, payload.getShort(2));
        for (Mock.Feature feature : Mock.mem(1).features()) {
            int at = 8 + feature.index() * 48;
            ByteBuffer uuid = ByteBuffer.wrap(answer.payload(), at, 16);
            assertEquals(feature.uuid(), new UUID(uuid.getLong(), uuid.getLong()));
            assertEquals(feature.getSize(), Short.toUnsignedInt(payload.getShort(at + 18)));
            assertEquals(
                    feature.reservedByKernel() ? 0 : feature.setSize(),
                    Short.toUnsignedInt(payload.getShort(at + 20)),
                    feature.name());
            assertEquals(feature.effects(), Short.toUnsignedInt(payload.getShort(at + 28)));
        }
    }

    /** drivers/cxl/core/features.c returns 8 bytes more than it wrote; callers go by the size in the payload. */
    @Test
    void theKernelsOutLenIsNotTheLengthOfTheReply() {
        Mock.Feature feature = Mock.mem(1).feature("size-4");
        RpcSlot slot = device.newSlot(64, 64);
        RawCxl.Answer answer = RawCxl.getFeature(device, feature.uuid(), 0, 4, 0, RpcScope.CONFIGURATION);
        assertArrayEquals(feature.initialValue(), answer.payload());
        assertEquals(8 + 4, answer.reportedLength(), "bounded by the caller's own length");
        assertEquals(0, slot.request().position());
    }

    @Test
    void repliesOfSeveralMailboxPayloads() {
        for (String name : new String[] {"size-4096", "size-4097", "size-5000", "size-20000", "size-65535"}) {
            Mock.Feature feature = Mock.mem(1).feature(name);
            RawCxl.Answer answer =
                    RawCxl.getFeature(device, feature.uuid(), 0, feature.getSize(), 0, RpcScope.CONFIGURATION);
            assertEquals(0, answer.returnCode());
            assertArrayEquals(feature.initialValue(), answer.payload(), name);
        }
    }

    @Test
    void requestsAndRepliesUpToTwoMebibytes() {
        int max = FwctlDevice.MAX_RPC_BYTES;
        RpcSlot slot = device.newSlot(max, max);
        RawCxl.header(slot.request(), RawCxl.GET_SUPPORTED_FEATURES, 8);
        slot.request().putInt(16, 48);
        device.rpc(slot, RpcScope.CONFIGURATION, max, max);
        assertEquals(8 + 48, slot.response().getInt(0));
        assertEquals(1, slot.response().getShort(8));
        assertThrows(IllegalArgumentException.class, () -> device.newSlot(max + 1, 0));
    }

    @Test
    void requestsThatTheDriverRejects() {
        Mock.Feature feature = Mock.mem(1).feature("size-4");
        // opcode outside of the three
        assertEinval(raw(0x0400, 0, 16), 64);
        assertEinval(raw(0x0503, 32, 48), 64);
        // op_size longer than the request, request shorter than its header
        assertEinval(raw(RawCxl.GET_FEATURE, 21, 36), 64);
        assertEinval(raw(RawCxl.GET_FEATURE, 0, 8), 64);
        // wrong op_size
        assertEinval(raw(RawCxl.GET_FEATURE, 20, 37), 64);
        assertEinval(raw(RawCxl.GET_SUPPORTED_FEATURES, 9, 32), 64);
        // count 0, and a count that the reply buffer cannot take
        RejectedException none = assertThrows(
                RejectedException.class,
                () -> RawCxl.getFeature(device, feature.uuid(), 0, 0, 0, RpcScope.CONFIGURATION));
        assertEquals(Errno.EINVAL, none.errno().orElseThrow());
        // start index at the end
        RejectedException end = assertThrows(
                RejectedException.class, () -> RawCxl.listFeatures(device, 100, 1, 64, RpcScope.CONFIGURATION));
        assertEquals(Errno.EINVAL, end.errno().orElseThrow());
        assertTrue(end.getMessage().contains("fwctl"), end.getMessage());
    }

    private record Raw(RpcSlot slot, int length) {}

    private Raw raw(int opcode, int opSize, int length) {
        RpcSlot slot = device.newSlot(64, 64);
        RawCxl.header(slot.request(), opcode, opSize);
        return new Raw(slot, length);
    }

    private void assertEinval(Raw raw, int replyLength) {
        int seen = Mock.mem(1).seen("commands");
        RejectedException rejected = assertThrows(
                RejectedException.class,
                () -> device.rpc(raw.slot(), RpcScope.CONFIGURATION, raw.length(), replyLength));
        assertEquals(Errno.EINVAL, rejected.errno().orElseThrow());
        assertEquals(seen, Mock.mem(1).seen("commands"), "a rejected request reached the firmware");
    }
}
