// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fwctl.DeviceClosedException;
import dev.fwctl.DeviceInfo;
import dev.fwctl.FwctlDevice;
import dev.fwctl.MalformedReplyException;
import dev.fwctl.Reply;
import dev.fwctl.RpcScope;
import dev.fwctl.RpcSlot;
import dev.fwctl.testkit.fault.Fault;
import dev.fwctl.testkit.kernel.Answer;
import dev.fwctl.testkit.kernel.Gate;
import dev.fwctl.testkit.kernel.Placement;
import dev.fwctl.testkit.kernel.PluggedDevice;
import dev.fwctl.testkit.kernel.SimulatedDriver;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Memory and lengths. */
class CoreRpcTest {
    private static final int MIB2 = 2 << 20;

    private final EchoBench bench = new EchoBench();

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void requestsAndRepliesOfTwoMebibytes() {
        try (FwctlDevice device = bench.open()) {
            byte[] request = new byte[MIB2];
            new SplittableRandom(1).nextBytes(request);
            assertArrayEquals(request, device.call(TestCommand.READ.room(MIB2), request));
            assertThrows(IllegalArgumentException.class, () -> device.call(TestCommand.READ, new byte[MIB2 + 1]));
            assertThrows(IllegalArgumentException.class, () -> device.call(TestCommand.READ.room(-1), new byte[1]));
            assertThrows(IllegalArgumentException.class, () -> device.newSlot(0, MIB2 + 1));
        }
        assertEquals(List.of(), bench.kernel.openFiles(), "a call that failed before it was sent is over");
    }

    @Test
    void nothingAsARequestAndNoRoomForAReply() {
        try (FwctlDevice device = bench.open()) {
            assertEquals(0, device.call(TestCommand.READ.room(0), new byte[0]).length);
            assertEquals(0, device.call(TestCommand.READ.room(0), new byte[100]).length);
        }
    }

    @Test
    void aReplyIsNeverLongerThanTheRoomWhateverTheKernelSays() {
        bench.driver
                .onCall(1, Fault.lie(8))
                .onCall(2, Fault.lie(1000))
                .onCall(3, Fault.lie(-1))
                .onCall(4, Fault.truncate(1))
                .onCall(5, Fault.oversize(500))
                .onCall(6, Fault.lie(0));
        TestCommand command = TestCommand.READ.room(16);
        byte[] request = {1, 2, 3, 4};
        try (FwctlDevice device = bench.open()) {
            assertEquals("01020304a5a5a5a5", hex(device.call(command, request)), "eight too many, as CXL reports");
            assertEquals(16, device.call(command, request).length);
            assertEquals(16, device.call(command, request).length);
            assertEquals("01", hex(device.call(command, request)));
            assertEquals("01020304" + "ee".repeat(12), hex(device.call(command, request)));
            assertEquals("", hex(device.call(command, request)));
        }
    }

    @Test
    void aSlotIsUsedAgainAndAgain() {
        try (FwctlDevice device = bench.open()) {
            RpcSlot slot = device.newSlot(8, 8);
            for (int i = 0; i < 1000; i++) {
                slot.request().putInt(0, i);
                assertEquals(4, device.rpc(slot, RpcScope.CONFIGURATION, 4, 8));
                assertEquals(i, slot.response().getInt(0));
            }
            assertThrows(IndexOutOfBoundsException.class, () -> device.rpc(slot, RpcScope.CONFIGURATION, 9, 0));
            assertThrows(IndexOutOfBoundsException.class, () -> device.rpc(slot, RpcScope.CONFIGURATION, 0, 9));
            slot.require(100, 3);
            assertEquals(100, slot.request().capacity());
            slot.request().putLong(92, 99);
            assertEquals(100, device.rpc(slot.require(0, 100), RpcScope.CONFIGURATION, 100, 100));
            long before = bench.kernel.ioctlCount();
            assertThrows(IndexOutOfBoundsException.class, () -> device.rpc(slot, RpcScope.CONFIGURATION, -1, 0));
            assertEquals(before, bench.kernel.ioctlCount());
        }
    }

    @Test
    void aSlotServesOneRpcAtATimeAndOneDevice() {
        Gate gate = new Gate();
        bench.driver.onCall(1, Fault.block(gate));
        try (FwctlDevice device = bench.open();
                FwctlDevice another = bench.open()) {
            RpcSlot slot = device.newSlot(8, 8);
            Thread caller = new Thread(() -> device.rpc(slot, RpcScope.CONFIGURATION, 8, 8));
            caller.start();
            gate.awaitWaiting(1, java.time.Duration.ofSeconds(20));
            assertThrows(IllegalStateException.class, () -> device.rpc(slot, RpcScope.CONFIGURATION, 8, 8));
            assertThrows(IllegalStateException.class, () -> slot.require(1000, 0));
            gate.open();
            caller.join(20_000);
            assertFalse(caller.isAlive());
            assertEquals(8, device.rpc(slot, RpcScope.CONFIGURATION, 8, 8));
            assertThrows(IllegalArgumentException.class, () -> another.rpc(slot, RpcScope.CONFIGURATION, 8, 8));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aSlotOutlivesItsDeviceAsMemoryOnly() {
        FwctlDevice device = bench.open();
        RpcSlot slot = device.newSlot(8, 8);
        device.close();
        assertThrows(DeviceClosedException.class, () -> device.rpc(slot, RpcScope.CONFIGURATION, 8, 8));
        assertEquals(1000, slot.require(1000, 0).request().capacity());
        assertThrows(DeviceClosedException.class, () -> device.rpc(slot, RpcScope.CONFIGURATION, 1000, 8));
        assertThrows(DeviceClosedException.class, () -> device.rpc(device.newSlot(8, 8), RpcScope.CONFIGURATION, 8, 8));
        assertEquals(0, bench.kernel.ioctlCount());
    }

    @Test
    void encodersAlwaysFindZeros() {
        Encoding lazy = new Encoding((request, into) -> assertEquals(request.length, into.limit()));
        try (FwctlDevice device = bench.open()) {
            byte[] ones = new byte[61];
            Arrays.fill(ones, (byte) -1);
            device.call(TestCommand.READ, ones);
            assertEquals("00".repeat(61), hex(device.call(lazy, new byte[61])));
        }
    }

    @Test
    void nothingIsSentIfTheDeviceIsClosedWhileTheRequestIsEncoded() {
        FwctlDevice device = bench.open();
        Encoding closing = new Encoding((request, into) -> device.close());
        assertThrows(DeviceClosedException.class, () -> device.call(closing, new byte[4]));
        assertEquals(0, bench.kernel.ioctlCount());
        assertEquals(List.of(), bench.kernel.openFiles());
    }

    /** A read whose request somebody else encodes. */
    private record Encoding(BiConsumer<byte[], ByteBuffer> encoder) implements dev.fwctl.Command<byte[], byte[]> {
        @Override
        public String name() {
            return "test.encoding";
        }

        @Override
        public int opcode() {
            return 1;
        }

        @Override
        public dev.fwctl.SpecReference specification() {
            return TestCommand.PUBLIC;
        }

        @Override
        public dev.fwctl.Effects effects(byte[] request) {
            return TestCommand.READ.effects();
        }

        @Override
        public RpcScope leastScope(byte[] request) {
            return RpcScope.CONFIGURATION;
        }

        @Override
        public int requestSize(byte[] request) {
            return request.length;
        }

        @Override
        public int responseSize(byte[] request) {
            return request.length;
        }

        @Override
        public void encode(byte[] request, ByteBuffer into) {
            encoder.accept(request, into);
        }

        @Override
        public byte[] decode(byte[] request, Reply reply) {
            return TestCommand.READ.decode(request, reply);
        }
    }

    @Test
    void aDecoderThatReadsPastTheReplyMeetsAMalformedReply() {
        bench.driver.every(1, Fault.truncate(3));
        Greedy greedy = new Greedy(new Encoding((request, into) -> into.put(0, request)));
        try (FwctlDevice device = bench.open()) {
            MalformedReplyException e =
                    assertThrows(MalformedReplyException.class, () -> device.call(greedy, new byte[] {1, 2, 3, 4}));
            assertTrue(e.getMessage().contains("010203"), e.getMessage());
            assertArrayEquals(new byte[] {1, 2, 3}, e.bytes());
            assertEquals("test.encoding", e.call().orElseThrow().command());
        }
    }

    private record Greedy(Encoding read) implements dev.fwctl.Command<byte[], Integer> {
        @Override
        public String name() {
            return read.name();
        }

        @Override
        public int opcode() {
            return read.opcode();
        }

        @Override
        public dev.fwctl.SpecReference specification() {
            return read.specification();
        }

        @Override
        public dev.fwctl.Effects effects(byte[] request) {
            return read.effects(request);
        }

        @Override
        public RpcScope leastScope(byte[] request) {
            return read.leastScope(request);
        }

        @Override
        public int requestSize(byte[] request) {
            return read.requestSize(request);
        }

        @Override
        public int responseSize(byte[] request) {
            return read.responseSize(request);
        }

        @Override
        public void encode(byte[] request, ByteBuffer into) {
            read.encode(request, into);
        }

        @Override
        public Integer decode(byte[] request, Reply reply) {
            return reply.buffer().getInt(0);
        }
    }

    @Test
    void informsWithAndWithoutData() {
        SimulatedDriver informative = new SimulatedDriver() {
            @Override
            public String name() {
                return "info_fw";
            }

            @Override
            public int deviceType() {
                return -7;
            }

            @Override
            public Context open() {
                return new Context() {
                    @Override
                    public byte[] info() {
                        return new byte[] {1, 2, 3, 4, 5, 6, 7, 8};
                    }

                    @Override
                    public Answer rpc(RpcScope scope, byte[] request, int outLength) {
                        return Answer.of(request);
                    }
                };
            }
        };
        PluggedDevice plugged = bench.kernel.plug(Placement.platform("info.0"), informative);
        try (FwctlDevice device = bench.fwctl.open(plugged.name())) {
            DeviceInfo info = device.info();
            assertEquals(-7, info.type().number());
            assertEquals("UNKNOWN(4294967289)", info.type().name());
            assertEquals(8, info.reportedLength());
            assertEquals("0102030405060708" + "00".repeat(56), hex(info.data()));
            assertEquals("0102", hex(device.info(2).data()));
            assertEquals(8, device.info(2).reportedLength());
            assertEquals(0, device.info(0).reportedLength(), "a length of 0 asks nothing");
            byte[] request = {9};
            assertArrayEquals(request, device.call(TestCommand.READ, request), "INFO leaves the slot fit for an RPC");
        }
        try (FwctlDevice device = bench.open()) {
            assertEquals(0, device.info().reportedLength());
            assertEquals("00".repeat(64), hex(device.info().data()), "no callback: the kernel zeroes the memory");
        }
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
