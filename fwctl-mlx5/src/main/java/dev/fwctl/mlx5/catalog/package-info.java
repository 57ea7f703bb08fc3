// SPDX-License-Identifier: Apache-2.0

/** NV configuration by name, before any device is asked: TLVs and parameters of NVIDIA's public database. */
@NullMarked
package dev.fwctl.mlx5.catalog;

import org.jspecify.annotations.NullMarked;
