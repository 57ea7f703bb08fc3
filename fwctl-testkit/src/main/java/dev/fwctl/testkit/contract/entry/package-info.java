// SPDX-License-Identifier: Apache-2.0

/** How {@link dev.fwctl.testkit.contract.EntryPointsContract} finds ways into a module, and what it tries on each. */
@NullMarked
package dev.fwctl.testkit.contract.entry;

import org.jspecify.annotations.NullMarked;
