// SPDX-License-Identifier: Apache-2.0

/** Small programs, one job each; {@code ./quickstart NAME} runs one. */
module dev.fwctl.examples {
    requires com.fasterxml.jackson.databind;
    requires com.samskivert.jmustache;
    requires dev.fwctl;
    requires dev.fwctl.cxl;
    requires dev.fwctl.mlx5;
    requires dev.fwctl.testkit;
    requires static org.jspecify;

    uses dev.fwctl.VendorModule;
}
