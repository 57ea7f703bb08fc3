// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.settings.journal;

/** The end of a transaction. */
public enum Ending {
    /** Everything was written. */
    APPLIED,
    /** Everything is as it was. */
    UNDONE,
    /** What this library wrote was undone, and what somebody else wrote meanwhile was left. */
    LEFT_TO_OTHERS,
    /** A person closed it, whatever the hardware holds. */
    ABANDONED
}
