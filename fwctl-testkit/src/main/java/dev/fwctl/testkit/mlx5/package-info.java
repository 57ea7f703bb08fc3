// SPDX-License-Identifier: Apache-2.0

/** A model of the mlx5 driver and of ConnectX firmware. */
@NullMarked
package dev.fwctl.testkit.mlx5;

import org.jspecify.annotations.NullMarked;
