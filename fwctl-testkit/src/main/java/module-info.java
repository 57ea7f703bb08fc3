// SPDX-License-Identifier: Apache-2.0

/**
 * What tests of programs and of vendor modules need: a simulated kernel with devices.
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
    requires static transitive org.jspecify;

    exports dev.fwctl.testkit;
}
