// SPDX-License-Identifier: Apache-2.0

/**
 * NVIDIA ConnectX and BlueField devices over fwctl: commands, registers, capabilities, NV configuration.
 *
 * <p>What these devices have by name comes from catalogs in this jar, in the folder {@code dev-fwctl-mlx5}; the program
 * that makes them from public databases and headers is in the source repository.
 */
@SuppressWarnings("module") // the digit is part of the devices' name
module dev.fwctl.mlx5 {
    requires transitive dev.fwctl;
    requires static org.jspecify;

    exports dev.fwctl.mlx5;
    exports dev.fwctl.mlx5.capability;
    exports dev.fwctl.mlx5.catalog;
    exports dev.fwctl.mlx5.command;
    exports dev.fwctl.mlx5.dump;
    exports dev.fwctl.mlx5.nv;
    exports dev.fwctl.mlx5.register;
    exports dev.fwctl.mlx5.report;
    exports dev.fwctl.mlx5.status;

    provides dev.fwctl.VendorModule with
            dev.fwctl.mlx5.Mlx5Module;
}
