// SPDX-License-Identifier: Apache-2.0

/**
 * The front door to the settings of any device, whatever its vendor: listed, read, planned, applied as a transaction,
 * verified, rolled back, and compared with what is desired.
 *
 * <ol>
 *   <li>{@link dev.fwctl.settings.Settings} are those of one open device. They are read by name, as
 *       {@link dev.fwctl.settings.model.SettingReading}s.
 *   <li>A {@link dev.fwctl.settings.plan.Plan} says what would change, and everything that stands against it. It can be
 *       written down, reviewed, and applied by another process.
 *   <li>What became of it is in {@code dev.fwctl.settings.result}.
 *   <li>A {@link dev.fwctl.settings.fleet.Fleet} does the same on all devices of a host.
 * </ol>
 *
 * <p>What vendors implement is in {@code dev.fwctl.settings.model}.
 */
@NullMarked
package dev.fwctl.settings;

import org.jspecify.annotations.NullMarked;
