// SPDX-License-Identifier: Apache-2.0
package dev.fwctl;

/**
 * One thing a command may do to a device, in the vocabulary of CXL's Command Effects, which serves every vendor here.
 *
 * <p>Source: the Command Effects Log of the CXL specification (revision 3.1, section 8.2.10.5.2.1). Linux's
 * {@code include/uapi/cxl/features.h} gives the same bit numbers, but calls bit 7 what the specification calls bit 8.
 */
public enum Effect {
    /**
     * The configuration changes after a cold reset. Bit 0. Also for what changes after a reset whose kind no document names:
     * this is the deepest of the three, after which the change surely has come.
     */
    CONFIGURATION_CHANGE_AFTER_COLD_RESET(0, "configuration change after cold reset"),
    /** The configuration changes at once. Bit 1. */
    IMMEDIATE_CONFIGURATION_CHANGE(1, "immediate configuration change"),
    /** The data that the device holds changes at once. Bit 2. */
    IMMEDIATE_DATA_CHANGE(2, "immediate data change"),
    /** The policies by which the device works change at once. Bit 3. */
    IMMEDIATE_POLICY_CHANGE(3, "immediate policy change"),
    /** The device's logs change at once. Bit 4. */
    IMMEDIATE_LOG_CHANGE(4, "immediate log change"),
    /** The security state changes. Bit 5. */
    SECURITY_STATE_CHANGE(5, "security state change"),
    /** The command goes on in the background after it has been answered. Bit 6. */
    BACKGROUND_OPERATION(6, "background operation"),
    /** The command can be sent through a secondary mailbox. Bit 7. No change of state. */
    SECONDARY_MAILBOX_SUPPORTED(7, "secondary mailbox supported"),
    /** A background operation of the command can be aborted. Bit 8. No change of state. */
    BACKGROUND_ABORT_SUPPORTED(8, "background abort supported"),
    /** The configuration changes after a conventional reset. Bit 10. */
    CONFIGURATION_CHANGE_AFTER_CONVENTIONAL_RESET(10, "configuration change after conventional reset"),
    /** The configuration changes after a CXL reset. Bit 11. */
    CONFIGURATION_CHANGE_AFTER_CXL_RESET(11, "configuration change after CXL reset"),
    /** The device is reset, or its service is interrupted otherwise. No bit of the specification's word. */
    RESETS_DEVICE(16, "resets the device or interrupts its service"),
    /** What it does cannot be undone: fuses, counters that only rise, erased data. No bit of the specification's word. */
    CANNOT_BE_UNDONE(17, "cannot be undone");

    private final int bit;
    private final String text;

    Effect(int bit, String text) {
        this.bit = bit;
        this.text = text;
    }

    /**
     * The bit of this effect: in a 16-bit Command Effects word, or above it.
     *
     * @return 0 to 11, never 9, which says that bits 10 and 11 are valid; 16 or more where the word has no such bit
     */
    public int bit() {
        return bit;
    }

    int mask() {
        return 1 << bit;
    }

    /**
     * Whether the effect changes the device the moment the command succeeds.
     *
     * @return true for the four immediate changes, the security state, a reset, and what cannot be undone
     */
    public boolean isImmediate() {
        return bit >= 1 && bit <= 5 || bit >= 16;
    }

    /**
     * Whether the effect shows only after some reset.
     *
     * @return true for the three configuration changes after reset
     */
    public boolean isAfterReset() {
        return bit == 0 || bit == 10 || bit == 11;
    }

    /** The effect in words, lower case. */
    @Override
    public String toString() {
        return text;
    }
}
