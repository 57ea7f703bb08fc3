// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.fwctl.AccessPolicy;
import dev.fwctl.Effect;
import dev.fwctl.Effects;
import dev.fwctl.FwctlNode;
import dev.fwctl.RpcIntent;
import dev.fwctl.RpcScope;
import dev.fwctl.SpecReference;
import dev.fwctl.TestNodes;
import dev.fwctl.ToyCommand;
import dev.fwctl.Verdict;
import dev.fwctl.internal.Glob;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rules, and what holds for every policy that is made of others. */
class PolicyRuleTest {
    private static final FwctlNode CXL = TestNodes.CXL;
    private static final FwctlNode NIC = TestNodes.NIC;
    private static final Effects READS = Effects.none(Effects.Source.KERNEL_DRIVER);
    private static final Effects CONFIGURES = Effects.of(Effects.Source.DEVICE, Effect.IMMEDIATE_CONFIGURATION_CHANGE);

    private static ToyCommand command(String name, boolean documented) {
        return new ToyCommand(
                name, 1, documented ? ToyCommand.SPEC : SpecReference.UNDOCUMENTED, READS, RpcScope.CONFIGURATION);
    }

    private static boolean allows(AccessPolicy policy, FwctlNode node, String name, Effects effects, RpcScope scope) {
        return policy.decide(node, command(name, true), effects, scope).allowed();
    }

    private static AccessPolicy only(PolicyRule... rules) {
        return Policies.of("test", AccessPolicy.nothing(), rules);
    }

    private static boolean allows(AccessPolicy policy, int number) {
        return policy.decide(RpcIntent.of(NIC, ToyCommand.READ, ToyCommand.Request.of(number)))
                .allowed();
    }

    @Test
    void rulesNameWhatARequestIsAbout() {
        AccessPolicy policy = only(
                PolicyRule.allow("these").about("number-1?", "NOTHING"),
                PolicyRule.refuse("not that").about("number-13"));
        assertTrue(allows(policy, 12));
        assertFalse(allows(policy, 13), "a refusal counts more");
        assertFalse(allows(policy, 2));
        assertTrue(policy.looksAtAbout());
        assertTrue(policy.and(AccessPolicy.debug()).looksAtAbout());
        assertFalse(allows(policy.and(AccessPolicy.nothing()), 12));
        assertTrue(allows(policy.and(AccessPolicy.debug()), 12));
        assertFalse(allows(AccessPolicy.debug().and(policy), 13));
        assertFalse(only(PolicyRule.allow("all")).looksAtAbout());
        String why = Policies.explain(policy, NIC, ToyCommand.READ, ToyCommand.Request.of(2))
                .toString();
        assertTrue(why.contains("is about other subjects than [BOX, number-2]"), why);
        assertThrows(IllegalArgumentException.class, () -> PolicyRule.allow("x").about("two words"));
    }

    /** Of what nobody can tell, a permission does not hold, and a refusal does. */
    @Test
    void anUnknownSubjectMatchesRefusalsOnly() {
        AccessPolicy allowing = only(PolicyRule.allow("these").about("BOX"));
        AccessPolicy refusing = Policies.of(
                "test", AccessPolicy.debug(), PolicyRule.refuse("not that").about("BOX"));
        assertFalse(allowing.decide(NIC, ToyCommand.READ, READS, RpcScope.CONFIGURATION)
                .allowed());
        assertFalse(refusing.decide(NIC, ToyCommand.READ, READS, RpcScope.CONFIGURATION)
                .allowed());
    }

    @ParameterizedTest
    @CsvSource({
        "cxl.get-*, cxl.get-feature, true",
        "cxl.get-*, cxl.set-feature, false",
        "*, anything, true",
        "a?c, abc, true",
        "a?c, ac, false",
        "*feature, cxl.get-feature, true",
        "*get*feat*, cxl.get-feature, true",
        "*get*tea*, cxl.get-feature, false",
        "abc, abcd, false",
        "abc*, abc, true",
        "a*b*c, aXbYbZc, true",
        "'*aaaaaaaaaaaaaaaab', aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa, false",
    })
    void globs(String pattern, String name, boolean matches) {
        assertEquals(matches, new Glob(pattern).matches(name));
    }

    @Test
    void aRuleThatNamesNothingAllowsWhatReadOnlyDoes() {
        AccessPolicy policy = only(PolicyRule.allow("all"));
        for (Effects effects : List.of(READS, CONFIGURES, Effects.unknown())) {
            for (RpcScope scope : RpcScope.values()) {
                for (boolean documented : new boolean[] {true, false}) {
                    ToyCommand command = command("cxl.x", documented);
                    assertEquals(
                            AccessPolicy.readOnly()
                                    .decide(CXL, command, effects, scope)
                                    .allowed(),
                            policy.decide(CXL, command, effects, scope).allowed());
                }
            }
        }
    }

    @Test
    void eachConditionNarrows() {
        assertTrue(allows(only(PolicyRule.allow("").modules("cxl")), CXL, "cxl.a", READS, RpcScope.CONFIGURATION));
        assertFalse(allows(only(PolicyRule.allow("").modules("cx")), CXL, "cxl.a", READS, RpcScope.CONFIGURATION));
        assertFalse(allows(only(PolicyRule.allow("").drivers("cxl_mem")), NIC, "a.b", READS, RpcScope.CONFIGURATION));
        for (String device : List.of(
                "fwctl1",
                "/dev/fwctl/*",
                "pci-*",
                "0000:3a:00.?",
                "0000:3A:00.*",
                "3A:00.0",
                "pci:3A:*",
                "net:eth?",
                "rdma:mlx5_0",
                "eth1",
                "mlx5_0")) {
            AccessPolicy policy = only(PolicyRule.allow("").devices(device));
            assertTrue(allows(policy, NIC, "a.b", READS, RpcScope.CONFIGURATION), device);
        }
        AccessPolicy mem = only(PolicyRule.allow("").devices("mem*"));
        assertTrue(allows(mem, CXL, "a.b", READS, RpcScope.CONFIGURATION));
        assertFalse(allows(mem, NIC, "a.b", READS, RpcScope.CONFIGURATION));
        assertFalse(allows(only(PolicyRule.allow("").devices("net:mem*")), CXL, "a.b", READS, RpcScope.CONFIGURATION));
        AccessPolicy upTo = only(PolicyRule.allow("").scope(RpcScope.CONFIGURATION));
        assertFalse(allows(upTo, CXL, "a.b", READS, RpcScope.DEBUG_READ_ONLY));
        AccessPolicy effects = only(PolicyRule.allow("").effects(Effect.IMMEDIATE_CONFIGURATION_CHANGE));
        assertTrue(allows(effects, CXL, "a.b", CONFIGURES, RpcScope.CONFIGURATION));
        assertFalse(allows(
                effects,
                CXL,
                "a.b",
                Effects.of(Effects.Source.DEVICE, Effect.IMMEDIATE_CONFIGURATION_CHANGE, Effect.BACKGROUND_OPERATION),
                RpcScope.CONFIGURATION));
        assertFalse(allows(effects, CXL, "a.b", Effects.unknown(), RpcScope.CONFIGURATION));
        assertTrue(allows(
                only(PolicyRule.allow("").unknownEffects()), CXL, "a.b", Effects.unknown(), RpcScope.CONFIGURATION));
        assertThrows(IllegalArgumentException.class, () -> PolicyRule.allow("").commands());
    }

    @Test
    void resetEffectsCountEvenIfTheWordDoesNotMarkThemValid() {
        Effects sloppy = Effects.ofWord(1 << 10, Effects.Source.DEVICE);
        assertFalse(allows(only(PolicyRule.allow("")), CXL, "a.b", sloppy, RpcScope.CONFIGURATION));
    }

    @Test
    void aRefusalBeatsEveryPermissionAndSaysWhy() {
        AccessPolicy policy = Policies.of(
                "site",
                AccessPolicy.debug(),
                PolicyRule.allow("x").commands("cxl.set-*").effects(Effect.IMMEDIATE_CONFIGURATION_CHANGE),
                PolicyRule.refuse("ticket 4711").effects(Effect.IMMEDIATE_CONFIGURATION_CHANGE));
        Verdict verdict = policy.decide(CXL, command("cxl.set-feature", true), CONFIGURES, RpcScope.CONFIGURATION);
        assertEquals("a rule forbids it: ticket 4711", verdict.reason());
        assertFalse(allows(policy, CXL, "a.b", Effects.unknown(), RpcScope.CONFIGURATION), "it may have that effect");
        assertTrue(allows(policy, CXL, "a.b", READS, RpcScope.DEBUG_WRITE_FULL), "debug() decides about the rest");
        AccessPolicy widened = policy.withUndocumented(RpcScope.DEBUG_WRITE_FULL);
        assertFalse(widened.decide(CXL, command("raw", false), Effects.unknown(), RpcScope.CONFIGURATION)
                .allowed());
    }

    @Test
    void aRefusalNamesTheRuleThatNearlyAllowed() {
        Verdict verdict = only(PolicyRule.allow("scrub rates").commands("cxl.set-*"))
                .decide(CXL, command("cxl.set-feature", true), CONFIGURES, RpcScope.CONFIGURATION);
        assertEquals(
                "no rule allows it; the rule \"scrub rates\" is about it, but it does not allow the effects "
                        + "immediate configuration change (device)",
                verdict.reason());
    }

    @Test
    void anAllowedCommandCostsNoGarbage() {
        AccessPolicy policy = Policies.of(
                        "test",
                        AccessPolicy.nothing(),
                        PolicyRule.allow("")
                                .modules("mlx5")
                                .devices("eth7", "pci-*")
                                .drivers("mlx5_core"),
                        PolicyRule.refuse("").commands("*.set-*").devices("mem*"))
                .and(AccessPolicy.configure());
        ToyCommand command = command("mlx5.read", true);
        ThreadMXBean bean = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().getId();
        long least = Long.MAX_VALUE;
        for (int round = 0; round < 5; round++) {
            long before = bean.getThreadAllocatedBytes(thread);
            for (int i = 0; i < 10_000; i++) {
                if (!policy.decide(NIC, command, READS, RpcScope.CONFIGURATION).allowed()) {
                    throw new AssertionError("refused");
                }
            }
            least = Math.min(least, bean.getThreadAllocatedBytes(thread) - before);
        }
        assertTrue(least < 10_000, least + " bytes for 10000 decisions");
    }

    /** Whatever is composed: never looser than a part, and a further refusal never allows more. */
    @Test
    void compositionNeverLoosens() {
        long seed = Long.getLong("dev.fwctl.seed", 20261006);
        SplittableRandom random = new SplittableRandom(seed);
        int allowedByBoth = 0;
        int refusedByOne = 0;
        for (int i = 0; i < 20_000; i++) {
            AccessPolicy a = randomPolicy(random, 2);
            AccessPolicy b = randomPolicy(random, 2);
            AccessPolicy both = a.and(b);
            RpcScope widened = RpcScope.of(random.nextInt(4));
            AccessPolicy refusing = Policies.of("r", a, randomRule(random, false));
            FwctlNode node = random.nextBoolean() ? CXL : NIC;
            ToyCommand command = command(randomName(random), random.nextBoolean());
            Effects effects = randomEffects(random);
            RpcScope scope = RpcScope.of(random.nextInt(4));
            Supplier<String> what = () -> "seed " + seed + ": " + command.name() + " " + effects + " at " + scope
                    + " on " + node + ", policies " + a.name() + " | " + b.name();

            boolean first = a.decide(node, command, effects, scope).allowed();
            boolean second = b.decide(node, command, effects, scope).allowed();
            assertEquals(
                    first && second, both.decide(node, command, effects, scope).allowed(), what);
            assertTrue(first || !refusing.decide(node, command, effects, scope).allowed(), what);
            boolean parts = a.withUndocumented(widened)
                            .decide(node, command, effects, scope)
                            .allowed()
                    && b.withUndocumented(widened)
                            .decide(node, command, effects, scope)
                            .allowed();
            assertEquals(
                    parts,
                    both.withUndocumented(widened)
                            .decide(node, command, effects, scope)
                            .allowed(),
                    what);
            if (!command.specification().isPublic() && !widened.covers(scope) && !first) {
                assertFalse(
                        a.withUndocumented(widened)
                                .decide(node, command, effects, scope)
                                .allowed(),
                        what);
            }
            allowedByBoth += first && second ? 1 : 0;
            refusedByOne += first != second ? 1 : 0;
        }
        assertTrue(allowedByBoth > 500 && refusedByOne > 500, "the sample shows little: " + allowedByBoth);
    }

    private static AccessPolicy randomPolicy(SplittableRandom random, int depth) {
        int kind = random.nextInt(depth == 0 ? 4 : 8);
        return switch (kind) {
            case 0 -> AccessPolicy.nothing();
            case 1 -> AccessPolicy.readOnly();
            case 2 -> AccessPolicy.configure();
            case 3 -> AccessPolicy.debug();
            case 4 -> randomPolicy(random, depth - 1).and(randomPolicy(random, depth - 1));
            case 5 -> randomPolicy(random, depth - 1).withUndocumented(RpcScope.of(random.nextInt(4)));
            default ->
                Policies.of(
                        "rules",
                        randomPolicy(random, depth - 1),
                        Stream.generate(() -> randomRule(random, random.nextInt(4) != 0))
                                .limit(random.nextInt(4))
                                .toArray(PolicyRule[]::new));
        };
    }

    private static PolicyRule randomRule(SplittableRandom random, boolean allow) {
        PolicyRule rule = allow ? PolicyRule.allow("because") : PolicyRule.refuse("because");
        rule = random.nextInt(3) == 0
                ? rule.commands(List.of("cxl.*", "*.get", "mlx5.s?t").get(random.nextInt(3)))
                : rule;
        rule = random.nextInt(4) == 0 ? rule.modules(random.nextBoolean() ? "cxl" : "mlx5") : rule;
        rule = random.nextInt(4) == 0 ? rule.devices(random.nextBoolean() ? "mem0" : "eth?") : rule;
        rule = random.nextInt(4) == 0 ? rule.drivers(random.nextBoolean() ? "cxl_mem" : "mlx5_core") : rule;
        rule = random.nextInt(2) == 0 ? rule.scope(RpcScope.of(random.nextInt(4))) : rule;
        rule = random.nextInt(2) == 0
                ? rule.effects(randomEffects(random).asSet().toArray(Effect[]::new))
                : rule;
        rule = random.nextInt(4) == 0 ? rule.unknownEffects() : rule;
        return random.nextInt(3) == 0 ? rule.undocumented() : rule;
    }

    private static String randomName(SplittableRandom random) {
        return List.of("cxl.get", "cxl.set", "mlx5.get", "mlx5.set", "raw-rpc").get(random.nextInt(5));
    }

    private static Effects randomEffects(SplittableRandom random) {
        return switch (random.nextInt(4)) {
            case 0 -> Effects.unknown();
            case 1 -> Effects.none(Effects.Source.DEVICE);
            default -> Effects.ofWord(random.nextInt(1 << 16) & random.nextInt(1 << 16) & 0xfff, Effects.Source.DEVICE);
        };
    }
}
