// SPDX-License-Identifier: Apache-2.0

/** Reports of a device about its firmware, functions, ports, counters and temperatures. */
@NullMarked
package dev.fwctl.bnxt.report;

import org.jspecify.annotations.NullMarked;
