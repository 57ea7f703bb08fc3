// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fwctl.AccessPolicy;
import dev.fwctl.Effect;
import dev.fwctl.Effects;
import dev.fwctl.FwctlDevice;
import dev.fwctl.PolicyRefusedException;
import dev.fwctl.RpcScope;
import dev.fwctl.RpcSlot;
import dev.fwctl.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

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
    void undocumentedCommandsAndRawRpcsPassUpToTheScopeThatIsNamed() {
        AccessPolicy policy = AccessPolicy.readOnly().withUndocumented(RpcScope.DEBUG_READ_ONLY);
        TestCommand secret = TestCommand.WRITE.undocumented();
        assertTrue(reachesTheKernel(policy, secret.least(RpcScope.DEBUG_READ_ONLY)));
        assertFalse(reachesTheKernel(policy, secret.least(RpcScope.DEBUG_WRITE)));
        assertFalse(reachesTheKernel(policy, TestCommand.WRITE), "documented ones are decided as before");
        try (FwctlDevice device = bench.kernel.fwctl().withPolicy(policy).open("fwctl0")) {
            RpcSlot slot = device.newSlot(4, 4);
            assertEquals(4, device.rpc(slot, RpcScope.DEBUG_READ_ONLY, 4, 4));
            assertThrows(PolicyRefusedException.class, () -> device.rpc(slot, RpcScope.DEBUG_WRITE, 4, 4));
        }
        try (FwctlDevice device = bench.kernel.fwctl().open("fwctl0")) {
            PolicyRefusedException e = assertThrows(
                    PolicyRefusedException.class, () -> device.rpc(device.newSlot(4, 4), RpcScope.CONFIGURATION, 4, 4));
            assertTrue(e.getMessage().contains("raw-rpc"), e.getMessage());
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
