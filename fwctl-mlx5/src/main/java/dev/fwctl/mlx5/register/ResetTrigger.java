// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.mlx5.register;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** The events that start a reset of the firmware: bits of {@code reset_trigger} of the registers MFRL and MROQ. */
public enum ResetTrigger {
    /** A live patch of the firmware: no reset at all. */
    LIVE_PATCH(0, "live patch"),
    /** At once; for the ARM cores only. */
    IMMEDIATE(1, "immediate reset"),
    /** When the PCIe link is toggled or reset hot. */
    PCI_LINK(3, "PCIe link toggle or hot reset"),
    /** When the slot is reset: a warm reboot, or power off and on. */
    PERST(6, "warm reboot");

    private final int bit;
    private final String text;

    ResetTrigger(int bit, String text) {
        this.bit = bit;
        this.text = text;
    }

    /** The bit in {@code reset_trigger}. */
    public int bit() {
        return bit;
    }

    /** In words, for example {@code warm reboot}. */
    public String text() {
        return text;
    }

    /**
     * The triggers of a mask. Bits that no public document names are left out.
     *
     * @param mask {@code reset_trigger}
     * @return an unmodifiable set
     */
    public static Set<ResetTrigger> of(long mask) {
        Set<ResetTrigger> triggers = EnumSet.noneOf(ResetTrigger.class);
        for (ResetTrigger trigger : values()) {
            if ((mask >> trigger.bit & 1) != 0) {
                triggers.add(trigger);
            }
        }
        return Collections.unmodifiableSet(triggers);
    }
}
