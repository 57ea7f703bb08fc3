// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.lab.cxl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fwctl.AccessPolicy;
import dev.fwctl.Fwctl;
import dev.fwctl.NoSuchDeviceException;
import dev.fwctl.cxl.memdev.CommandAccess;
import dev.fwctl.cxl.memdev.CommandEffectsLog;
import dev.fwctl.cxl.memdev.CxlMemdev;
import dev.fwctl.cxl.memdev.StandardLog;
import dev.fwctl.lab.LabSuite;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** QEMU's own CXL type 3 device behind the real cxl_pci, whose firmware nobody here wrote. */
@Tag("type3")
@EnabledIfSystemProperty(
        named = LabSuite.MACHINE_PROPERTY,
        matches = "type3",
        disabledReason = "QEMU's machine virt has no CXL type 3 device")
class Type3Test {
    private static CxlMemdev open() {
        return CxlMemdev.open(Fwctl.system().withPolicy(AccessPolicy.readOnly()), "mem0");
    }

    @Test
    void itHasNoFwctlNode() {
        assertEquals(List.of("mem0"), CxlMemdev.names(Fwctl.system()));
        try (CxlMemdev memdev = open()) {
            assertTrue(memdev.fwctlNode().isEmpty(), "all its Features are the kernel's");
            assertTrue(memdev.node().parent().pci().isPresent());
        }
    }

    /** 256 MiB of persistent memory and a label storage area of 1 MiB, as lab/run orders them. */
    @Test
    void itSaysWhatItIs() {
        try (CxlMemdev memdev = open()) {
            assertEquals(256L << 20, memdev.identify().totalCapacity());
            assertEquals(256L << 20, memdev.identify().persistentCapacity());
            assertEquals(0, memdev.identify().volatileCapacity());
            assertEquals(1L << 20, memdev.identify().labelStorageSize());
        }
    }

    @Test
    void itsCommandEffectsLog() {
        try (CxlMemdev memdev = open()) {
            CommandEffectsLog log = memdev.commandEffects();
            assertEquals(
                    memdev.log(StandardLog.COMMAND_EFFECTS.uuid()).orElseThrow().size() / 4,
                    log.entries().size());
            assertTrue(log.entries().size() >= 20, log::toString);
            for (CommandEffectsLog.Entry entry : log.entries()) {
                assertFalse(entry.name().startsWith("Unknown"), entry::toString);
                assertFalse(entry.effects().isUnknown(), entry::toString);
            }
            assertTrue(log.find(0x401).orElseThrow().effects().isReadOnly());
            assertTrue(log.find(0x4400).orElseThrow().effects().isImmediate(), "Sanitize");
        }
    }

    @Test
    void itHasNoVendorDebugLog() {
        try (CxlMemdev memdev = open()) {
            assertTrue(memdev.log(StandardLog.VENDOR_DEBUG.uuid()).isEmpty());
        }
    }

    @Test
    void whatAReaderMaySend() {
        try (CxlMemdev memdev = open()) {
            List<CommandAccess> table = memdev.access(AccessPolicy.readOnly());
            List<String> allowed = table.stream()
                    .filter(CommandAccess::allowed)
                    .map(CommandAccess::name)
                    .toList();
            assertTrue(allowed.containsAll(List.of("Get Log", "Identify Memory Device")), allowed::toString);
            assertTrue(table.stream().noneMatch(row -> row.way() == CommandAccess.Way.FWCTL));
        }
        assertThrows(NoSuchDeviceException.class, () -> CxlMemdev.open(Fwctl.system(), "mem1"));
    }
}
