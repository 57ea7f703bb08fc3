// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.mlx5.register;

import dev.fwctl.layout.LayoutCatalog;

/** The catalog of registers in this jar, big-endian, read at its first use. */
final class RegisterLayouts {
    /** Registers of the host layout, by name and, as id, by register id; and the layouts nested in them. */
    static final LayoutCatalog ALL = LayoutCatalog.resource(RegisterLayouts.class, "/dev-fwctl-mlx5/registers.json");

    private RegisterLayouts() {}
}
