// SPDX-License-Identifier: Apache-2.0
package dev.fwctl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which vendor modules an open device asks, and how often. */
class DeviceModulesTest {
    private static final AccessPolicy ALL = AccessPolicy.debug().withUndocumented(RpcScope.DEBUG_WRITE_FULL);

    @TempDir
    Path root;

    /** Counts what it is asked, and answers any raw request alike. */
    private static final class Counting implements VendorModule {
        final AtomicInteger serves = new AtomicInteger();
        final AtomicInteger deviceTypes = new AtomicInteger();
        final AtomicInteger attachments = new AtomicInteger();
        private final String driver;
        private final Effects effects;

        Counting(String driver) {
            this(driver, Effects.unknown());
        }

        Counting(String driver, Effects effects) {
            this.driver = driver;
            this.effects = effects;
        }

        @Override
        public String name() {
            return "counting";
        }

        @Override
        public List<String> names(FwctlNode node) {
            return List.of("box7");
        }

        @Override
        public Effects effects(ByteBuffer request) {
            return effects;
        }

        @Override
        public Set<String> drivers() {
            return Set.of(driver);
        }

        @Override
        public List<Command<?, ?>> commands() {
            return List.of();
        }

        @Override
        public boolean serves(FwctlNode node) {
            serves.incrementAndGet();
            return VendorModule.super.serves(node);
        }

        @Override
        public Map<Integer, String> deviceTypes() {
            deviceTypes.incrementAndGet();
            return Map.of(77, "TOY");
        }

        @Override
        public List<Attachment> attachments(ByteBuffer request) {
            attachments.incrementAndGet();
            return List.of();
        }
    }

    private FakeKernel kernel() {
        return new FakeKernel(root, ToyCommand::firmware);
    }

    @Test
    void theNameOfItsTypeIsFoundOnceAndTheKernelAskedEachTime() {
        FakeKernel kernel = kernel();
        Counting own = new Counting("toy_fwctl");
        Counting other = new Counting("other_fwctl");
        try (FwctlDevice device =
                kernel.fwctl().withModules(List.of(other, own)).open("fwctl0")) {
            for (int i = 0; i < 5; i++) {
                assertEquals("TOY", device.info().type().name());
            }
        }
        assertEquals(List.of("open rw", "info", "info", "info", "info", "info", "close"), kernel.calls);
        assertEquals(1, own.deviceTypes.get());
        assertEquals(0, other.deviceTypes.get());
    }

    /** That no module knows the number is found out once, too. */
    @Test
    void aTypeWithoutANameIsLookedForOnce() {
        Counting own = new Counting("toy_fwctl");
        FakeKernel kernel = kernel();
        kernel.deviceType = 78;
        try (FwctlDevice device = kernel.fwctl().withModules(List.of(own)).open("fwctl0")) {
            for (int i = 0; i < 5; i++) {
                assertEquals("UNKNOWN(78)", device.info().type().name());
            }
        }
        assertEquals(1, own.deviceTypes.get());
    }

    /** What their bytes mean is asked of those that serve the device; who these are is known from the first time. */
    @Test
    void whoServesItIsFoundOnceForAllCalls() {
        Counting own = new Counting("toy_fwctl");
        Counting other = new Counting("other_fwctl");
        RpcObserver observer = event -> {};
        Fwctl fwctl = kernel().fwctl()
                .withModules(List.of(other, own))
                .withPolicy(ALL)
                .withObserver(observer);
        try (FwctlDevice device = fwctl.open("fwctl0")) {
            RpcSlot slot = device.newSlot(16, 8).attach(Attachment.fromDevice("reply", 8, 64));
            for (int i = 0; i < 5; i++) {
                device.info();
                slot.request().putInt(4, 7);
                device.rpc(slot, RpcScope.CONFIGURATION, 16, 8);
                slot.request().putInt(4, -Errno.EIO.number());
                assertThrows(OutcomeUnknownException.class, () -> device.rpc(slot, RpcScope.CONFIGURATION, 16, 8));
            }
        }
        assertEquals(10, own.attachments.get());
        assertEquals(0, other.attachments.get());
        assertEquals(1, own.serves.get());
        assertEquals(1, other.serves.get());
    }

    /** Whoever listed the node, the modules of the system that opens it count: for names, types, and policies. */
    @Test
    void theModulesAreThoseOfTheSystemThatOpensIt() {
        FakeKernel kernel = kernel();
        VendorModule module = new Counting("toy_fwctl", Effects.none(Effects.Source.SPECIFICATION));
        Fwctl bare = kernel.fwctl().withModules(List.of());
        Fwctl knowing = kernel.fwctl()
                .withModules(List.of(module))
                .withPolicy(AccessPolicy.readOnly().withUndocumented(RpcScope.CONFIGURATION));
        FwctlNode listed = bare.node("fwctl0");
        try (FwctlDevice device = knowing.open(listed)) {
            assertEquals(Optional.of(module), device.node().module());
            assertEquals(listed, device.node());
            assertTrue(device.node().answersTo("counting:box7"));
            assertEquals("TOY", device.info().type().name());
            assertEquals(8, device.rpc(device.newSlot(16, 8), RpcScope.CONFIGURATION, 16, 8));
        }
        try (FwctlDevice device = bare.open(knowing.node("box7"))) {
            assertEquals(Optional.empty(), device.node().module());
            assertFalse(device.node().answersTo("box7"));
            assertEquals("UNKNOWN(77)", device.info().type().name());
        }
        assertEquals(Optional.empty(), listed.module());
    }

    /** What cannot be undone has no bit in a Command Effects word, and is not lost where two modules speak. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void ofARawRequestTheEffectsOfAllModulesCountAndTheirSourceIsTold(boolean first) {
        VendorModule harmless = new Counting("toy_fwctl", Effects.none(Effects.Source.DEVICE));
        VendorModule harmful =
                new Counting("toy_fwctl", Effects.of(Effects.Source.SPECIFICATION, Effect.CANNOT_BE_UNDONE));
        List<RpcEvent> events = new CopyOnWriteArrayList<>();
        Fwctl fwctl = kernel().fwctl()
                .withModules(first ? List.of(harmless, harmful) : List.of(harmful, harmless))
                .withPolicy(AccessPolicy.configure().withUndocumented(RpcScope.CONFIGURATION))
                .withObserver(events::add);
        try (FwctlDevice device = fwctl.open("fwctl0")) {
            RpcSlot slot = device.newSlot(16, 8);
            assertThrows(PolicyRefusedException.class, () -> device.rpc(slot, RpcScope.CONFIGURATION, 16, 8));
        }
        assertEquals("cannot be undone (specification)", events.get(0).effects().toString());
    }

    /** A word with reserved bits says that more may happen than anybody knows. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatNobodyCanInterpretIsNotOverheard(boolean first) {
        VendorModule harmless = new Counting("toy_fwctl", Effects.none(Effects.Source.DEVICE));
        VendorModule riddle = new Counting("toy_fwctl", Effects.ofWord(0x1000, Effects.Source.DEVICE));
        Fwctl fwctl = kernel().fwctl()
                .withModules(first ? List.of(harmless, riddle) : List.of(riddle, harmless))
                .withPolicy(AccessPolicy.readOnly().withUndocumented(RpcScope.CONFIGURATION));
        try (FwctlDevice device = fwctl.open("fwctl0")) {
            RpcSlot slot = device.newSlot(16, 8);
            assertThrows(PolicyRefusedException.class, () -> device.rpc(slot, RpcScope.CONFIGURATION, 16, 8));
        }
    }
}
