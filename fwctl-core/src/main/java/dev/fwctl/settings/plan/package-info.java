// SPDX-License-Identifier: Apache-2.0

/**
 * Changes of settings before they are made: the {@linkplain dev.fwctl.settings.plan.Plan plan} of a device, its
 * changes, and the problems that stand against it. Values without an engine: they can be written down and read again.
 */
@NullMarked
package dev.fwctl.settings.plan;

import org.jspecify.annotations.NullMarked;
