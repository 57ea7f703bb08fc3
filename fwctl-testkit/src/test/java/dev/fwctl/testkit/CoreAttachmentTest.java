// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fwctl.AccessPolicy;
import dev.fwctl.Attachment;
import dev.fwctl.Command;
import dev.fwctl.Effects;
import dev.fwctl.Errno;
import dev.fwctl.Fwctl;
import dev.fwctl.FwctlDevice;
import dev.fwctl.FwctlException;
import dev.fwctl.PolicyRefusedException;
import dev.fwctl.Reply;
import dev.fwctl.RpcCall;
import dev.fwctl.RpcEvent;
import dev.fwctl.RpcObserver;
import dev.fwctl.RpcScope;
import dev.fwctl.RpcSlot;
import dev.fwctl.SpecReference;
import dev.fwctl.testkit.kernel.Answer;
import dev.fwctl.testkit.kernel.Binding;
import dev.fwctl.testkit.kernel.Placement;
import dev.fwctl.testkit.kernel.PluggedDevice;
import dev.fwctl.testkit.kernel.SimulatedDriver;
import dev.fwctl.testkit.kernel.SimulatedKernel;
import dev.fwctl.testkit.kernel.UserMemory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that hold addresses: what the kernel, observers and the next request see of them. */
class CoreAttachmentTest {
    private static final int REQUEST_BYTES = 32;

    /** Copies a payload back to front; the reply is the request, addresses included, as pds_fwctl's is. */
    private static final class Reverser implements SimulatedDriver, SimulatedDriver.Context {
        private @Nullable UserMemory memory;
        final List<byte[]> requests = new ArrayList<>();
        int more;

        @Nullable
        Errno errno;

        @Override
        public String name() {
            return "acme_fw";
        }

        @Override
        public int deviceType() {
            return 5;
        }

        @Override
        public void bind(Binding binding) {
            memory = binding.memory();
        }

        @Override
        public Context open() {
            return this;
        }

        @Override
        public Answer rpc(RpcScope scope, byte[] request, int outLength) {
            requests.add(request.clone());
            if (request.length < REQUEST_BYTES) {
                return Answer.of(request);
            }
            ByteBuffer in = ByteBuffer.wrap(request).order(ByteOrder.nativeOrder());
            byte[] payload = new byte[in.getInt(8)];
            if (errno != null || memory == null || !memory.copyIn(in.getLong(0), payload, payload.length)) {
                return Answer.refuse(errno == null ? Errno.EFAULT : errno);
            }
            byte[] reversed = new byte[payload.length + more];
            for (int i = 0; i < payload.length; i++) {
                reversed[i] = payload[payload.length - 1 - i];
            }
            return memory.copyOut(in.getLong(16), reversed, 0, reversed.length)
                    ? Answer.of(request)
                    : Answer.refuse(Errno.EFAULT);
        }
    }

    /** The request {address, u32 length, pad, address, u64 zero}. */
    private record Reverse(int room) implements Command<byte[], byte[]> {
        static final Reverse COMMAND = new Reverse(0);

        @Override
        public String name() {
            return "acme.reverse";
        }

        @Override
        public int opcode() {
            return 1;
        }

        @Override
        public SpecReference specification() {
            return new SpecReference("ACME", "reverse");
        }

        @Override
        public Effects effects(byte[] request) {
            return Effects.none(Effects.Source.SPECIFICATION);
        }

        @Override
        public RpcScope leastScope(byte[] request) {
            return RpcScope.CONFIGURATION;
        }

        @Override
        public int requestSize(byte[] request) {
            return REQUEST_BYTES;
        }

        @Override
        public int responseSize(byte[] request) {
            return REQUEST_BYTES;
        }

        @Override
        public void encode(byte[] request, ByteBuffer into) {
            into.putInt(8, request.length);
        }

        @Override
        public List<Attachment> attachments(byte[] request) {
            return List.of(
                    Attachment.toDevice("in", 0, request.length).echoedAt(0),
                    Attachment.fromDevice("out", 16, request.length)
                            .withRoom(Math.max(request.length, room))
                            .echoedAt(16));
        }

        @Override
        public void encodeAttachment(byte[] request, Attachment attachment, ByteBuffer into) {
            assertEquals("in", attachment.name());
            into.put(0, request);
        }

        @Override
        public byte[] decode(byte[] request, Reply reply) {
            for (int i = 0; i < REQUEST_BYTES; i++) {
                if (i < 8 || i > 11) {
                    assertEquals(0, reply.buffer().get(i), "an address at " + i + " of the reply");
                }
            }
            byte[] reversed = new byte[request.length];
            reply.attachment("out").get(0, reversed);
            return reversed;
        }
    }

    private static final class Recorder implements RpcObserver {
        final List<String> seen = new ArrayList<>();

        @Override
        public void finished(RpcEvent event) {
            seen.add(hex(event.request()) + " -> " + hex(event.reply()));
            for (RpcEvent.Attached attached : event.attachments()) {
                seen.add(attached.attachment() + ": " + hex(attached.content()));
            }
        }

        @Override
        public void starting(RpcCall call) {}

        private static String hex(ByteBuffer bytes) {
            StringBuilder hex = new StringBuilder();
            for (int i = 0; i < bytes.limit(); i++) {
                hex.append(String.format("%02x", bytes.get(i)));
            }
            return hex.toString();
        }
    }

    private final SimulatedKernel kernel = SimulatedKernel.create();
    private final Reverser driver = new Reverser();
    private final Recorder recorder = new Recorder();
    private final PluggedDevice plugged = kernel.plug(Placement.pci("0000:03:00.0", 0x1234, 0x5678), driver);
    private final Fwctl fwctl =
            kernel.fwctl().withPolicy(AccessPolicy.debug().withUndocumented(RpcScope.DEBUG_WRITE_FULL));
    private final FwctlDevice device = fwctl.open(plugged.name());

    @AfterEach
    void close() {
        device.close();
        kernel.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 64, 100, 4096, 65536, 1 << 20})
    void contentGoesAndComesBack(int length) {
        byte[] payload = new byte[length];
        for (int i = 0; i < length; i++) {
            payload[i] = (byte) (i * 7 + 1);
        }
        byte[] expected = new byte[length];
        for (int i = 0; i < length; i++) {
            expected[i] = payload[length - 1 - i];
        }
        for (int i = 0; i < 3; i++) {
            assertArrayEquals(expected, device.call(Reverse.COMMAND, payload));
        }
        ByteBuffer request = ByteBuffer.wrap(driver.requests.get(0)).order(ByteOrder.nativeOrder());
        assertNotEquals(0, request.getLong(0));
        assertEquals(0, request.getLong(0) % 64, "aligned");
        assertEquals(0, request.getLong(16) % 64, "aligned");
        assertTrue(Math.abs(request.getLong(16) - request.getLong(0)) >= length, "apart");
    }

    @Test
    void observersSeeContentAndNoAddress() {
        try (FwctlDevice observed = fwctl.withObserver(recorder).open(plugged.name())) {
            observed.call(Reverse.COMMAND, new byte[] {1, 2, 3});
        }
        String request = "0".repeat(16) + "03" + "0".repeat(46);
        assertEquals(
                List.of(
                        request + " -> " + request,
                        "in at 0 to the device, 3 bytes of 3: 010203",
                        "out at 16 from the device, 3 bytes of 3: 030201"),
                recorder.seen);
    }

    @Test
    void whatThePolicyRefusesHasNoAddressEither() {
        AccessPolicy nothing = AccessPolicy.nothing();
        try (FwctlDevice observed =
                fwctl.withPolicy(nothing).withObserver(recorder).open(plugged.name())) {
            assertThrows(PolicyRefusedException.class, () -> observed.call(Reverse.COMMAND, new byte[] {1}));
        }
        assertEquals(0, driver.requests.size());
        assertEquals("0".repeat(16) + "01" + "0".repeat(46) + " -> ", recorder.seen.get(0));
    }

    @Test
    void afterAnErrorTheAddressesAreGone() {
        driver.errno = Errno.EIO;
        try (FwctlDevice observed = fwctl.withObserver(recorder).open(plugged.name())) {
            assertThrows(FwctlException.class, () -> observed.call(Reverse.COMMAND, new byte[] {1}));
        }
        assertEquals("0".repeat(16) + "01" + "0".repeat(46) + " -> ", recorder.seen.get(0));
    }

    /** The same slot, without attachments: nothing of the last request is left. */
    @Test
    void theNextRequestIsItsOwn() {
        device.call(Reverse.COMMAND, new byte[] {1, 2, 3});
        device.call(TestCommand.READ, new byte[24]);
        assertArrayEquals(new byte[24], driver.requests.get(1));
    }

    @Test
    void aDriverThatWritesMoreThanItsRoom() {
        driver.more = 8;
        IllegalStateException overrun =
                assertThrows(IllegalStateException.class, () -> device.call(Reverse.COMMAND, new byte[] {1, 2, 3}));
        assertTrue(overrun.getMessage().contains("past the 3 bytes of out"), overrun.getMessage());
        assertArrayEquals(new byte[] {3, 2, 1}, device.call(new Reverse(11), new byte[] {1, 2, 3}), "with room");
    }

    @Test
    void ofRawRpcs() {
        RpcSlot slot = device.newSlot(REQUEST_BYTES, REQUEST_BYTES)
                .attach(Attachment.toDevice("in", 0, 2), Attachment.fromDevice("out", 16, 2));
        slot.attachment(0).put(0, (byte) 7).put(1, (byte) 8);
        slot.request().putInt(8, 2);
        device.rpc(slot, RpcScope.CONFIGURATION, REQUEST_BYTES, REQUEST_BYTES);
        assertEquals(0x0708, slot.attachment(1).getShort(0));
        assertEquals(0, slot.request().getLong(0), "the address is gone");
        slot.request().putLong(16, 4711);
        assertThrows(
                IllegalArgumentException.class,
                () -> device.rpc(slot, RpcScope.CONFIGURATION, REQUEST_BYTES, REQUEST_BYTES),
                "an address of the caller's");
        assertThrows(
                IllegalArgumentException.class,
                () -> device.rpc(slot, RpcScope.CONFIGURATION, 20, REQUEST_BYTES),
                "no place for it");
        slot.attach();
        slot.request().putLong(16, 0);
        assertThrows(
                FwctlException.class,
                () -> device.rpc(slot, RpcScope.CONFIGURATION, REQUEST_BYTES, REQUEST_BYTES),
                "EFAULT");
    }

    @Test
    void nonsense() {
        RpcSlot slot = device.newSlot(64, 64);
        assertThrows(IllegalArgumentException.class, () -> Attachment.toDevice("x", -1, 1));
        assertThrows(IllegalArgumentException.class, () -> Attachment.toDevice("x", 0, -1));
        assertThrows(
                IllegalArgumentException.class,
                () -> Attachment.toDevice("x", 0, 2).withRoom(1));
        assertThrows(
                IllegalArgumentException.class,
                () -> slot.attach(Attachment.toDevice("x", 0, 1), Attachment.toDevice("y", 7, 1)));
        Attachment[] large = new Attachment[9];
        Arrays.setAll(large, i -> Attachment.fromDevice("x" + i, 8 * i, 2 << 20));
        assertThrows(IllegalArgumentException.class, () -> slot.attach(large));
        assertThrows(IndexOutOfBoundsException.class, () -> slot.attachment(0));
    }
}
