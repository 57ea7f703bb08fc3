// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.testkit.mlx5;

/** A fault of a write of a register; see {@link Mlx5Firmware#onWrite}. */
public enum Mlx5WriteFault {
    /** The firmware refuses it. */
    REFUSED,
    /** The firmware takes it, and the driver gives up waiting: {@code ETIMEDOUT}. */
    TAKEN_BUT_TIMED_OUT,
    /** The driver gives up waiting, and the firmware has not taken it: {@code ETIMEDOUT}. */
    LOST_AND_TIMED_OUT
}
