// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.mlx5.capability;

/** The two values of each capability, as {@code enum mlx5_cap_mode} of Linux 7.3 numbers them. */
enum CapabilityMode {
    /** The greatest possible. */
    MAXIMUM,
    /** The present one. */
    CURRENT
}
