// SPDX-License-Identifier: Apache-2.0

/** Capabilities of functions (HCA capabilities): pages by the names of Linux's {@code mlx5_ifc.h}, and typed. */
@NullMarked
package dev.fwctl.mlx5.capability;

import org.jspecify.annotations.NullMarked;
