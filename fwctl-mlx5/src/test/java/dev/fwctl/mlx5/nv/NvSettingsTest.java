// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.mlx5.nv;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fwctl.AccessPolicy;
import dev.fwctl.Effect;
import dev.fwctl.FwctlDevice;
import dev.fwctl.PolicyRefusedException;
import dev.fwctl.RpcContext;
import dev.fwctl.RpcEvent;
import dev.fwctl.RpcObserver;
import dev.fwctl.RpcScope;
import dev.fwctl.mlx5.Mlx5Device;
import dev.fwctl.policy.Policies;
import dev.fwctl.policy.PolicyRule;
import dev.fwctl.settings.Settings;
import dev.fwctl.settings.model.Offer;
import dev.fwctl.settings.model.SettingReading;
import dev.fwctl.settings.plan.Change;
import dev.fwctl.settings.plan.Plan;
import dev.fwctl.settings.plan.Problem;
import dev.fwctl.settings.plan.SettingsException;
import dev.fwctl.settings.result.ApplyResult;
import dev.fwctl.settings.result.Recovery;
import dev.fwctl.settings.result.ResetNeed;
import dev.fwctl.testkit.kernel.Placement;
import dev.fwctl.testkit.kernel.SimulatedKernel;
import dev.fwctl.testkit.mlx5.Mlx5Driver;
import dev.fwctl.testkit.mlx5.Mlx5Firmware;
import dev.fwctl.testkit.mlx5.Mlx5NvStore.Mode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The NV configuration through the settings of any vendor. */
class NvSettingsTest {
    private static final int PCI_CONF = 0x80;

    private final SimulatedKernel kernel = SimulatedKernel.create();
    private final Mlx5Firmware firmware = Mlx5Firmware.connectX7();
    private final Mlx5Driver driver = Mlx5Driver.of(firmware);
    private final FwctlDevice device;
    private final Settings settings;

    NvSettingsTest() {
        kernel.plug(Placement.pci("0000:03:00.0", 0x15b3, 0x1021), driver);
        device = kernel.fwctl().withPolicy(AccessPolicy.configure()).open("fwctl0");
        settings = Settings.of(device);
        driver.forgetCalls();
    }

    @AfterEach
    void close() {
        device.close();
        kernel.close();
    }

    @Test
    void saysWhatTheModulesOwnReaderSays() {
        Map<String, SettingReading> mine =
                settings.readAll().stream().collect(Collectors.toMap(SettingReading::name, reading -> reading));
        List<NvReading> own = Mlx5Device.of(device).configuration().readAll();
        assertEquals(own.size(), mine.size());
        for (NvReading one : own) {
            SettingReading reading = mine.get(one.name());
            assertEquals(
                    one.offer().state() == NvReading.Offer.State.YES,
                    reading.offer().state() == Offer.State.YES,
                    one.name());
            one.next().ifPresent(value -> {
                if (!(value.raw() instanceof List<?>) && !value.text().startsWith("Array")) {
                    String text = reading.pending().orElseThrow().text();
                    assertTrue(text.equals(value.text()) || text.equals("(sensitive)"), one.name() + " " + text);
                }
            });
            assertEquals(one.waits(), reading.waits(), one.name());
        }
        assertTrue(own.size() > 600, own.size() + " parameters");
    }

    @Test
    void plansWithValidBitsBoundsAndDependenciesOverTlvs() {
        Map<String, Object> wanted = new LinkedHashMap<>();
        wanted.put("NUM_OF_VFS", 200);
        wanted.put("SRIOV_ENN", true);
        wanted.put("LINK_TYPE_P2", "ETHERNET");
        wanted.put("LINK_TYPE", "ETH");
        Plan plan = settings.plan(wanted);
        Map<String, Problem.Kind> kinds =
                plan.problems().stream().collect(Collectors.toMap(Problem::setting, Problem::kind));
        assertEquals(
                Map.of(
                        "NUM_OF_VFS", Problem.Kind.BOUNDS,
                        "SRIOV_ENN", Problem.Kind.UNKNOWN_SETTING,
                        "LINK_TYPE_P2", Problem.Kind.VALUE,
                        "LINK_TYPE", Problem.Kind.UNKNOWN_SETTING),
                kinds,
                plan.toString());
        assertTrue(plan.toString().contains("SRIOV_EN"), plan.toString());
        assertTrue(plan.toString().contains("127"), plan.toString());
    }

    @Test
    void appliesVerifiesAndTakesBackExactly() {
        byte[] before = firmware.nv().value(PCI_CONF, Mode.NEXT);
        Plan plan = settings.plan(Map.of("NUM_OF_VFS", 32, "LINK_TYPE_P1", "IB"));
        assertEquals(List.of(), plan.problems(), plan.toString());
        assertTrue(plan.changes().stream().noneMatch(change -> change.write().taints()));
        ApplyResult result = settings.apply(plan);
        assertTrue(result.done(), result.toString());
        assertEquals(32, settings.read("NUM_OF_VFS").pending().orElseThrow().asLong());
        assertFalse(kernel.isTainted());
        assertEquals(ResetNeed.Kind.NOT_SEPARABLE, result.reset().kind(), "other changes waited before");
        Recovery back = settings.rollback(result.transaction().orElseThrow());
        assertEquals(Recovery.End.ALL_BEFORE, back.end(), back.toString());
        assertArrayEquals(before, firmware.nv().value(PCI_CONF, Mode.NEXT));
    }

    @Test
    void whatWasNeverStoredIsForgottenAgain() {
        Plan plan = settings.plan(Map.of("KEEP_ETH_LINK_UP_P1", false));
        assertEquals(List.of(), plan.problems(), plan.toString());
        ApplyResult result = settings.apply(plan);
        assertTrue(result.done(), result.toString());
        assertEquals(
                Recovery.End.ALL_BEFORE,
                settings.rollback(result.transaction().orElseThrow()).end());
    }

    @Test
    void changingTwoParametersOfOneTlvTakesFewRpcs() {
        Plan plan = settings.plan(Map.of("NUM_OF_VFS", 32, "FPP_EN", false));
        assertEquals(List.of(), plan.problems(), plan.toString());
        assertEquals(
                2,
                plan.changes().stream()
                        .filter(c -> c.cause() == Change.Cause.ASKED)
                        .count(),
                plan.toString());
        driver.forgetCalls();
        settings.apply(plan);
        long writes = driver.calls().entrySet().stream()
                .filter(call ->
                        call.getKey().register() == 0x9024 && call.getKey().opMod() == 0)
                .mapToLong(Map.Entry::getValue)
                .sum();
        assertTrue(driver.callCount() < 30, driver.calls().toString());
        assertTrue(writes <= 1, driver.calls().toString());
    }

    @Test
    void aCardIsTheSameThroughAllItsFunctions() {
        kernel.plug(Placement.pci("0000:03:00.1", 0x15b3, 0x1021), Mlx5Driver.of(firmware));
        try (FwctlDevice other =
                kernel.fwctl().withPolicy(AccessPolicy.configure()).open("fwctl1")) {
            Settings second = Settings.of(other);
            Plan plan = settings.plan(Map.of("NUM_OF_VFS", 32));
            assertEquals(
                    plan.facts().hardware(),
                    second.plan(Map.of("NUM_OF_VFS", 32)).facts().hardware());
            assertTrue(settings.apply(plan).done());
            assertEquals(32, second.read("NUM_OF_VFS").pending().orElseThrow().asLong());
        }
    }

    /** Two functions of one card, two threads, the engine and the low-level way: one TLV, and each change is there in the end. */
    @Test
    void noWriterUndoesTheChangeOfAnother() throws Exception {
        kernel.plug(Placement.pci("0000:03:00.1", 0x15b3, 0x1021), Mlx5Driver.of(firmware));
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try (FwctlDevice other =
                kernel.fwctl().withPolicy(AccessPolicy.configure()).open("fwctl1")) {
            NvConfig lowLevel = Mlx5Device.of(other).configuration();
            for (int round = 1; round <= 12; round++) {
                int value = round;
                // A plan that another writer overtakes is refused as stale, and made anew.
                Future<?> engine = threads.submit(() -> {
                    Map<String, Object> wanted = Map.of("NUM_OF_VFS", value);
                    while (!settings.drift(wanted).inLine()) {
                        try {
                            settings.apply(settings.plan(wanted));
                        } catch (SettingsException e) {
                            assertEquals(Problem.Kind.STALE, e.problems().get(0).kind(), e::getMessage);
                        }
                    }
                });
                Future<?> direct = threads.submit(() -> lowLevel.write(Map.of("NUM_PF_MSIX", value)));
                engine.get();
                direct.get();
                byte[] next = firmware.nv().value(PCI_CONF, Mode.NEXT);
                assertEquals(value, next[7], "NUM_OF_VFS");
                assertEquals(value, (next[9] & 0x3f) << 4 | (next[10] & 0xf0) >> 4, "NUM_PF_MSIX");
            }
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void everyRpcOfATransactionSaysWhatItIsAboutAndWhatFor() {
        List<RpcEvent> writes = new ArrayList<>();
        Set<RpcContext> contexts = new HashSet<>();
        RpcObserver observer = new RpcObserver() {
            @Override
            public void finished(RpcEvent event) {
                contexts.add(event.context());
                if (event.call().scope() == RpcScope.CONFIGURATION) {
                    writes.add(event);
                }
            }
        };
        try (FwctlDevice observed = kernel.fwctl()
                .withPolicy(AccessPolicy.configure())
                .withObserver(observer)
                .open("fwctl0")) {
            Settings theirs = Settings.of(observed);
            Plan plan = theirs.plan(Map.of("NUM_OF_VFS", 32));
            contexts.clear();
            String id = RpcContext.of("alice", "CHG-4711")
                    .holding(() -> theirs.apply(plan))
                    .transaction()
                    .orElseThrow();
            assertEquals(Set.of(new RpcContext("alice", "CHG-4711", id)), contexts);
        }
        assertEquals(1, writes.size());
        List<String> about = writes.get(0).about();
        assertEquals(List.of("MNVDA", "nv_global_pci_conf"), about.subList(0, 2));
        assertTrue(about.contains("NUM_OF_VFS"), about.toString());
    }

    @Test
    void aPolicyCanNameASetting() {
        AccessPolicy policy = Policies.of(
                "no VFs",
                AccessPolicy.configure(),
                PolicyRule.refuse("VFs are counted elsewhere")
                        .about("NUM_OF_VFS")
                        .effects(Effect.CONFIGURATION_CHANGE_AFTER_COLD_RESET));
        try (FwctlDevice device = kernel.fwctl().withPolicy(policy).open("fwctl0")) {
            Settings theirs = Settings.of(device);
            assertTrue(theirs.read("NUM_OF_VFS").pending().isPresent());
            Plan plan = theirs.plan(Map.of("NUM_OF_VFS", 32, "LINK_TYPE_P1", "IB"));
            assertEquals(
                    List.of("NUM_OF_VFS"),
                    plan.problems().stream().map(Problem::setting).toList(),
                    plan.toString());
            assertEquals(Problem.Kind.POLICY, plan.problems().get(0).kind());
            assertThrows(
                    PolicyRefusedException.class,
                    () -> Mlx5Device.of(device).configuration().write(Map.of("NUM_OF_VFS", 32)));
        }
        IllegalArgumentException misspelt = assertThrows(
                IllegalArgumentException.class,
                () -> Policies.of("x", policy, PolicyRule.refuse("y").about("NUM_OF_VF")));
        assertTrue(misspelt.getMessage().contains("NUM_OF_VFS"), misspelt.getMessage());
    }
}
