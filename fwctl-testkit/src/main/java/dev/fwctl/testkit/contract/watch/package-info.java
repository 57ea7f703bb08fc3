// SPDX-License-Identifier: Apache-2.0

/** Not exported: what stands between a contract and the kernel, to look on, to hold back, or to ask for less. */
@NullMarked
package dev.fwctl.testkit.contract.watch;

import org.jspecify.annotations.NullMarked;
