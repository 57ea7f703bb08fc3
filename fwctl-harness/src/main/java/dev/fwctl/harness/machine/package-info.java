// SPDX-License-Identifier: Apache-2.0

/** The machine under a measurement: its facts, its clock, who else uses it, and whether it can be trusted. */
@NullMarked
package dev.fwctl.harness.machine;

import org.jspecify.annotations.NullMarked;
