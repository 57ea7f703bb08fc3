// SPDX-License-Identifier: Apache-2.0

/**
 * What tests of programs and of vendor modules need: a simulated kernel with devices, and contracts for seams, devices
 * and vendor modules.
 *
 * <pre>{@code
 * try (SimulatedKernel kernel = SimulatedKernel.demo()) {
 *     Fwctl fwctl = kernel.fwctl();
 *     ...
 * }
 * }</pre>
 */
module dev.fwctl.testkit {
    requires transitive dev.fwctl;
    // Only the contracts need JUnit; a program that embeds the simulated kernel does not.
    requires static org.junit.jupiter.api;
    requires static org.jspecify;

    exports dev.fwctl.testkit;

    uses dev.fwctl.VendorModule;
}
