// SPDX-License-Identifier: Apache-2.0

/**
 * AMD Pensando devices (driver {@code pds_core}) over fwctl. {@link dev.fwctl.pds.PdsDevice} is the way in.
 */
@NullMarked
package dev.fwctl.pds;

import org.jspecify.annotations.NullMarked;
