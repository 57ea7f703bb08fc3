// SPDX-License-Identifier: Apache-2.0

/**
 * Acme's devices: the test pattern, one Feature of its CXL memory devices, and the blob store, whose requests point at
 * memory.
 */
module com.example.acme {
    requires transitive dev.fwctl;

    exports com.example.acme;
    exports com.example.acme.blob;

    provides dev.fwctl.VendorModule with
            com.example.acme.AcmeModule,
            com.example.acme.blob.BlobModule;
}
