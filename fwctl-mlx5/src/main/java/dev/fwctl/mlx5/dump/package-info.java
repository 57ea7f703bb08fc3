// SPDX-License-Identifier: Apache-2.0

/** Dumps of the firmware's view of resources. */
@NullMarked
package dev.fwctl.mlx5.dump;

import org.jspecify.annotations.NullMarked;
