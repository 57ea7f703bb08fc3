// SPDX-License-Identifier: Apache-2.0

/**
 * CXL memory devices over fwctl: their Features, what changing each would do, and what the kernel allows of it.
 *
 * <p>Start at {@link dev.fwctl.cxl.CxlDevice}.
 */
module dev.fwctl.cxl {
    requires transitive dev.fwctl;
    requires static org.jspecify;

    exports dev.fwctl.cxl;

    uses dev.fwctl.cxl.FeatureCodec;

    provides dev.fwctl.VendorModule with
            dev.fwctl.cxl.CxlModule;
}
