// SPDX-License-Identifier: Apache-2.0

/**
 * A model of Broadcom NetXtreme-E devices for the simulated kernel: the kernel's {@code bnxt_fwctl} driver and a firmware
 * with the eight NVM options that the kernel names. The lab holds it against the real driver.
 */
@NullMarked
package dev.fwctl.testkit.bnxt;

import org.jspecify.annotations.NullMarked;
