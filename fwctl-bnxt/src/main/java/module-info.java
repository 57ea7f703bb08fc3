// SPDX-License-Identifier: Apache-2.0

/**
 * Broadcom NetXtreme-E devices over fwctl: HWRM commands and NVM options. {@link dev.fwctl.bnxt.BnxtDevice} is the way in.
 *
 * <p>What the kernel's driver lets through, and the layouts of its public header, come from catalogs in this jar, in the
 * folder {@code dev-fwctl-bnxt}; the program that makes them is in the source repository.
 */
module dev.fwctl.bnxt {
    requires transitive dev.fwctl;
    requires static org.jspecify;

    exports dev.fwctl.bnxt;
    exports dev.fwctl.bnxt.command;
    exports dev.fwctl.bnxt.nvm;
    exports dev.fwctl.bnxt.report;
    exports dev.fwctl.bnxt.status;

    provides dev.fwctl.VendorModule with
            dev.fwctl.bnxt.BnxtModule;
}
