// SPDX-License-Identifier: Apache-2.0

/** What a few noisy measurements allow to be said: intervals, verdicts, differences, steady states, percentiles. */
@NullMarked
package dev.fwctl.harness.stats;

import org.jspecify.annotations.NullMarked;
