// SPDX-License-Identifier: Apache-2.0

/** NVIDIA ConnectX and BlueField devices: commands, registers, capabilities, NV configuration. */
@NullMarked
package dev.fwctl.mlx5;

import org.jspecify.annotations.NullMarked;
