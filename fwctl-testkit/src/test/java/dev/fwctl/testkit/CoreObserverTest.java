// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
import dev.fwctl.RpcEvent.Outcome;
import dev.fwctl.RpcObserver;
import dev.fwctl.RpcScope;
import dev.fwctl.SpecReference;
import dev.fwctl.testkit.fault.Fault;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What observers and the flight recorder are told. */
class CoreObserverTest {
    private final EchoBench bench = new EchoBench();

    @AfterEach
    void close() {
        bench.close();
    }

    /** Copies what is valid only during the call. */
    private static final class Recorder implements RpcObserver {
        final List<String> lines = new ArrayList<>();
        final List<RpcEvent> events = new ArrayList<>();
        byte[] request = {};
        byte[] reply = {};

        @Override
        public void starting(RpcCall call) {
            lines.add("starting " + call.command());
        }

        @Override
        public void finished(RpcEvent event) {
            lines.add("finished " + event.outcome());
            events.add(event);
            request = new byte[event.request().remaining()];
            event.request().get(request);
            reply = new byte[event.reply().remaining()];
            event.reply().get(reply);
        }
    }

    @Test
    void anObserverSeesEachRpcWithItsBytesAndValues() {
        Recorder recorder = new Recorder();
        bench.driver.onCall(1, Fault.delay(Duration.ofMillis(30)));
        try (FwctlDevice device = bench.fwctl.withObserver(recorder).open("fwctl0")) {
            byte[] request = {1, 2, 3};
            device.call(TestCommand.READ, request);
            assertEquals(List.of("starting test.read", "finished done"), recorder.lines);
            RpcEvent event = recorder.events.get(0);
            assertArrayEquals(request, recorder.request);
            assertArrayEquals(request, recorder.reply);
            assertEquals("fwctl0", event.call().node().name());
            assertEquals(RpcScope.CONFIGURATION, event.call().scope());
            assertArrayEquals(request, (byte[]) event.requestValue().orElseThrow());
            assertArrayEquals(request, (byte[]) event.replyValue().orElseThrow());
            assertTrue(event.duration().toMillis() >= 29, event.duration().toString());
            assertEquals(TestCommand.PUBLIC, event.specification());
            assertEquals("debug+undocumented(FWCTL_RPC_DEBUG_WRITE_FULL)", event.policy());

            device.rpc(device.newSlot(2, 8), RpcScope.DEBUG_READ_ONLY, 2, 8);
            assertEquals("raw-rpc", recorder.events.get(1).call().command());
            assertEquals(2, recorder.reply.length);
        }
    }

    @Test
    void failuresAreToldApart() {
        Recorder recorder = new Recorder();
        bench.driver.onCall(1, Fault.errno(Errno.EIO));
        Fwctl readOnly = bench.kernel.fwctl().withObserver(recorder);
        try (FwctlDevice device = readOnly.open("fwctl0")) {
            assertThrows(FwctlException.class, () -> device.call(TestCommand.READ, new byte[1]));
            assertEquals(Errno.EIO, recorder.events.get(0).errno().orElseThrow());
            assertThrows(PolicyRefusedException.class, () -> device.call(TestCommand.WRITE, new byte[1]));
            assertEquals(Duration.ZERO, recorder.events.get(1).duration());
            assertEquals(
                    List.of("starting test.read", "finished unknown", "finished refused by policy"), recorder.lines);
        }
    }

    @Test
    void anObserverThatCannotRecordTheStartKeepsTheRpcFromBeingSent() {
        RpcObserver full = new RpcObserver() {
            @Override
            public void starting(RpcCall call) {
                throw new IllegalStateException("the disk is full");
            }

            @Override
            public void finished(RpcEvent event) {
                assertEquals(Outcome.NOT_REACHED, event.outcome());
            }
        };
        try (FwctlDevice device = bench.fwctl.withObserver(full).open("fwctl0")) {
            assertThrows(IllegalStateException.class, () -> device.call(TestCommand.READ, new byte[1]));
            assertEquals(0, bench.kernel.ioctlCount());
        }
    }

    @Test
    void anObserverThatFailsAfterwardsChangesNothingAndTheNextOneIsTold() {
        Recorder second = new Recorder();
        RpcObserver broken = event -> {
            throw new IllegalStateException("broken observer");
        };
        try (FwctlDevice device =
                bench.fwctl.withObserver(broken).withObserver(second).open("fwctl0")) {
            assertArrayEquals(new byte[] {4}, device.call(TestCommand.READ, new byte[] {4}));
            assertEquals(1, second.events.size());
        }
    }

    @Test
    void theFlightRecorderHasEachRpcAndNoPayload(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("rpc.jfr");
        try (Recording recording = new Recording();
                FwctlDevice device = bench.open()) {
            recording.enable("dev.fwctl.Rpc").withoutThreshold();
            recording.start();
            bench.driver.onCall(2, Fault.errno(Errno.EBADMSG));
            device.call(TestCommand.READ, new byte[] {1, 2, 3});
            assertThrows(FwctlException.class, () -> device.call(TestCommand.READ, new byte[1]));
            recording.stop();
            recording.dump(file);
        }
        List<RecordedEvent> events = RecordingFile.readAllEvents(file).stream()
                .filter(event -> event.getEventType().getName().equals("dev.fwctl.Rpc"))
                .toList();
        assertEquals(2, events.size());
        assertEquals("fwctl0", events.get(0).getString("device"));
        assertEquals("test.read", events.get(0).getString("command"));
        assertEquals(0x77, events.get(0).getInt("opcode"));
        assertEquals("FWCTL_RPC_CONFIGURATION", events.get(0).getString("scope"));
        assertEquals(3, events.get(0).getInt("requestSize"));
        assertEquals(3, events.get(0).getInt("replySize"));
        assertEquals(0, events.get(0).getInt("errno"));
        assertEquals(74, events.get(1).getInt("errno"));
        assertTrue(Files.size(file) > 0);
    }

    static Stream<Error> errors() {
        return Stream.of(
                new AssertionError("assertion"),
                new OutOfMemoryError("memory"),
                new StackOverflowError("stack"),
                new NoClassDefFoundError("class"));
    }

    @ParameterizedTest
    @MethodSource("errors")
    void anErrorOfADecoderIsRecordedAndThrownOn(Error error) {
        Recorder recorder = new Recorder();
        try (FwctlDevice device = bench.fwctl.withObserver(recorder).open("fwctl0")) {
            Error thrown = assertThrows(Error.class, () -> device.call(new Breaking(error), new byte[1]));
            assertSame(error, thrown);
        }
        RpcEvent event = recorder.events.get(0);
        assertEquals(Outcome.UNKNOWN, event.outcome(), "the firmware answered, and nobody knows what");
        assertSame(error, event.failure().orElseThrow());
    }

    @ParameterizedTest
    @MethodSource("errors")
    void anErrorOfAnObserverIsThrownOnAndHidesNothingFromTheNext(Error error) {
        Recorder recorder = new Recorder();
        Fwctl observed = bench.fwctl
                .withObserver(event -> {
                    throw error;
                })
                .withObserver(recorder);
        try (FwctlDevice device = observed.open("fwctl0")) {
            assertSame(error, assertThrows(Error.class, () -> device.call(TestCommand.READ, new byte[1])));
        }
        assertEquals(1, recorder.events.size());
        assertEquals(Outcome.DONE, recorder.events.get(0).outcome());
    }

    /** Its decoder throws an error. */
    private record Breaking(Error error) implements Command<byte[], byte[]> {
        @Override
        public String name() {
            return "test.breaking";
        }

        @Override
        public int opcode() {
            return 1;
        }

        @Override
        public SpecReference specification() {
            return TestCommand.PUBLIC;
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
            return request.length;
        }

        @Override
        public int responseSize(byte[] request) {
            return 4;
        }

        @Override
        public void encode(byte[] request, ByteBuffer into) {
            into.put(0, request);
        }

        @Override
        public byte[] decode(byte[] request, Reply reply) {
            throw error;
        }
    }
}
