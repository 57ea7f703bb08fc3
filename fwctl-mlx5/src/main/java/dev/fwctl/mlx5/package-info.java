// SPDX-License-Identifier: Apache-2.0

/**
 * NVIDIA ConnectX and BlueField devices: NV configuration, registers, capabilities, commands.
 *
 * <pre>{@code
 * try (FwctlDevice device = Fwctl.system().withPolicy(AccessPolicy.configure()).open("0000:03:00.0")) {
 *     Mlx5Device mlx5 = Mlx5Device.of(device);
 *     NvReading vfs = mlx5.configuration().read("NUM_OF_VFS");                        // next, current and factory
 *     mlx5.configuration().write(Map.of("SRIOV_EN", true, "NUM_OF_VFS", 16));         // live after a reset
 *     RegisterValue temperature = mlx5.registers().read("MTMP", Map.of("sensor_index", 0));
 *     RoceCapabilities roce = mlx5.capabilities().current(RoceCapabilities.TYPE);
 * }
 * }</pre>
 *
 * <p>Names are those of public files, which {@link dev.fwctl.mlx5.catalog.ParameterCatalog#sources} and the catalogs in
 * the jar name with their digests: parameters and registers of NVIDIA's open tools, commands and capabilities of Linux's
 * {@code mlx5_ifc.h}. No scope above {@code FWCTL_RPC_DEBUG_READ_ONLY} is asked for unless the kernel demands it.
 *
 * <p>This package is the way in. Each package beside it uses only those further down: {@code report}; this one;
 * {@code nv}, {@code dump}, {@code capability}; {@code register}; {@code command}; {@code catalog}; {@code status}.
 */
@NullMarked
package dev.fwctl.mlx5;

import org.jspecify.annotations.NullMarked;
