// SPDX-License-Identifier: Apache-2.0

/**
 * A model of AMD Pensando devices for the simulated kernel: the kernel's {@code pds_fwctl} driver and a firmware with
 * endpoints and operations of one's choice. The lab holds it against the real driver.
 */
@NullMarked
package dev.fwctl.testkit.pds;

import org.jspecify.annotations.NullMarked;
