// SPDX-License-Identifier: Apache-2.0
package dev.fwctl.cxl;

import dev.fwctl.Fwctl;
import dev.fwctl.testkit.demo.Demo;
import dev.fwctl.testkit.kernel.SimulatedKernel;

/** The module keeps the rules of a vendor module, on the demonstration's CXL device. */
class CxlModuleContractTest extends CxlModuleContract {
    private final SimulatedKernel kernel = Demo.kernel();

    @Override
    protected Fwctl system() {
        return kernel.fwctl();
    }

    @Override
    protected String memdev() {
        return "mem0";
    }

    @Override
    protected void shutDown() {
        kernel.close();
    }
}
