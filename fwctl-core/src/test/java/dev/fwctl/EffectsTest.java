// SPDX-License-Identifier: Apache-2.0
package dev.fwctl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fwctl.Effects.Source;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EffectsTest {
    @Test
    void readsTheWordOfTheKernelsMock() {
        // tools/testing/cxl/test/mem.c: effects = CXL_CMD_CONFIG_CHANGE_COLD_RESET | CXL_CMD_EFFECTS_VALID
        Effects effects = Effects.ofWord(0x201, Source.DEVICE);
        assertEquals(Set.of(Effect.CONFIGURATION_CHANGE_AFTER_COLD_RESET), effects.asSet());
        assertTrue(effects.isOnlyAfterReset());
        assertFalse(effects.isImmediate());
        assertFalse(effects.isReadOnly());
    }

    @Test
    void laterResetBitsCountOnlyIfMarkedValid() {
        assertEquals(Set.of(), Effects.ofWord(0x0c00, Source.DEVICE).asSet());
        assertEquals(
                Set.of(
                        Effect.CONFIGURATION_CHANGE_AFTER_CONVENTIONAL_RESET,
                        Effect.CONFIGURATION_CHANGE_AFTER_CXL_RESET),
                Effects.ofWord(0x0e00, Source.DEVICE).asSet());
    }

    @Test
    void reservedBitsMakeEffectsUnknown() {
        Effects effects = Effects.ofWord(0x1201, Source.DEVICE);
        assertTrue(effects.isUnknown());
        assertTrue(effects.isImmediate());
        assertTrue(effects.toString().contains("reserved bits 0x1000"), effects.toString());
    }

    @Test
    void unknownIsTheWorst() {
        assertTrue(Effects.unknown().isUnknown());
        assertTrue(Effects.unknown().isImmediate());
        assertFalse(Effects.unknown().isReadOnly());
        assertFalse(Effects.unknown().isOnlyAfterReset());
        assertEquals(Effects.unknown(), Effects.ofWord(0, Source.UNKNOWN));
    }

    @Test
    void noneIsReadOnly() {
        Effects none = Effects.none(Source.KERNEL_DRIVER);
        assertTrue(none.isReadOnly());
        assertEquals("none (kernel driver)", none.toString());
        assertTrue(Effects.of(Source.DEVICE, Effect.SECONDARY_MAILBOX_SUPPORTED).isReadOnly());
    }

    @Test
    void buildsTheWordThatDevicesPublish() {
        assertEquals(
                0x0a00,
                Effects.of(Source.SPECIFICATION, Effect.CONFIGURATION_CHANGE_AFTER_CXL_RESET)
                        .word());
        assertEquals(
                0x0022,
                Effects.of(Source.SPECIFICATION, Effect.IMMEDIATE_CONFIGURATION_CHANGE, Effect.SECURITY_STATE_CHANGE)
                        .word());
        assertThrows(IllegalArgumentException.class, () -> Effects.ofWord(0x10000, Source.DEVICE));
    }

    /** Whose word it rests on, whoever is asked first. */
    @Test
    void whatTwoSayTogetherHasTheSourceThatItRestsOn() {
        Effects none = Effects.none(Source.DEVICE);
        Effects change = Effects.of(Source.SPECIFICATION, Effect.IMMEDIATE_CONFIGURATION_CHANGE);
        Effects fuse = Effects.of(Source.KERNEL_DRIVER, Effect.CANNOT_BE_UNDONE);
        assertTogether("immediate configuration change (specification)", none, change);
        assertTogether("cannot be undone (kernel driver)", none, fuse);
        assertTogether("none (device)", none, Effects.none(Source.SPECIFICATION));
        assertTogether("immediate configuration change, cannot be undone (specification)", change, fuse);
        assertTogether("reserved bits 0x1000 (device)", none, Effects.ofWord(0x1000, Source.DEVICE));
    }

    private static void assertTogether(String expected, Effects one, Effects other) {
        assertEquals(expected, one.and(other).toString());
        assertEquals(expected, other.and(one).toString());
    }
}
