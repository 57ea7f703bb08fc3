// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fwctl.AccessPolicy;
import dev.fwctl.bnxt.BnxtModule;
import dev.fwctl.mlx5.Mlx5Module;
import dev.fwctl.settings.fleet.DesiredState;
import dev.fwctl.settings.fleet.Fleet;
import dev.fwctl.settings.journal.Journal;
import dev.fwctl.settings.plan.FleetPlan;
import dev.fwctl.settings.result.FleetRecovery;
import dev.fwctl.settings.result.Recovery;
import dev.fwctl.testkit.bnxt.BnxtDriver;
import dev.fwctl.testkit.bnxt.BnxtFirmware;
import dev.fwctl.testkit.fault.MortalFiles;
import dev.fwctl.testkit.fault.MortalSyscalls;
import dev.fwctl.testkit.fault.Mortality;
import dev.fwctl.testkit.kernel.Placement;
import dev.fwctl.testkit.kernel.SimulatedKernel;
import dev.fwctl.testkit.mlx5.Mlx5Driver;
import dev.fwctl.testkit.mlx5.Mlx5Firmware;
import dev.fwctl.testkit.mlx5.Mlx5NvStore.Mode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * A process that applies a plan to two devices of two vendors is halted before and after each thing that it does to the
 * world. What it did not sync is dropped, or torn. Then another process recovers, and each device has all of it or nothing.
 */
class TwoVendorsKillPointTest {
    private static final String MLX5 = "pci-0000:03:00.0";
    private static final String BNXT = "pci-0000:05:00.0";
    private static final int MSIX_VEC_PER_PF_MAX = 108;
    private static final int ENABLE_SRIOV = 401;

    /** The longest record is the first; every byte of a short one is tried, and every so many of a long one. */
    private static final int SHORT = 120;

    private static final int STEP = Integer.getInteger("dev.fwctl.torn.step", 97);

    private final SimulatedKernel kernel = SimulatedKernel.create();
    private final Mlx5Firmware mlx5 = Mlx5Firmware.connectX7();
    private final BnxtFirmware bnxt = BnxtFirmware.create();
    private MortalFiles files = new MortalFiles(new Mortality(0));
    private String where = "";
    private final FleetPlan plan;

    TwoVendorsKillPointTest() {
        kernel.plug(Placement.pci("0000:03:00.0", 0x15b3, 0x1021), Mlx5Driver.of(mlx5));
        kernel.plug(Placement.pci("0000:05:00.0", 0x14e4, 0x1750), BnxtDriver.of(bnxt, 0));
        reset();
        FleetPlan[] made = new FleetPlan[1];
        process(0, fleet -> made[0] = fleet.plan(DesiredState.parse("""
                {"schema": "settings-desired-1", "devices": [
                  {"select": {"driver": "mlx5_core"}, "settings": {"NUM_OF_VFS": 32, "LINK_TYPE_P1": "IB"}},
                  {"select": {"driver": "bnxt_en"}, "settings": {"MSIX_VEC_PER_PF_MAX": 200, "ENABLE_SRIOV": false}}]}
                """)));
        plan = made[0];
        assertEquals(List.of(), plan.problems());
        assertEquals(4, plan.changes().size(), plan::toJson);
    }

    @AfterEach
    void close() {
        kernel.close();
    }

    /** Firmware as nobody has written to it, and an empty journal. */
    private void reset() {
        mlx5.nv().put("NUM_OF_VFS", Mode.NEXT, 8).put("LINK_TYPE_P1", Mode.NEXT, 2);
        bnxt.store(MSIX_VEC_PER_PF_MAX, 0, 128);
        bnxt.store(ENABLE_SRIOV, 0, 1);
        files = new MortalFiles(new Mortality(0));
    }

    /** Runs a process until it ends or is halted. */
    private boolean process(int last, Consumer<Fleet> work) {
        Mortality mortality = new Mortality(last);
        files = files.afterCrash(mortality, 0);
        MortalSyscalls syscalls = new MortalSyscalls(kernel, mortality);
        try {
            work.accept(Fleet.of(kernel.fwctl()
                            .withModules(List.of(new Mlx5Module(), new BnxtModule()))
                            .withPolicy(AccessPolicy.debug())
                            .withSyscalls(syscalls))
                    .withJournal(Journal.in(files)));
        } catch (Mortality.Halt e) {
            // as ordered
        }
        syscalls.exit();
        where = mortality.where();
        return mortality.isDead();
    }

    private boolean dies(int last) {
        reset();
        return process(last, fleet -> fleet.apply(plan));
    }

    /** All-before or all-after of each device, in the order in which they are written. */
    private String state() {
        return state(mlx5.nv().value("NUM_OF_VFS", Mode.NEXT) == 8, mlx5.nv().value("LINK_TYPE_P1", Mode.NEXT) == 2)
                + " "
                + state(bnxt.stored(MSIX_VEC_PER_PF_MAX, 0) == 128, bnxt.stored(ENABLE_SRIOV, 0) == 1);
    }

    private static String state(boolean first, boolean second) {
        return first != second ? "HALF" : first ? "ALL_BEFORE" : "ALL_AFTER";
    }

    private String recovered(String what) {
        process(0, fleet -> {
            FleetRecovery recovery = fleet.recover();
            assertEquals(List.of(), recovery.problems(), what);
            List<Recovery> recovered = recovery.recoveries();
            String state = state();
            assertTrue(!state.contains("HALF"), what + ": " + state + " after " + recovered);
            for (Recovery one : recovered) {
                int place = one.device().equals(MLX5) ? 0 : 1;
                assertEquals(place == 0 ? MLX5 : BNXT, one.device());
                assertEquals(state.split(" ")[place], one.end().name(), what + ": " + one);
            }
            assertEquals(List.of(), fleet.recover().recoveries(), what + ": once is enough");
        });
        return state();
    }

    @Test
    void haltedAnywhereEachDeviceEndsAsAllBeforeOrAllAfter() {
        Set<String> ends = new TreeSet<>();
        int last = 1;
        for (; dies(last); last++) {
            files = files.afterCrash(new Mortality(0), 0);
            ends.add(recovered("halted " + where));
        }
        assertEquals("ALL_AFTER ALL_AFTER", state(), "a process that lives applies it");
        assertTrue(last > 120, last + " points");
        assertEquals(
                Set.of("ALL_BEFORE ALL_BEFORE", "ALL_AFTER ALL_BEFORE", "ALL_AFTER ALL_AFTER"),
                ends,
                "each is reached");
    }

    @Test
    void aJournalTornInItsLastRecordIsReadAsFarAsItGoes() {
        Set<String> places = new HashSet<>();
        int torn = 0;
        for (int last = 1; dies(last); last++) {
            int unsynced = files.unsynced();
            // Where it died does not matter for what was torn: each append is tried once.
            if (unsynced == 0 || !places.add(where.replaceAll("[0-9a-fT-]{8,}", "") + unsynced)) {
                continue;
            }
            for (int bytes = 1; bytes <= unsynced; bytes += unsynced > SHORT ? STEP : 1) {
                dies(last);
                files = files.afterCrash(new Mortality(0), bytes);
                recovered("torn at byte " + bytes + ", halted " + where);
                torn++;
            }
        }
        System.err.println(torn + " tears, at every " + STEP + "th byte of long records");
        assertTrue(torn > 50, torn + " tears");
    }
}
