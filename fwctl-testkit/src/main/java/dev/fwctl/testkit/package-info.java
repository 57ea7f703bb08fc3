// SPDX-License-Identifier: Apache-2.0

/**
 * Testing without hardware: a {@linkplain dev.fwctl.testkit.SimulatedKernel simulated kernel} with fwctl devices in it,
 * models of firmware, and faults to order.
 */
@NullMarked
package dev.fwctl.testkit;

import org.jspecify.annotations.NullMarked;
