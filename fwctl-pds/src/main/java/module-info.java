// SPDX-License-Identifier: Apache-2.0

/**
 * AMD Pensando devices over fwctl: endpoints and operations of their firmware. What operations a product has is not
 * public; a jar of its vendor adds them as {@link dev.fwctl.pds.PdsCommand}s.
 */
module dev.fwctl.pds {
    requires transitive dev.fwctl;
    requires static org.jspecify;

    exports dev.fwctl.pds;

    provides dev.fwctl.VendorModule with
            dev.fwctl.pds.PdsModule;
}
