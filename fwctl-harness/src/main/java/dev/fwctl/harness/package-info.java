// SPDX-License-Identifier: Apache-2.0

/**
 * Loads devices with commands of any vendor module, and says how long each took. Start at {@link dev.fwctl.harness.Load}.
 */
@NullMarked
package dev.fwctl.harness;

import org.jspecify.annotations.NullMarked;
