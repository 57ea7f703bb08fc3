// SPDX-License-Identifier: Apache-2.0

/** Registers by name and number, as NVIDIA's public tables describe them; and as bytes, for those who read by type. */
@NullMarked
package dev.fwctl.mlx5.register;

import org.jspecify.annotations.NullMarked;
