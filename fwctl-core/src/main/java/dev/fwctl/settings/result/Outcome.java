// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.settings.result;

import java.util.Locale;

/** The outcome for one setting. */
public enum Outcome {
    /** It was changed, and read back as wanted. */
    CHANGED,
    /** There was nothing to change, or it was not reached before another one failed. */
    UNCHANGED,
    /** It was written, and the device made another value of it. */
    ADJUSTED,
    /** It was written, and is again what it was. */
    RESTORED,
    /** The policy, the kernel or the firmware refused it; it is what it was. */
    REFUSED,
    /** The write was accepted, and what was written cannot be read back. */
    UNVERIFIED,
    /** Somebody else changed it meanwhile; that was left alone. */
    CHANGED_BY_OTHERS,
    /** It can be written only once an earlier change is live; plan and apply again after the reset. */
    LATER,
    /** Nobody can tell what it is: reading it back failed too. */
    UNKNOWN;

    /** Lower case with blanks, for example {@code changed by others}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
