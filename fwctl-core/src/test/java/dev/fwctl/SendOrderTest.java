// SPDX-License-Identifier: Apache-2.0
package dev.fwctl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Policy, observers, kernel, and again observers: the one order, for typed and raw RPCs, observed or not. */
class SendOrderTest {
    private static final ToyCommand.Request SEVEN = ToyCommand.Request.of(7);

    @TempDir
    Path root;

    private final List<String> told = new CopyOnWriteArrayList<>();
    private final List<Integer> replies = new CopyOnWriteArrayList<>();
    private final List<RpcEvent> events = new CopyOnWriteArrayList<>();

    /** A way of sending number 7 at DEBUG_WRITE, as a command that changes the configuration. */
    private enum Way {
        TYPED {
            @Override
            void send(FwctlDevice device) {
                assertEquals(8, device.call(ToyCommand.WRITE, SEVEN));
            }
        },
        RAW {
            @Override
            void send(FwctlDevice device) {
                RpcSlot slot = device.newSlot(16, 8);
                slot.request().putInt(4, 7);
                assertEquals(8, device.rpc(slot, RpcScope.DEBUG_WRITE, 16, 8));
                assertEquals(8, slot.response().getInt(4));
            }
        };

        abstract void send(FwctlDevice device);
    }

    private record Case(Way way, boolean observed) {}

    private static Stream<Case> cases() {
        return Stream.of(Way.values()).flatMap(way -> Stream.of(new Case(way, false), new Case(way, true)));
    }

    private final RpcObserver observer = new RpcObserver() {
        @Override
        public void starting(RpcCall call) {
            told.add("starting");
        }

        @Override
        public void finished(RpcEvent event) {
            told.add(event.outcome().toString());
            events.add(event);
            replies.add(event.reply().limit()); // the slot is another RPC's soon
        }
    };

    private FakeKernel kernel(FakeKernel.Firmware firmware) {
        return new FakeKernel(root, (scope, request, reply) -> {
            told.add("kernel " + scope);
            return firmware.rpc(scope, request, reply);
        });
    }

    private FwctlDevice open(FakeKernel kernel, AccessPolicy policy, boolean observed) {
        AccessPolicy telling = new AccessPolicy() {
            @Override
            public String name() {
                return policy.name();
            }

            @Override
            public Verdict decide(FwctlNode node, Command<?, ?> command, Effects effects, RpcScope scope) {
                told.add("policy " + scope.value());
                return policy.decide(node, command, effects, scope);
            }
        };
        Fwctl fwctl = kernel.fwctl().withPolicy(telling);
        return (observed ? fwctl.withObserver(observer) : fwctl).open("fwctl0");
    }

    private static AccessPolicy all() {
        return AccessPolicy.debug().withUndocumented(RpcScope.DEBUG_WRITE_FULL);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void thePolicyIsAskedThenObserversThenTheKernel(Case each) {
        FakeKernel kernel = kernel(ToyCommand::firmware);
        try (FwctlDevice device = open(kernel, all(), each.observed)) {
            each.way.send(device);
            each.way.send(device); // a policy of one's own may say something else by now
        }
        List<String> once =
                each.observed ? List.of("policy 2", "starting", "kernel 2", "done") : List.of("policy 2", "kernel 2");
        assertEquals(Stream.of(once, once).flatMap(List::stream).toList(), told);
        assertEquals(List.of("open rw", "rpc", "rpc", "close"), kernel.calls);
        assertEquals(each.observed ? List.of(8, 8) : List.of(), replies);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void whatThePolicyRefusesReachesNoKernel(Case each) {
        FakeKernel kernel = kernel(ToyCommand::firmware);
        try (FwctlDevice device = open(kernel, AccessPolicy.readOnly(), each.observed)) {
            PolicyRefusedException refused = assertThrows(PolicyRefusedException.class, () -> each.way.send(device));
            assertFalse(refused.verdict().allowed());
            assertTrue(refused.getMessage().contains("readOnly"), refused.getMessage());
            assertTrue(refused.getMessage().contains("fwctl0"), refused.getMessage());
        }
        assertEquals(List.of("open rw", "close"), kernel.calls);
        assertEquals(each.observed ? List.of("policy 2", "refused by policy") : List.of("policy 2"), told);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void aFailureIsTheCallersAndTheObservers(Case each) {
        FakeKernel kernel = kernel((scope, request, reply) -> -Errno.EIO.number());
        FwctlException failure;
        try (FwctlDevice device = open(kernel, all(), each.observed)) {
            failure = assertThrows(OutcomeUnknownException.class, () -> each.way.send(device));
            assertEquals(Optional.of(Errno.EIO), failure.errno());
        }
        if (each.observed) {
            RpcEvent event = events.get(0);
            assertSame(failure, event.failure().orElseThrow());
            assertTrue(event.sent());
            assertEquals(16, event.request().limit());
            assertEquals(
                    7, event.request().order(java.nio.ByteOrder.LITTLE_ENDIAN).getInt(4));
            assertEquals(0, event.reply().limit());
        }
        assertEquals(
                each.observed
                        ? List.of("policy 2", "starting", "kernel 2", RpcEvent.Outcome.UNKNOWN.toString())
                        : List.of("policy 2", "kernel 2"),
                told);
    }

    @Test
    void anObserverThatRefusesStopsTheRpc() {
        FakeKernel kernel = kernel(ToyCommand::firmware);
        Fwctl fwctl = kernel.fwctl().withPolicy(all()).withObserver(observer).withObserver(new RpcObserver() {
            @Override
            public void starting(RpcCall call) {
                throw new ObserverRefusedException(call, "the log is full", "Make room", null);
            }

            @Override
            public void finished(RpcEvent event) {}
        });
        try (FwctlDevice device = fwctl.open("fwctl0")) {
            for (Way way : Way.values()) {
                assertThrows(ObserverRefusedException.class, () -> way.send(device));
            }
        }
        assertEquals(List.of("open rw", "close"), kernel.calls);
        assertEquals(2, events.size());
        assertFalse(events.get(0).sent());
    }

    @Test
    void theLeastScopeIsTheCommandsUnlessTheCallerSaysAnother() {
        FakeKernel kernel = kernel(ToyCommand::firmware);
        try (FwctlDevice device = open(kernel, all(), true)) {
            device.call(ToyCommand.READ, SEVEN);
            device.call(ToyCommand.READ, SEVEN, RpcScope.DEBUG_WRITE_FULL);
        }
        assertEquals(
                List.of("policy 1", "starting", "kernel 1", "done", "policy 3", "starting", "kernel 3", "done"), told);
        assertEquals(RpcScope.DEBUG_WRITE_FULL, events.get(1).call().scope());
        assertEquals(Map.of("number", 7), events.get(1).requestDescription());
        assertEquals(Map.of("answer", 8), events.get(1).replyDescription());
    }

    @Test
    void aDryRunAsksThePolicyAndNobodyElse() {
        FakeKernel kernel = kernel(ToyCommand::firmware);
        try (FwctlDevice device = open(kernel, AccessPolicy.readOnly(), true)) {
            assertTrue(device.verdict(ToyCommand.READ, SEVEN).allowed());
            assertFalse(device.verdict(ToyCommand.WRITE, SEVEN).allowed());
        }
        assertEquals(List.of("policy 1", "policy 2"), told);
        assertEquals(List.of("open rw", "close"), kernel.calls);
    }

    /** What a module reads from raw bytes is asked about once more, where unknown effects are refused. */
    @Test
    void aRawRequestIsKnownByItsModule() {
        FakeKernel kernel = kernel(ToyCommand::firmware);
        Fwctl fwctl = kernel.fwctl()
                .withModules(List.of(new ToyModule()))
                .withPolicy(AccessPolicy.readOnly().withUndocumented(RpcScope.DEBUG_READ_ONLY));
        try (FwctlDevice device = fwctl.open("fwctl0")) {
            RpcSlot slot = device.newSlot(16, 8);
            slot.request().putInt(0, ToyCommand.READ.opcode());
            assertEquals(8, device.rpc(slot, RpcScope.DEBUG_READ_ONLY, 16, 8));
            slot.request().putInt(0, ToyCommand.WRITE.opcode());
            assertThrows(PolicyRefusedException.class, () -> device.rpc(slot, RpcScope.DEBUG_READ_ONLY, 16, 8));
        }
        assertEquals(1, kernel.rpcs.get());
    }
}
