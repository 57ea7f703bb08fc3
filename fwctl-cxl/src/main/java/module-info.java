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
    exports dev.fwctl.cxl.feature;
    exports dev.fwctl.cxl.mailbox;
    exports dev.fwctl.cxl.memdev;

    uses dev.fwctl.cxl.feature.FeatureCodec;

    provides dev.fwctl.VendorModule with
            dev.fwctl.cxl.CxlModule;
}
