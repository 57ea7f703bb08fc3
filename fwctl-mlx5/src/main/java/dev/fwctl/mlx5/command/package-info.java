// SPDX-License-Identifier: Apache-2.0

/** Commands of the device's command interface that the kernel lets through: typed ones, and all others by name. */
@NullMarked
package dev.fwctl.mlx5.command;

import org.jspecify.annotations.NullMarked;
