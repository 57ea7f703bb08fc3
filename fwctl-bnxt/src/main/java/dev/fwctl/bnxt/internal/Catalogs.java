// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.bnxt.internal;

import dev.fwctl.layout.LayoutCatalog;

/** The catalogs in this jar, each read at its first use. All are little-endian; the sources of each are in it. */
public final class Catalogs {
    public static final String FOLDER = "/dev-fwctl-bnxt/";

    /** Requests, replies and counters by the name of their structure in Linux's {@code bnxt/hsi.h}, less hwrm_. */
    public static final LayoutCatalog LAYOUTS = LayoutCatalog.resource(Catalogs.class, FOLDER + "layouts.json");

    private Catalogs() {}

    /** The commands that Linux's fwctl driver lets through. */
    public static CommandCatalog commands() {
        return Commands.ALL;
    }

    /** Loaded with its first use, as a class is. */
    private static final class Commands {
        static final CommandCatalog ALL = CommandCatalog.read(FOLDER + "commands.json");
    }
}
