// SPDX-License-Identifier: Apache-2.0

/** What the firmware of an mlx5 device answers when it refuses: statuses and syndromes. */
@NullMarked
package dev.fwctl.mlx5.status;

import org.jspecify.annotations.NullMarked;
