// SPDX-License-Identifier: Apache-2.0

/** Scrubbing and Error Check Scrub through the kernel's own files, {@code /sys/bus/edac/devices/cxl_memN}. */
@NullMarked
package dev.fwctl.cxl.edac;

import org.jspecify.annotations.NullMarked;
