/** Devices of the driver ${driver}, as a vendor's module for fwctl. */
module ${package} {
    requires transitive dev.fwctl;

    exports ${package};

    provides dev.fwctl.VendorModule with
            ${package}.${moduleClass};
}
