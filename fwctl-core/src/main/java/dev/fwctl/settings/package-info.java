// SPDX-License-Identifier: Apache-2.0

/**
 * The settings of any device, whatever its vendor: listed, read, planned, applied as a transaction, verified, rolled back,
 * and compared with what is desired.
 *
 * <ol>
 *   <li>{@link dev.fwctl.settings.Settings} are those of one open device. They are read by name.
 *   <li>A {@link dev.fwctl.settings.Plan} says what would change, and everything that stands against it. It can be written
 *       down, reviewed, and applied by another process.
 * </ol>
 *
 * <p>What vendors implement is in {@code dev.fwctl.settings.model}.
 */
@NullMarked
package dev.fwctl.settings;

import org.jspecify.annotations.NullMarked;
