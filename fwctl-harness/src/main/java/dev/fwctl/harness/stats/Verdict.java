// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.harness.stats;

/** The verdict of a measurement on a limit. */
public enum Verdict {
    /** The whole interval is on the right side. */
    MET,
    /** The whole interval is on the wrong side. */
    MISSED,
    /** The limit lies in the interval, or what was measured cannot be trusted. */
    UNDECIDED
}
