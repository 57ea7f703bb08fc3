// SPDX-License-Identifier: Apache-2.0
package dev.fwctl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What observers and the flight recorder are told. */
class ObservationTest {
    @TempDir
    Path root;

    private final List<RpcEvent> events = new ArrayList<>();

    private FwctlDevice open(AccessPolicy policy) {
        return new FakeKernel(root, ToyCommand::firmware)
                .fwctl()
                .withPolicy(policy)
                .withObserver(events::add)
                .open("fwctl0");
    }

    @Test
    void aReadIsDescribedAndNeverAsksForTheTaint() {
        try (FwctlDevice device = open(AccessPolicy.readOnly())) {
            assertEquals(8, device.call(ToyCommand.READ, ToyCommand.Request.of(7)));
        }
        RpcEvent event = events.get(0);
        assertTrue(event.sent());
        assertEquals(Map.of("number", 7), event.requestDescription());
        assertEquals(Map.of("answer", 8), event.replyDescription());
        assertEquals(8, event.replyRoom());
        assertTrue(event.taint().isEmpty());
    }

    @Test
    void theCallThatTaintsIsNamed() {
        try (FwctlDevice device = open(AccessPolicy.configure())) {
            device.call(ToyCommand.WRITE, ToyCommand.Request.of(1));
            device.call(ToyCommand.WRITE, ToyCommand.Request.of(2));
        }
        assertEquals(new KernelTaint(0, 1 << 19, true), events.get(0).taint().orElseThrow());
        assertTrue(events.get(0).taint().orElseThrow().tainted());
        assertFalse(events.get(1).taint().orElseThrow().tainted());
    }

    @Test
    void twoAtOnceAreNotToldApart() throws Exception {
        CountDownLatch both = new CountDownLatch(2);
        FakeKernel kernel = new FakeKernel(root, (scope, request, reply) -> {
            both.countDown();
            try {
                both.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return ToyCommand.firmware(scope, request, reply);
        });
        var seen = new ConcurrentLinkedQueue<RpcEvent>();
        var pool = Executors.newFixedThreadPool(2);
        try (FwctlDevice device = kernel.fwctl()
                .withPolicy(AccessPolicy.configure())
                .withObserver(seen::add)
                .open("fwctl0")) {
            var a = pool.submit(() -> device.call(ToyCommand.WRITE, ToyCommand.Request.of(1)));
            var b = pool.submit(() -> device.call(ToyCommand.WRITE, ToyCommand.Request.of(2)));
            a.get();
            b.get();
        } finally {
            pool.shutdown();
        }
        assertTrue(seen.stream().noneMatch(event -> event.taint().orElseThrow().alone()));
    }

    @Test
    void aRefusalKeepsItsRequestAndWasNotSent() {
        try (FwctlDevice device = open(AccessPolicy.readOnly())) {
            assertThrows(PolicyRefusedException.class, () -> device.call(ToyCommand.WRITE, ToyCommand.Request.of(5)));
        }
        RpcEvent event = events.get(0);
        assertEquals(RpcEvent.Outcome.REFUSED_BY_POLICY, event.outcome());
        assertFalse(event.sent());
        assertEquals(16, event.request().limit());
        assertEquals(0, event.reply().limit());
    }

    /** The buffers are the slot's: what they show is copied while the observer may look. */
    @Test
    void anObserverSeesTheBytesOfRequestAndReplyAndNoMore() {
        List<String> seen = new ArrayList<>();
        FakeKernel kernel = new FakeKernel(root, ToyCommand::firmware);
        try (FwctlDevice device = kernel.fwctl()
                .withPolicy(AccessPolicy.debug().withUndocumented(RpcScope.CONFIGURATION))
                .withObserver(event -> seen.add(hex(event.request()) + " > " + hex(event.reply())))
                .open("fwctl0")) {
            device.call(ToyCommand.READ, ToyCommand.Request.of(7));
            assertThrows(FirmwareException.class, () -> device.call(ToyCommand.READ, ToyCommand.Request.of(1001)));
            assertThrows(NotReachedException.class, () -> device.call(ToyCommand.READ, ToyCommand.Request.of(-22)));
            RpcSlot slot = device.newSlot(32, 64);
            slot.request().putInt(4, 9);
            assertEquals(8, device.rpc(slot, RpcScope.CONFIGURATION, 12, 64));
        }
        assertEquals(
                List.of(
                        "10000000070000000000000000000000 > 0000000008000000",
                        "10000000e90300000000000000000000 > e9030000ea030000",
                        "10000000eaffffff0000000000000000 > ",
                        "000000000900000000000000 > 000000000a000000"),
                seen);
    }

    @Test
    void anObserverSeesNoMoreThanTheRoomWhateverTheKernelSays() {
        List<String> seen = new ArrayList<>();
        FakeKernel kernel = new FakeKernel(root, (scope, request, reply) -> {
            ToyCommand.firmware(scope, request, reply);
            return 60;
        });
        try (FwctlDevice device = kernel.fwctl()
                .withObserver(event -> seen.add(hex(event.reply()) + " of " + event.replyRoom()))
                .open("fwctl0")) {
            device.call(ToyCommand.READ, ToyCommand.Request.of(7));
        }
        assertEquals(List.of("0000000008000000 of 8"), seen);
    }

    private static String hex(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    @Test
    void theFlightRecorderHearsTheSameWithoutAnObserver() throws Exception {
        Path file = root.resolve("rpcs.jfr");
        try (Recording recording = new Recording()) {
            recording.enable("dev.fwctl.Rpc");
            recording.start();
            FakeKernel kernel = new FakeKernel(root, ToyCommand::firmware);
            try (FwctlDevice device = kernel.fwctl().open("fwctl0")) {
                device.call(ToyCommand.READ, ToyCommand.Request.of(1));
                assertThrows(RuntimeException.class, () -> device.call(ToyCommand.WRITE, ToyCommand.Request.of(2)));
                assertThrows(RuntimeException.class, () -> device.call(ToyCommand.READ, ToyCommand.Request.of(1234)));
                assertThrows(RuntimeException.class, () -> device.call(ToyCommand.READ, ToyCommand.Request.of(-74)));
            }
            recording.stop();
            recording.dump(file);
        }
        List<RecordedEvent> recorded = RecordingFile.readAllEvents(file);
        assertEquals(
                List.of("done", "refused by policy", "refused by firmware", "not reached"),
                recorded.stream().map(event -> event.getString("outcome")).toList());
        assertEquals("pci-0000:03:00.0", recorded.get(0).getString("deviceKey"));
        assertEquals("toy_fwctl", recorded.get(0).getString("driver"));
        assertEquals("Toy Firmware 1.0, 2.1", recorded.get(0).getString("specification"));
        assertTrue(recorded.get(1).getString("refusal").contains("immediate configuration change"));
        assertEquals(1234, recorded.get(2).getLong("firmwareStatus"));
        assertEquals(74, recorded.get(3).getInt("errno"));
        Files.delete(file);
    }
}
