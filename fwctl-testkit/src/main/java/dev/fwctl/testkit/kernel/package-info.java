// SPDX-License-Identifier: Apache-2.0

/** A simulated kernel: fwctl nodes, sysfs, character devices, the memory of callers, and what a model of a driver implements. */
@NullMarked
package dev.fwctl.testkit.kernel;

import org.jspecify.annotations.NullMarked;
