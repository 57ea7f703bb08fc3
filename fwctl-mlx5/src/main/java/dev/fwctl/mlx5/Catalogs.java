// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.mlx5;

import dev.fwctl.layout.LayoutCatalog;

/**
 * The catalogs in this jar, each read at its first use. All are big-endian; the sources of each are in it, with their
 * digests.
 */
final class Catalogs {
    static final String FOLDER = "/dev-fwctl-mlx5/";

    /** Registers of the host layout, by name and, as id, by register id; and the layouts nested in them. */
    static final LayoutCatalog REGISTERS = LayoutCatalog.resource(Catalogs.class, FOLDER + "registers.json");

    /** Capability pages, by name and, as id, by capability type; and the layouts nested in them. */
    static final LayoutCatalog CAPABILITIES = LayoutCatalog.resource(Catalogs.class, FOLDER + "capabilities.json");

    /** Requests and replies of commands, headers included, by the name of their structure in Linux's mlx5_ifc.h. */
    static final LayoutCatalog COMMAND_LAYOUTS =
            LayoutCatalog.resource(Catalogs.class, FOLDER + "command-layouts.json");

    private Catalogs() {}

    /** The commands that Linux's fwctl driver lets through. */
    static CommandCatalog commands() {
        return Commands.ALL;
    }

    /** TLVs and parameters of the NV configuration. */
    static ParameterCatalog parameters() {
        return NvParameters.ALL;
    }

    /** Loaded with its first use, as a class is. */
    private static final class Commands {
        static final CommandCatalog ALL = CommandCatalog.read(FOLDER + "commands.json");
    }

    /** Loaded with its first use, as a class is. */
    private static final class NvParameters {
        static final ParameterCatalog ALL = ParameterCatalog.read(FOLDER + "parameters.json");
    }
}
