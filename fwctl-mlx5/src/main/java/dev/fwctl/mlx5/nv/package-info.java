// SPDX-License-Identifier: Apache-2.0

/** NV configuration: parameters that survive power-off, read and written by name. */
@NullMarked
package dev.fwctl.mlx5.nv;

import org.jspecify.annotations.NullMarked;
