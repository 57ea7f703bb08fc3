// SPDX-License-Identifier: Apache-2.0

/**
 * The ways into a module, as {@link dev.fwctl.testkit.contract.EntryPointsContract} finds them, and its trials of each.
 */
@NullMarked
package dev.fwctl.testkit.contract.entry;

import org.jspecify.annotations.NullMarked;
