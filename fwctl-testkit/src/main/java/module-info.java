// SPDX-License-Identifier: Apache-2.0

/**
 * The kit for tests of programs and of vendor modules: a simulated kernel with devices, and contracts for seams,
 * devices and vendor modules.
 *
 * <pre>{@code
 * try (SimulatedKernel kernel = Demo.kernel()) {
 *     Fwctl fwctl = kernel.fwctl();
 *     ...
 * }
 * }</pre>
 */
module dev.fwctl.testkit {
    requires transitive dev.fwctl;
    // Only the contracts need JUnit; a program that embeds the simulated kernel does not.
    requires static org.junit.jupiter.api;
    requires com.fasterxml.jackson.databind;
    requires static org.jspecify;

    exports dev.fwctl.testkit.bnxt;
    exports dev.fwctl.testkit.contract;
    exports dev.fwctl.testkit.cxl;
    exports dev.fwctl.testkit.demo;
    exports dev.fwctl.testkit.fault;
    exports dev.fwctl.testkit.kernel;
    exports dev.fwctl.testkit.mlx5;
    exports dev.fwctl.testkit.pds;

    uses dev.fwctl.VendorModule;
    uses dev.fwctl.testkit.contract.SampleRpc.Source;
    uses dev.fwctl.testkit.demo.DemoDevices;

    provides dev.fwctl.testkit.contract.SampleRpc.Source with
            dev.fwctl.testkit.bnxt.BnxtSample,
            dev.fwctl.testkit.cxl.CxlSample,
            dev.fwctl.testkit.mlx5.Mlx5Sample;
    provides dev.fwctl.testkit.demo.DemoDevices with
            dev.fwctl.testkit.cxl.CxlDemo,
            dev.fwctl.testkit.demo.UnknownDriverDemo,
            dev.fwctl.testkit.mlx5.ConnectXDemo,
            dev.fwctl.testkit.bnxt.NetXtremeDemo,
            dev.fwctl.testkit.pds.PensandoDemo;
}
