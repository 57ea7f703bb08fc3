// SPDX-License-Identifier: Apache-2.0

/** What a device says of its ports, modules, temperature, PCIe link, firmware and resets: records over registers. */
@NullMarked
package dev.fwctl.mlx5.report;

import org.jspecify.annotations.NullMarked;
