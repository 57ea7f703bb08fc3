// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Spellings from {@code drivers/pci/probe.c} (PCI names) and {@code drivers/cxl/core/memdev.c}. */
class SysfsNamesTest {
    @ParameterizedTest
    @ValueSource(strings = {"0000:03:00.0", "0000:ff:1f.7", "10000:e1:00.0", "deadbeef:00:00.1"})
    void pciAddresses(String name) {
        assertTrue(SysfsNames.isPciAddress(name));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0000:03:00",
                "0000:03:00.8",
                "0000:03:00.a",
                "000:03:00.0",
                "123456789:03:00.0",
                "0000:03:0g.0",
                "0000:03:00.0 ",
                "0000-03:00.0",
                "0000:03-00.0",
                "0000:03:00-0",
                "0000:AF:00.0",
                "pci0000:00"
            })
    void whatIsNoPciAddress(String name) {
        assertFalse(SysfsNames.isPciAddress(name));
    }

    @Test
    void aSerialNumberIsPartOfAName() {
        assertEquals("0x7-a-b-", SysfsNames.printable("0x7 a/b*"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "+1", "1234567890", "0x10", "1 ", "\u0661"})
    void whatIsNoNumber(String text) {
        assertFalse(SysfsNames.isNumber(text, 0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "240", "999999999"})
    void numbers(String text) {
        assertTrue(SysfsNames.isNumber(text, 0));
    }
}
