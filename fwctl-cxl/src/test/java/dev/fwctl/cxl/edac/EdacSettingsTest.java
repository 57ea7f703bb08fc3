// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.cxl.edac;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fwctl.AccessPolicy;
import dev.fwctl.FwctlDevice;
import dev.fwctl.FwctlException;
import dev.fwctl.PermissionDeniedException;
import dev.fwctl.RpcEvent;
import dev.fwctl.settings.Settings;
import dev.fwctl.settings.model.Unit;
import dev.fwctl.settings.model.UnitState;
import dev.fwctl.settings.plan.Change;
import dev.fwctl.settings.plan.Plan;
import dev.fwctl.settings.plan.Problem;
import dev.fwctl.settings.plan.SettingsException;
import dev.fwctl.settings.result.ApplyResult;
import dev.fwctl.settings.result.Recovery;
import dev.fwctl.testkit.cxl.CxlDriver;
import dev.fwctl.testkit.cxl.CxlFirmware;
import dev.fwctl.testkit.kernel.SimulatedKernel;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Scrubbing and ECS through files like those of a real kernel. */
class EdacSettingsTest {
    private final SimulatedKernel kernel = SimulatedKernel.create();
    private final List<String> audited = new ArrayList<>();
    private final FwctlDevice device;
    private final Settings settings;

    EdacSettingsTest() throws IOException {
        kernel.plug(CxlDriver.place("mem1", "0000:35:00.0", 0x1234), CxlDriver.of(CxlFirmware.demonstration()));
        file("scrub0/current_cycle_duration", "43200");
        file("scrub0/min_cycle_duration", "14400");
        file("scrub0/max_cycle_duration", "918000");
        file("scrub0/enable_background", "1");
        for (String fru : List.of("ecs_fru0", "ecs_fru1")) {
            file(fru + "/log_entry_type", "0");
            file(fru + "/mode", "0");
            file(fru + "/threshold", "1024");
            file(fru + "/reset", "");
        }
        device = kernel.fwctl()
                .withPolicy(AccessPolicy.configure())
                .withObserver(this::audit)
                .open("mem1");
        settings = Settings.of(device);
    }

    private void audit(RpcEvent event) {
        audited.add(event.call().command() + " " + event.requestDescription());
    }

    private Path folder() {
        return kernel.root().resolve("sys/bus/edac/devices/cxl_mem1");
    }

    private void file(String name, String text) throws IOException {
        Path file = folder().resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text + "\n");
    }

    @AfterEach
    void close() {
        device.close();
        kernel.close();
    }

    private static Problem.Kind kind(Plan plan) {
        return plan.problems().get(0).kind();
    }

    @Test
    void readsWithBoundsInWholeHours() {
        var cycle = settings.read("scrub0.current_cycle_duration");
        assertEquals(43200, cycle.current().orElseThrow().asLong());
        assertEquals("14400 to 918000 in steps of 3600", cycle.bounds().toString());
        assertTrue(settings.read("scrub0.enable_background")
                .current()
                .orElseThrow()
                .asBoolean());
        assertEquals(
                1024,
                settings.read("ecs_fru1.threshold").current().orElseThrow().asLong());
        assertEquals(
                "ecs_fru0.log_entry_type",
                settings.read("ecs_fru1.log_entry_type").name(),
                "one byte, which every unit shows");
        assertEquals(
                1,
                settings.readAll().stream()
                        .filter(one -> one.name().endsWith("log_entry_type"))
                        .count());
        assertThrows(SettingsException.class, () -> settings.read("ecs_fru0.reset"), "an action");
    }

    /** A program that looks now and then must not hold a device in between. */
    @Test
    void nothingIsOpenedBesidesTheDevice() {
        settings.read("scrub0.current_cycle_duration");
        assertEquals(1, kernel.openFiles().size());
        device.close();
        assertEquals(List.of(), kernel.openFiles());
        assertThrows(FwctlException.class, () -> settings.read("scrub0.current_cycle_duration"));
    }

    @Test
    void reservedValuesOfEcsAreRefused() {
        for (String name : List.of("ecs_fru0.threshold", "ecs_fru0.mode", "ecs_fru1.log_entry_type")) {
            assertEquals(Problem.Kind.VALUE, kind(settings.plan(Map.of(name, 5))), name);
        }
        assertTrue(settings.plan(Map.of("ecs_fru0.mode", "codewords")).applyable());
    }

    /** 256 is one byte shorter, and the layout is still the same. */
    @Test
    void aTextOfAnotherLengthIsTakenBack() throws IOException {
        ApplyResult result = settings.apply(settings.plan(Map.of("ecs_fru0.threshold", 256)));
        assertEquals(
                Recovery.End.ALL_BEFORE,
                settings.rollback(result.transaction().orElseThrow()).end());
        assertEquals(
                "1024", Files.readString(folder().resolve("ecs_fru0/threshold")).strip());
    }

    @Test
    void theEngineRefusesWhatTheDriverWouldTruncate() {
        assertEquals(Problem.Kind.BOUNDS, kind(settings.plan(Map.of("scrub0.current_cycle_duration", 964800))));
        assertEquals(Problem.Kind.BOUNDS, kind(settings.plan(Map.of("scrub0.current_cycle_duration", 15000))));
        assertEquals(Problem.Kind.READ_ONLY, kind(settings.plan(Map.of("scrub0.min_cycle_duration", 3600))));
        kernel.rawIo(false);
        assertEquals(Problem.Kind.CAPABILITY, kind(settings.plan(Map.of("scrub0.current_cycle_duration", 14400))));
    }

    @Test
    void appliesWithoutScopeOrTaintAndIsAudited() throws IOException {
        Plan plan = settings.plan(Map.of("scrub0.current_cycle_duration", 14400));
        Change change = plan.changes().get(0);
        assertEquals(Optional.empty(), change.write().scope());
        assertFalse(change.write().taints());
        ApplyResult result = settings.apply(plan);
        assertTrue(result.done(), result.toString());
        assertEquals(
                "14400",
                Files.readString(folder().resolve("scrub0/current_cycle_duration"))
                        .strip());
        assertFalse(kernel.isTainted());
        assertTrue(
                audited.contains("cxl.edac-write {file=scrub0/current_cycle_duration, text=14400}"),
                audited.toString());
        assertEquals(
                Recovery.End.ALL_BEFORE,
                settings.rollback(result.transaction().orElseThrow()).end());
        assertEquals(
                "43200",
                Files.readString(folder().resolve("scrub0/current_cycle_duration"))
                        .strip());
    }

    @Test
    void whatTheKernelAnswersKeepsItsMeaning() {
        SysfsFiles refusing = new SysfsFiles() {
            @Override
            public byte[] read(Path file) throws IOException {
                return SysfsFiles.REAL.read(file);
            }

            @Override
            public void write(Path file, byte[] text) throws IOException {
                throw new FileSystemException(file.toString(), null, "Operation not permitted");
            }
        };
        try (FwctlDevice other =
                kernel.fwctl().withPolicy(AccessPolicy.configure()).open("mem1")) {
            Unit cycle = EdacUnits.of(other, "mem1", refusing).stream()
                    .filter(unit -> unit.key().endsWith("current_cycle_duration"))
                    .findFirst()
                    .orElseThrow();
            assertEquals("43200", new String(cycle.read(UnitState.CURRENT).orElseThrow()));
            FwctlException e = assertThrows(
                    FwctlException.class, () -> cycle.write("14400".getBytes()).send());
            assertTrue(e instanceof PermissionDeniedException, e.toString());
        }
    }

    /** As a container has sysfs: whoever reads of it has to know what to change. */
    @Test
    void sysfsThatCannotBeWrittenToIsNamed() {
        SysfsFiles readOnly = new SysfsFiles() {
            @Override
            public byte[] read(Path file) throws IOException {
                return SysfsFiles.REAL.read(file);
            }

            @Override
            public void write(Path file, byte[] text) throws IOException {
                throw new FileNotFoundException(file + " (Read-only file system)");
            }
        };
        Unit cycle = EdacUnits.of(device, "mem1", readOnly).stream()
                .filter(unit -> unit.key().endsWith("current_cycle_duration"))
                .findFirst()
                .orElseThrow();
        FwctlException e = assertThrows(
                FwctlException.class, () -> cycle.write("14400".getBytes()).send());
        assertTrue(e.getMessage().contains("EROFS (30, read-only file system)"), e.toString());
    }

    /** A channel would close, and a write would end in nobody knows what. */
    @Test
    void anInterruptedThreadReadsAndWritesAsAnyOther(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("cycle"), "43200\n");
        Thread.currentThread().interrupt();
        try {
            SysfsFiles.REAL.write(file, "86400".getBytes(StandardCharsets.US_ASCII));
            assertEquals("86400", new String(SysfsFiles.REAL.read(file), StandardCharsets.US_ASCII));
            assertThrows(NoSuchFileException.class, () -> SysfsFiles.REAL.write(folder.resolve("none"), new byte[1]));
            assertFalse(Files.exists(folder.resolve("none")));
            assertTrue(Thread.currentThread().isInterrupted());
        } finally {
            assertTrue(Thread.interrupted());
        }
    }
}
