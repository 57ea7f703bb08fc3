// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fwctl.AccessPolicy;
import dev.fwctl.Command;
import dev.fwctl.Effect;
import dev.fwctl.Effects;
import dev.fwctl.Fwctl;
import dev.fwctl.FwctlDevice;
import dev.fwctl.PolicyRefusedException;
import dev.fwctl.RpcEvent;
import dev.fwctl.RpcScope;
import dev.fwctl.RpcSlot;
import dev.fwctl.VendorModule;
import dev.fwctl.Verdict;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Which commands a policy lets through, seen from the kernel: a refused one never gets there. */
class CorePolicyTest {
    private static final Set<Effect> CHANGES_OF_CONFIGURATION = Set.of(
            Effect.CONFIGURATION_CHANGE_AFTER_COLD_RESET,
            Effect.IMMEDIATE_CONFIGURATION_CHANGE,
            Effect.IMMEDIATE_POLICY_CHANGE,
            Effect.IMMEDIATE_LOG_CHANGE,
            Effect.CONFIGURATION_CHANGE_AFTER_CONVENTIONAL_RESET,
            Effect.CONFIGURATION_CHANGE_AFTER_CXL_RESET);
    private static final Set<Effect> HARMLESS =
            Set.of(Effect.SECONDARY_MAILBOX_SUPPORTED, Effect.BACKGROUND_ABORT_SUPPORTED);

    private final EchoBench bench = new EchoBench();

    @AfterEach
    void close() {
        bench.close();
    }

    private boolean reachesTheKernel(AccessPolicy policy, TestCommand command) {
        long before = bench.driver.calls();
        long ioctls = bench.kernel.ioctlCount();
        try (FwctlDevice device = bench.kernel.fwctl().withPolicy(policy).open("fwctl0")) {
            device.call(command, new byte[1]);
            assertEquals(before + 1, bench.driver.calls());
            return true;
        } catch (PolicyRefusedException e) {
            assertEquals(ioctls, bench.kernel.ioctlCount(), "refused, and yet the kernel saw it");
            assertTrue(e.getMessage().contains(policy.name()), e.getMessage());
            assertFalse(e.verdict().allowed());
            assertTrue(e.errno().isEmpty());
            return false;
        }
    }

    @Test
    void eachPolicyAgainstEachEffectAndScope() {
        List<Effects> effects = new ArrayList<>();
        effects.add(Effects.unknown());
        effects.add(Effects.none(Effects.Source.DEVICE));
        for (Effect effect : Effect.values()) {
            effects.add(Effects.of(Effects.Source.DEVICE, effect));
        }
        for (Effects each : effects) {
            for (RpcScope scope : RpcScope.values()) {
                TestCommand command = TestCommand.READ.with(each).least(scope);
                boolean reads = !each.isUnknown() && HARMLESS.containsAll(each.asSet());
                boolean configures = reads || (!each.isUnknown() && CHANGES_OF_CONFIGURATION.containsAll(each.asSet()));
                String what = each + " at " + scope;
                assertEquals(reads && scope.value() <= 1, reachesTheKernel(AccessPolicy.readOnly(), command), what);
                assertEquals(
                        configures && scope.value() <= 2, reachesTheKernel(AccessPolicy.configure(), command), what);
                assertTrue(reachesTheKernel(AccessPolicy.debug(), command), what);
                assertFalse(reachesTheKernel(AccessPolicy.debug(), command.undocumented()), what);
            }
        }
    }

    @Test
    void readOnlyIsTheDefaultAndNeverTaints() {
        try (FwctlDevice device = bench.kernel.fwctl().open("fwctl0")) {
            assertEquals("readOnly", device.policy().name());
            device.call(TestCommand.READ, new byte[1]);
            PolicyRefusedException e =
                    assertThrows(PolicyRefusedException.class, () -> device.call(TestCommand.WRITE, new byte[1]));
            assertTrue(e.hint().contains("AccessPolicy.configure()"), e.hint());
            assertThrows(
                    PolicyRefusedException.class,
                    () -> device.call(TestCommand.READ, new byte[1], RpcScope.DEBUG_WRITE_FULL));
        }
        assertFalse(bench.kernel.isTainted());
    }

    @Test
    void undocumentedCommandsPassUpToTheScopeThatIsNamedIfTheirEffectsWould() {
        AccessPolicy policy = AccessPolicy.readOnly().withUndocumented(RpcScope.DEBUG_READ_ONLY);
        TestCommand secret = TestCommand.READ.undocumented();
        assertTrue(reachesTheKernel(policy, secret.least(RpcScope.DEBUG_READ_ONLY)));
        assertFalse(reachesTheKernel(policy, secret.least(RpcScope.DEBUG_WRITE)));
        assertFalse(reachesTheKernel(policy, TestCommand.WRITE.undocumented().least(RpcScope.CONFIGURATION)));
        assertFalse(reachesTheKernel(policy, TestCommand.WRITE), "documented ones are decided as before");
        assertTrue(reachesTheKernel(
                AccessPolicy.debug().withUndocumented(RpcScope.DEBUG_WRITE),
                TestCommand.WRITE.undocumented().least(RpcScope.DEBUG_WRITE)));
    }

    /** Reads and writes differ in the first byte alone, as some vendors' do, and the driver takes both at any scope. */
    @Test
    void aRawWriteIsNoReadBecauseOfItsScope() {
        AccessPolicy policy = AccessPolicy.readOnly().withUndocumented(RpcScope.DEBUG_READ_ONLY);
        Fwctl system = bench.kernel.fwctl().withPolicy(policy).withModules(List.of(new FirstByteModule()));
        List<RpcEvent> events = new ArrayList<>();
        try (FwctlDevice device = system.withObserver(events::add).open("fwctl0");
                FwctlDevice unobserved = system.open("fwctl0")) {
            for (FwctlDevice each : List.of(device, unobserved)) {
                RpcSlot slot = each.newSlot(4, 4);
                slot.request().put(0, FirstByteModule.READ);
                assertEquals(4, each.rpc(slot, RpcScope.CONFIGURATION, 4, 4));
                slot.request().put(0, FirstByteModule.WRITE);
                assertThrows(PolicyRefusedException.class, () -> each.rpc(slot, RpcScope.CONFIGURATION, 4, 4));
                slot.request().put(0, (byte) 77);
                assertThrows(PolicyRefusedException.class, () -> each.rpc(slot, RpcScope.CONFIGURATION, 4, 4));
            }
        }
        assertEquals(
                List.of("none (specification)", "immediate configuration change (specification)", "unknown"),
                events.stream().map(event -> event.effects().toString()).toList());
        try (FwctlDevice device = bench.kernel.fwctl().open("fwctl0")) {
            PolicyRefusedException e = assertThrows(
                    PolicyRefusedException.class, () -> device.rpc(device.newSlot(4, 4), RpcScope.CONFIGURATION, 4, 4));
            assertTrue(e.getMessage().contains("raw-rpc"), e.getMessage());
        }
    }

    @Test
    void aChangeThatWaitsForAResetNeedsNoTaint() {
        Effects staged = Effects.of(Effects.Source.SPECIFICATION, Effect.CONFIGURATION_CHANGE_AFTER_COLD_RESET);
        AccessPolicy policy = AccessPolicy.configureAfterReset();
        TestCommand set = TestCommand.WRITE.with(staged);
        assertTrue(reachesTheKernel(policy, set.least(RpcScope.CONFIGURATION)));
        assertFalse(reachesTheKernel(policy, set.least(RpcScope.DEBUG_WRITE)), "it would taint the kernel");
        assertFalse(reachesTheKernel(policy, TestCommand.WRITE.least(RpcScope.CONFIGURATION)), "it changes at once");
    }

    @ParameterizedTest
    @EnumSource(
            value = Effect.class,
            names = {"RESETS_DEVICE", "CANNOT_BE_UNDONE"})
    void whatResetsOrCannotBeUndoneNeedsMoreThanConfigure(Effect effect) {
        Effects effects =
                Effects.of(Effects.Source.SPECIFICATION, effect, Effect.CONFIGURATION_CHANGE_AFTER_COLD_RESET);
        TestCommand command = TestCommand.WRITE.with(effects).least(RpcScope.CONFIGURATION);
        assertFalse(reachesTheKernel(AccessPolicy.configure(), command));
        assertFalse(reachesTheKernel(AccessPolicy.configureAfterReset(), command));
        assertTrue(reachesTheKernel(AccessPolicy.debug(), command));
        assertTrue(effects.toString().contains(effect.toString()), effects.toString());
        assertEquals(1, effects.word(), "the specification's word has no bit for it");
    }

    @Test
    void aDryRunAsksThePolicy() {
        try (FwctlDevice device = bench.kernel.fwctl().open("fwctl0")) {
            assertTrue(device.verdict(TestCommand.READ, new byte[1]).allowed());
            assertFalse(device.verdict(TestCommand.WRITE, new byte[1]).allowed());
        }
        assertEquals(0, bench.kernel.ioctlCount());
    }

    @Test
    void nothingTakesNull() {
        Fwctl system = bench.kernel.fwctl();
        AccessPolicy policy = AccessPolicy.readOnly();
        assertThrows(NullPointerException.class, () -> system.withPolicy(null));
        assertThrows(NullPointerException.class, () -> system.withObserver(null));
        assertThrows(NullPointerException.class, () -> policy.and(null));
        assertThrows(NullPointerException.class, () -> policy.withUndocumented(null));
    }

    /** A module that reads effects from the first byte. */
    private static final class FirstByteModule implements VendorModule {
        static final byte READ = 1;
        static final byte WRITE = 2;

        @Override
        public String name() {
            return "first";
        }

        @Override
        public Set<String> drivers() {
            return Set.of("acme_fw");
        }

        @Override
        public List<Command<?, ?>> commands() {
            return List.of();
        }

        @Override
        public Effects effects(ByteBuffer request) {
            return switch (request.get(0)) {
                case READ -> Effects.none(Effects.Source.SPECIFICATION);
                case WRITE -> Effects.of(Effects.Source.SPECIFICATION, Effect.IMMEDIATE_CONFIGURATION_CHANGE);
                default -> Effects.unknown();
            };
        }
    }

    @Test
    void aPolicyOfTheCallersOwn() {
        AccessPolicy never = new AccessPolicy() {
            @Override
            public String name() {
                return "never";
            }

            @Override
            public Verdict decide(
                    dev.fwctl.FwctlNode node, dev.fwctl.Command<?, ?> command, Effects effects, RpcScope scope) {
                return Verdict.refuse("it is " + command.name() + " on " + node.name(), "");
            }
        };
        try (FwctlDevice device = bench.kernel.fwctl().withPolicy(never).open("fwctl0")) {
            PolicyRefusedException e =
                    assertThrows(PolicyRefusedException.class, () -> device.call(TestCommand.READ, new byte[1]));
            assertTrue(e.getMessage().contains("it is test.read on fwctl0"), e.getMessage());
        }
        assertEquals(0, bench.kernel.ioctlCount());
    }
}
