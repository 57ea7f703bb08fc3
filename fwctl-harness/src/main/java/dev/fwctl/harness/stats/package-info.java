// SPDX-License-Identifier: Apache-2.0

/** The statements that a few noisy measurements allow: intervals, verdicts, differences, steady states, percentiles. */
@NullMarked
package dev.fwctl.harness.stats;

import org.jspecify.annotations.NullMarked;
