// SPDX-License-Identifier: Apache-2.0

/**
 * What became of settings: applied, undone, recovered, or drifted from what is desired.
 */
@NullMarked
package dev.fwctl.settings.result;

import org.jspecify.annotations.NullMarked;
