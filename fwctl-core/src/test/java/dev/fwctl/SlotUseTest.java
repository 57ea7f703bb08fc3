// SPDX-License-Identifier: Apache-2.0
package dev.fwctl;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The memory of an RPC: whose it is meanwhile, and what stands in it before and after. */
class SlotUseTest {
    private static final AccessPolicy ALL = AccessPolicy.debug().withUndocumented(RpcScope.DEBUG_WRITE_FULL);

    @TempDir
    Path root;

    private FwctlDevice open(FakeKernel kernel) {
        return kernel.fwctl()
                .withModules(List.of(new ToyModule()))
                .withPolicy(ALL)
                .open("fwctl0");
    }

    private static void closeMeanwhile(FwctlDevice device) {
        device.close();
    }

    /** Answers the first RPC once it is let go, and others, which no slot should let by, at once. */
    private static final class Held implements FakeKernel.Firmware {
        final CountDownLatch come = new CountDownLatch(1);
        final CountDownLatch go = new CountDownLatch(1);

        @Override
        public int rpc(int scope, ByteBuffer request, ByteBuffer reply) {
            boolean first = come.getCount() == 1;
            come.countDown();
            try {
                if (first) {
                    go.await();
                }
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return ToyCommand.firmware(scope, request, reply);
        }
    }

    @Test
    void aSlotServesOneRpcAndCloseWaitsForIt() throws Exception {
        Held held = new Held();
        FakeKernel kernel = new FakeKernel(root, held);
        ExecutorService pool = Executors.newSingleThreadExecutor();
        try (FwctlDevice device = open(kernel)) {
            RpcSlot slot = device.newSlot(16, 8);
            Future<Integer> first = pool.submit(() -> device.rpc(slot, RpcScope.CONFIGURATION, 16, 8));
            held.come.await();
            assertThrows(IllegalStateException.class, () -> device.rpc(slot, RpcScope.CONFIGURATION, 16, 8));
            assertEquals(1, kernel.rpcs.get());
            closeMeanwhile(device);
            assertThrows(DeviceClosedException.class, () -> device.call(ToyCommand.READ, ToyCommand.Request.of(1)));
            assertThrows(
                    DeviceClosedException.class,
                    () -> device.rpc(device.newSlot(16, 8), RpcScope.CONFIGURATION, 16, 8));
            assertThrows(DeviceClosedException.class, device::info);
            assertEquals(List.of("open rw", "rpc"), kernel.calls, "a call is under way on the descriptor");
            held.go.countDown();
            assertEquals(8, first.get());
        } finally {
            held.go.countDown();
            pool.shutdown();
        }
        assertEquals(List.of("open rw", "rpc", "close"), kernel.calls);
    }

    @Test
    void aTypedCallUnderWayHoldsTheDescriptorToo() throws Exception {
        Held held = new Held();
        FakeKernel kernel = new FakeKernel(root, held);
        ExecutorService pool = Executors.newSingleThreadExecutor();
        try (FwctlDevice device = open(kernel)) {
            Future<Integer> call = pool.submit(() -> device.call(ToyCommand.READ, ToyCommand.Request.of(1)));
            held.come.await();
            closeMeanwhile(device);
            assertEquals(List.of("open rw", "rpc"), kernel.calls);
            held.go.countDown();
            assertEquals(2, call.get());
        } finally {
            held.go.countDown();
            pool.shutdown();
        }
        assertEquals(List.of("open rw", "rpc", "close"), kernel.calls);
    }

    @Test
    void aSlotIsFreeAgainWhateverCameOfItsRpc() {
        FakeKernel kernel = new FakeKernel(root, ToyCommand::firmware);
        try (FwctlDevice device = open(kernel)) {
            RpcSlot slot = device.newSlot(16, 8);
            slot.request().putInt(4, -Errno.EINVAL.number());
            assertThrows(RejectedException.class, () -> device.rpc(slot, RpcScope.CONFIGURATION, 16, 8));
            assertThrows(IndexOutOfBoundsException.class, () -> device.rpc(slot, RpcScope.CONFIGURATION, 17, 8));
            slot.request().putInt(4, 1);
            assertEquals(8, device.rpc(slot, RpcScope.CONFIGURATION, 16, 8));
            for (int i = 0; i < 100; i++) {
                device.call(ToyCommand.READ, ToyCommand.Request.of(i));
                assertThrows(
                        RejectedException.class,
                        () -> device.call(ToyCommand.READ, ToyCommand.Request.of(-Errno.EINVAL.number())));
            }
        }
        assertEquals("close", kernel.calls.get(kernel.calls.size() - 1));
    }

    @Test
    void aSlotOfAnotherDeviceIsRefused() {
        FakeKernel kernel = new FakeKernel(root, ToyCommand::firmware);
        try (FwctlDevice one = open(kernel);
                FwctlDevice other = open(kernel)) {
            RpcSlot slot = one.newSlot(16, 8);
            assertThrows(IllegalArgumentException.class, () -> other.rpc(slot, RpcScope.CONFIGURATION, 16, 8));
            assertEquals(0, kernel.rpcs.get());
        }
    }

    @Test
    void aRequestHoldsNothingOfTheOneBefore() {
        List<String> requests = new ArrayList<>();
        FakeKernel kernel = new FakeKernel(root, (scope, request, reply) -> {
            byte[] bytes = new byte[request.remaining()];
            request.get(bytes);
            requests.add(HexFormat.of().formatHex(bytes));
            return ToyCommand.firmware(scope, request, reply);
        });
        try (FwctlDevice device = open(kernel)) {
            device.call(new Filling(), ToyCommand.Request.of(5));
            device.call(ToyCommand.READ, new ToyCommand.Request(7, 0, 3));
        }
        assertEquals("10000000" + "07000000" + "00".repeat(11), requests.get(1));
    }

    @Test
    void aReplyIsNeverLongerThanTheRoomWhateverTheKernelSays() {
        FakeKernel kernel = new FakeKernel(root, (scope, request, reply) -> Math.max(8, request.getInt(4)));
        try (FwctlDevice device = open(kernel)) {
            RpcSlot slot = device.newSlot(16, 64);
            for (int claimed : new int[] {8, 60, Integer.MAX_VALUE}) {
                slot.request().putInt(4, claimed);
                assertEquals(8, device.rpc(slot, RpcScope.CONFIGURATION, 16, 8));
            }
        }
    }

    @Test
    void infoIsAskedAndTheSlotGoesBackToRpcs() {
        FakeKernel kernel = new FakeKernel(root, ToyCommand::firmware);
        try (FwctlDevice device = open(kernel)) {
            for (int i = 0; i < 3; i++) {
                DeviceInfo info = device.info();
                assertEquals(77, info.type().number());
                assertEquals("toy", info.type().name());
                assertArrayEquals(Arrays.copyOf(new byte[] {1, 2, 3}, 64), info.data());
                assertEquals(8, device.call(ToyCommand.READ, ToyCommand.Request.of(7)));
            }
        }
        assertEquals(List.of("open rw", "info", "rpc", "info", "rpc", "info", "rpc", "close"), kernel.calls);
    }

    /** What is like in the RPC before is not written again, unless the memory is new or held something else meanwhile. */
    @Test
    void eachRpcHasItsOwnScopeAndLengths() {
        List<String> seen = new ArrayList<>();
        FakeKernel kernel = new FakeKernel(root, (scope, request, reply) -> {
            seen.add(scope + " " + request.remaining() + " " + reply.remaining());
            return ToyCommand.firmware(scope, request, reply);
        });
        try (FwctlDevice device = open(kernel)) {
            RpcSlot slot = device.newSlot(16, 8);
            device.rpc(slot, RpcScope.DEBUG_READ_ONLY, 16, 8);
            slot.require(64, 64);
            device.rpc(slot, RpcScope.DEBUG_READ_ONLY, 16, 8);
            device.rpc(slot, RpcScope.DEBUG_READ_ONLY, 32, 8);
            device.rpc(slot, RpcScope.CONFIGURATION, 32, 16);
            device.rpc(slot, RpcScope.CONFIGURATION, 32, 8);
            device.call(ToyCommand.READ, ToyCommand.Request.of(7), RpcScope.DEBUG_READ_ONLY);
            device.info();
            device.call(ToyCommand.READ, ToyCommand.Request.of(7), RpcScope.DEBUG_READ_ONLY);
        }
        assertEquals(List.of("1 16 8", "1 16 8", "1 32 8", "0 32 16", "0 32 8", "1 16 8", "1 16 8"), seen);
    }

    /** As long as it does not grow, the kernel and the program see the same memory. */
    @Test
    void memoryThatCouldNotGrowIsUsedAsItWas() {
        FakeKernel[] self = new FakeKernel[1];
        FakeKernel kernel = new FakeKernel(root, (scope, request, reply) -> {
            ByteBuffer memory = self[0].at(request.getLong(8));
            reply.putInt(4, memory.get(memory.position()));
            return 8;
        });
        self[0] = kernel;
        try (FwctlDevice device = open(kernel)) {
            RpcSlot slot = device.newSlot(16, 8).attach(Attachment.toDevice("text", 8, 2));
            kernel.outOfMemory.set(true);
            assertThrows(OutOfMemoryError.class, () -> slot.require(4096, 4096));
            kernel.outOfMemory.set(true);
            assertThrows(OutOfMemoryError.class, () -> slot.attach(Attachment.toDevice("text", 8, 4096)));
            assertThrows(IndexOutOfBoundsException.class, () -> device.rpc(slot, RpcScope.CONFIGURATION, 16, 4096));
            for (int length : new int[] {2, 1, 4096}) {
                slot.attach(Attachment.toDevice("text", 8, length))
                        .attachment(0)
                        .put((byte) length);
                slot.request().putInt(4, 0);
                device.rpc(slot, RpcScope.CONFIGURATION, 16, 8);
                assertEquals((byte) length, slot.response().getInt(4), length + " bytes");
            }
        }
    }

    @Test
    void anAddressStandsInTheRequestForTheTimeOfTheSystemCallOnly() {
        AtomicLong address = new AtomicLong();
        FakeKernel[] self = new FakeKernel[1];
        FakeKernel kernel = new FakeKernel(root, (scope, request, reply) -> {
            address.set(request.getLong(8));
            ByteBuffer memory = self[0].at(address.get());
            assertEquals("hi", "" + (char) memory.get(memory.position()) + (char) memory.get(memory.position() + 1));
            return ToyCommand.firmware(scope, request, reply);
        });
        self[0] = kernel;
        List<Long> seen = new ArrayList<>();
        Fwctl fwctl = kernel.fwctl()
                .withPolicy(ALL)
                .withObserver(event ->
                        seen.add(event.request().order(ByteOrder.LITTLE_ENDIAN).getLong(8)));
        try (FwctlDevice device = fwctl.open("fwctl0")) {
            assertEquals(2, device.call(new Pointing(), ToyCommand.Request.of(1)));
            RpcSlot slot = device.newSlot(16, 8).attach(Attachment.toDevice("text", 8, 2));
            slot.attachment(0).put((byte) 'h').put((byte) 'i');
            device.rpc(slot, RpcScope.CONFIGURATION, 16, 8);
            assertNotEquals(0, address.get());
            assertEquals(0, slot.request().getLong(8));
        }
        assertEquals(List.of(0L, 0L), seen);
        assertTrue(kernel.rpcs.get() == 2);
    }

    /** Writes all of its request. */
    private record Filling() implements ToyDelegate {
        @Override
        public int requestSize(ToyCommand.Request request) {
            return 64;
        }

        @Override
        public void encode(ToyCommand.Request request, ByteBuffer into) {
            while (into.hasRemaining()) {
                into.put((byte) 0xff);
            }
            into.putInt(4, request.number());
        }
    }

    /** Has two bytes of text elsewhere. */
    private record Pointing() implements ToyDelegate {
        @Override
        public List<Attachment> attachments(ToyCommand.Request request) {
            return List.of(Attachment.toDevice("text", 8, 2));
        }

        @Override
        public void encodeAttachment(ToyCommand.Request request, Attachment attachment, ByteBuffer into) {
            into.put((byte) 'h').put((byte) 'i');
        }

        @Override
        public void encode(ToyCommand.Request request, ByteBuffer into) {
            into.putInt(4, request.number());
        }
    }
}
