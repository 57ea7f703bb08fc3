// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.settings.plan;

/** Something that a plan does only if the caller agreed to it. */
public enum Consent {
    /** Writing what cannot be read back, so that nobody can tell whether it was taken, and it cannot be undone. */
    WITHOUT_READ_BACK,
    /** Forgetting a whole unit for the default of one setting, so that its other settings fall back to their defaults. */
    NEIGHBOURS_TO_DEFAULT
}
