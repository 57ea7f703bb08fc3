// SPDX-License-Identifier: Apache-2.0

/** Acme's test pattern: one Feature of Acme's CXL memory devices, as commands. */
module com.example.acme {
    requires transitive dev.fwctl;

    exports com.example.acme;

    provides dev.fwctl.VendorModule with
            com.example.acme.AcmeModule;
}
