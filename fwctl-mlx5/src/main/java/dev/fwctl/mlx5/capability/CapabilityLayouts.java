// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.mlx5.capability;

import dev.fwctl.layout.LayoutCatalog;

/** The catalog of capability pages in this jar, big-endian, read at its first use. */
final class CapabilityLayouts {
    /** Capability pages, by name and, as id, by capability type; and the layouts nested in them. */
    static final LayoutCatalog ALL =
            LayoutCatalog.resource(CapabilityLayouts.class, "/dev-fwctl-mlx5/capabilities.json");

    private CapabilityLayouts() {}
}
