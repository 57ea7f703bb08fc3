// SPDX-License-Identifier: Apache-2.0

/**
 * Reports of a device about its ports, modules, temperature, PCIe link, firmware and resets: records over registers.
 */
@NullMarked
package dev.fwctl.mlx5.report;

import org.jspecify.annotations.NullMarked;
