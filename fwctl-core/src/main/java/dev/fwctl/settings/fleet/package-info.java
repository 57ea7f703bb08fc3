// SPDX-License-Identifier: Apache-2.0

/**
 * The settings of many devices: a {@linkplain dev.fwctl.settings.fleet.DesiredState desired state}, planned, applied and
 * compared on all devices of a {@linkplain dev.fwctl.settings.fleet.Fleet host}.
 */
@NullMarked
package dev.fwctl.settings.fleet;

import org.jspecify.annotations.NullMarked;
