// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.testkit.demo;

import dev.fwctl.testkit.kernel.SimulatedKernel;

/**
 * Devices that join {@link Demo#kernel}: a service, found by {@link java.util.ServiceLoader}, so that a vendor's jar on
 * the path adds its own. The class is public and has a public constructor without parameters.
 */
public interface DemoDevices {
    /**
     * Plugs the devices in.
     *
     * @param kernel a new kernel, with the devices of the providers that came before
     */
    void plugInto(SimulatedKernel kernel);
}
