// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.testkit.loom;

import static dev.fwctl.testkit.loom.LoomFirmware.ACCOUNT;
import static dev.fwctl.testkit.loom.LoomFirmware.FABRIC;
import static dev.fwctl.testkit.loom.LoomFirmware.TABLE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fwctl.AccessPolicy;
import dev.fwctl.FwctlDevice;
import dev.fwctl.settings.Settings;
import dev.fwctl.settings.journal.Journal;
import dev.fwctl.settings.journal.JournalException;
import dev.fwctl.settings.result.Recovery;
import dev.fwctl.testkit.fault.MortalFiles;
import dev.fwctl.testkit.fault.MortalSyscalls;
import dev.fwctl.testkit.fault.Mortality;
import dev.fwctl.testkit.kernel.Placement;
import dev.fwctl.testkit.kernel.SimulatedDriver;
import dev.fwctl.testkit.kernel.SimulatedKernel;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/**
 * A process is halted before and after each thing it does to the world: each system call, each write, force and rename of
 * the journal. What was not synced is dropped, or torn at any byte. Then another process recovers.
 */
class KillPointTest {
    private static final Map<String, Object> WANTED = ApplyTest.WANTED;

    /** A recovery begins in one of few states, each of which several places lead to. */
    private static final int FIRST_STEP = 13;

    /** Firmware, and what is left of the journal of the process that died. */
    private static final class World implements AutoCloseable {
        final SimulatedKernel kernel = SimulatedKernel.create();
        LoomFirmware firmware = new LoomFirmware();
        MortalFiles files = new MortalFiles(new Mortality(0));
        String where = "";

        World() {
            kernel.plug(
                    Placement.pci("0000:07:00.0", 0x1234, 0x5678),
                    SimulatedDriver.of("loom_fw", 77, (scope, request, room) -> firmware.rpc(scope, request, room)));
        }

        /** Firmware that nobody wrote to, and an empty journal. */
        void begin() {
            firmware = new LoomFirmware();
            files = new MortalFiles(new Mortality(0));
        }

        /** Whether a process is halted that begins in a new world. */
        boolean dies(int last, Consumer<Settings> work) {
            begin();
            return process(last, work).isDead();
        }

        /** Runs a process until it ends or is halted. */
        Mortality process(int last, Consumer<Settings> work) {
            Mortality mortality = new Mortality(last);
            files = files.afterCrash(mortality, 0);
            MortalSyscalls syscalls = new MortalSyscalls(kernel, mortality);
            try {
                FwctlDevice device = kernel.fwctl()
                        .withModules(List.of(new LoomModule()))
                        .withPolicy(AccessPolicy.debug())
                        .withSyscalls(syscalls)
                        .open("fwctl0");
                work.accept(Settings.of(device).withJournal(Journal.in(files)));
            } catch (Mortality.Halt e) {
                // as ordered
            }
            syscalls.exit();
            where = mortality.where();
            return mortality;
        }

        boolean isAllBefore() {
            return firmware.units.get(FABRIC).pending[2] == 4
                    && !firmware.units.get(FABRIC).stored
                    && firmware.units.get(ACCOUNT).pending[4] == 'l'
                    && firmware.units.get(TABLE).pending[4] == 9
                    && !firmware.units.get(TABLE).stored;
        }

        boolean isAllAfter() {
            return firmware.units.get(FABRIC).pending[2] == 8
                    && firmware.units.get(ACCOUNT).pending[4] == 's'
                    && firmware.units.get(TABLE).pending[4] == 7;
        }

        /** A new process recovers, and what it says is true. */
        void recoverAndCheck(String what, Recovery.End ifBefore, Recovery.End ifAfter) {
            process(0, settings -> {
                List<Recovery> recovered = settings.recover();
                boolean before = isAllBefore();
                boolean after = isAllAfter();
                assertTrue(before || after, what + ": half of it is there, " + recovered);
                if (!recovered.isEmpty()) {
                    assertEquals(before ? ifBefore : ifAfter, recovered.get(0).end(), what + recovered);
                }
                assertEquals(List.of(), settings.recover(), what + ": once is enough");
                assertTrue(settings.apply(settings.plan(Map.of("LANES", 6))).done(), what + ": and work goes on");
            });
        }

        @Override
        public void close() {
            kernel.close();
        }
    }

    private static void apply(Settings settings) {
        settings.apply(settings.plan(WANTED));
    }

    @Test
    void haltedAnywhereEndsAsAllBeforeOrAllAfter() {
        boolean before = false;
        boolean after = false;
        try (World world = new World()) {
            int last = 1;
            while (world.dies(last, KillPointTest::apply)) {
                world.files = world.files.afterCrash(new Mortality(0), 0);
                world.recoverAndCheck("halted " + world.where, Recovery.End.ALL_BEFORE, Recovery.End.ALL_AFTER);
                before |= world.firmware.units.get(TABLE).pending[4] == 9;
                after |= world.firmware.units.get(TABLE).pending[4] == 7;
                last++;
            }
            assertTrue(world.isAllAfter(), "a process that lives applies it");
            assertTrue(last > 60, last + " points");
            assertTrue(before && after, "both ends were seen");
        }
    }

    @Test
    void aJournalTornAtEveryByteIsReadAsFarAsItGoes() {
        int torn = 0;
        try (World world = new World()) {
            for (int last = 1; world.dies(last, KillPointTest::apply); last++) {
                int unsynced = world.files.unsynced();
                for (int bytes = 1; bytes <= unsynced; bytes++) {
                    world.dies(last, KillPointTest::apply);
                    world.files = world.files.afterCrash(new Mortality(0), bytes);
                    world.recoverAndCheck(
                            "torn at byte " + bytes + ", halted " + world.where,
                            Recovery.End.ALL_BEFORE,
                            Recovery.End.ALL_AFTER);
                    torn++;
                }
            }
        }
        assertTrue(torn > 100, torn + " tears");
    }

    /** Every way through a recovery is cut off that a crash of the first process can lead to. */
    @Test
    void aRecoveryThatIsHaltedTooIsRecovered() {
        int points = 0;
        try (World world = new World()) {
            for (int first = 1; world.dies(first, KillPointTest::apply); first += FIRST_STEP) {
                for (int second = 1; world.process(second, Settings::recover).isDead(); second++) {
                    world.recoverAndCheck(
                            "halted twice, " + world.where, Recovery.End.ALL_BEFORE, Recovery.End.ALL_AFTER);
                    points++;
                    world.dies(first, KillPointTest::apply);
                }
            }
        }
        assertTrue(points > 60, points + " points");
    }

    @Test
    void aRollbackThatIsHaltedEndsAsAllBeforeOrAllAfter() {
        try (World world = new World()) {
            for (int last = 1; ; last++) {
                world.begin();
                String[] id = new String[1];
                world.process(
                        0,
                        settings -> id[0] = settings.apply(settings.plan(WANTED))
                                .transaction()
                                .orElseThrow());
                if (!world.process(last, settings -> settings.rollback(id[0])).isDead()) {
                    assertTrue(world.isAllBefore());
                    assertTrue(last > 60, last + " points");
                    return;
                }
                // Seen from the rollback, what the other transaction wrote was before.
                world.recoverAndCheck(
                        "rollback halted " + world.where, Recovery.End.ALL_AFTER, Recovery.End.ALL_BEFORE);
            }
        }
    }

    @Test
    void damageThatIsNoTearIsNotReadOver() throws IOException {
        try (World world = new World()) {
            world.process(0, KillPointTest::apply);
            String done = world.files.names().stream()
                    .filter(file -> file.endsWith(".done"))
                    .findFirst()
                    .orElseThrow();
            byte[] bytes = world.files.read(done);
            bytes[40] ^= 1;
            String open = done.replace(".done", ".open");
            world.files.create(open);
            world.files.append(open, bytes);
            JournalException e = assertThrows(
                    JournalException.class, () -> Journal.in(world.files).open());
            assertTrue(e.getMessage().contains("is damaged"), e.getMessage());
        }
    }
}
