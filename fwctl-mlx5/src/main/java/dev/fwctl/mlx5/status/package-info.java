// SPDX-License-Identifier: Apache-2.0

/** The answers of an mlx5 device's firmware when it refuses: statuses and syndromes. */
@NullMarked
package dev.fwctl.mlx5.status;

import org.jspecify.annotations.NullMarked;
