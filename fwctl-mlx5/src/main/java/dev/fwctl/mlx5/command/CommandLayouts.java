// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.mlx5.command;

import dev.fwctl.layout.LayoutCatalog;

/** The catalog of the commands' layouts in this jar, big-endian, read at its first use. */
final class CommandLayouts {
    /** Requests and replies, headers included, by the name of their structure in Linux's {@code mlx5_ifc.h}. */
    static final LayoutCatalog ALL =
            LayoutCatalog.resource(CommandLayouts.class, "/dev-fwctl-mlx5/command-layouts.json");

    private CommandLayouts() {}
}
