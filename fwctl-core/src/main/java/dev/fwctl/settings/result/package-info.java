// SPDX-License-Identifier: Apache-2.0

/**
 * The results for settings: applied, undone, recovered, or drifted from what is desired.
 */
@NullMarked
package dev.fwctl.settings.result;

import org.jspecify.annotations.NullMarked;
