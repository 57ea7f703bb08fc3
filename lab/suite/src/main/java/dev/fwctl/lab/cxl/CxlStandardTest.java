// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.lab.cxl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fwctl.Fwctl;
import dev.fwctl.FwctlDevice;
import dev.fwctl.cxl.CxlDevice;
import dev.fwctl.cxl.feature.EcsControl;
import dev.fwctl.cxl.feature.MemorySparing;
import dev.fwctl.cxl.feature.PatrolScrub;
import dev.fwctl.cxl.feature.PostPackageRepair;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The eight standard Features of mem6; their bytes, with what each means, are in lab/cxl/lab_table.c. */
class CxlStandardTest {
    private FwctlDevice device;
    private CxlDevice cxl;

    @BeforeEach
    void open() {
        device = Fwctl.system().open("mem6");
        cxl = CxlDevice.of(device);
    }

    @AfterEach
    void close() {
        device.close();
    }

    @Test
    void patrolScrub() {
        assertEquals(
                "PatrolScrub[cycleChangeable=true, realTimeReporting=true, cycleHours=12, "
                        + "minimumCycleHours=4, enabled=true]",
                cxl.read(PatrolScrub.CODEC).toString());
    }

    @Test
    void ecs() {
        EcsControl ecs = cxl.read(EcsControl.CODEC);
        assertEquals(1, ecs.logEntryType());
        assertEquals(2, ecs.units().size());
        assertTrue(ecs.units().get(0).realTimeReporting());
        assertEquals(256, ecs.units().get(0).threshold().orElseThrow());
        assertEquals(EcsControl.CountMode.ROWS, ecs.units().get(0).countMode());
        assertFalse(ecs.units().get(1).realTimeReporting());
        assertEquals(1024, ecs.units().get(1).threshold().orElseThrow());
        assertEquals(EcsControl.CountMode.CODEWORDS, ecs.units().get(1).countMode());
        assertFalse(ecs.units().get(1).resetCounter());
    }

    @Test
    void softPostPackageRepair() {
        PostPackageRepair repair = cxl.read(PostPackageRepair.SOFT_CODEC);
        assertEquals(
                "MaintenanceOperation[maximumLatency=10, capabilities=1, mode=0, operationClass=1, "
                        + "operationSubclass=0]",
                repair.operation().toString());
        assertTrue(repair.takesAddress());
        assertTrue(repair.takesNibbleMask());
        assertFalse(repair.mediaAccessible());
        assertTrue(repair.dataRetained());
        assertFalse(repair.eventRecordEnabled());
    }

    @Test
    void hardPostPackageRepair() {
        PostPackageRepair repair = cxl.read(PostPackageRepair.HARD_CODEC);
        assertEquals(
                "MaintenanceOperation[maximumLatency=32, capabilities=1, mode=1, operationClass=1, "
                        + "operationSubclass=1]",
                repair.operation().toString());
        assertTrue(repair.operation().deviceInitiated());
        assertFalse(repair.takesNibbleMask());
        assertTrue(repair.eventRecordCapable());
        assertTrue(repair.atBootCapable());
        assertFalse(repair.mediaAccessible());
        assertFalse(repair.dataRetained());
        assertTrue(repair.eventRecordEnabled());
        assertTrue(repair.atBootEnabled());
    }

    @Test
    void sparing() {
        check(cxl.read(MemorySparing.CACHELINE_CODEC), 0, true, false, true);
        check(cxl.read(MemorySparing.ROW_CODEC), 1, true, true, true);
        check(cxl.read(MemorySparing.BANK_CODEC), 2, false, true, false);
        check(cxl.read(MemorySparing.RANK_CODEC), 3, false, true, true);
        assertTrue(cxl.read(MemorySparing.BANK_CODEC).operation().deviceInitiated());
        assertEquals(255, cxl.read(MemorySparing.RANK_CODEC).operation().maximumLatency());
    }

    private static void check(MemorySparing sparing, int subclass, boolean safeInUse, boolean hard, boolean soft) {
        assertEquals(2, sparing.operation().operationClass());
        assertEquals(subclass, sparing.operation().operationSubclass());
        assertEquals(safeInUse, sparing.safeInUse());
        assertEquals(hard, sparing.hardSparing());
        assertEquals(soft, sparing.softSparing());
    }
}
